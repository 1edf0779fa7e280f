"""Quick wins that are there when a transcript begins, and reviews that were written meanwhile."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, select

from models.asking import Asker
from models.members import Member
from models.people import Person
from models.quickwins.content import Content
from models.quickwins.quickwin import QuickWin, begin, move, write
from models.quickwins.rules import Rules
from models.quickwins.states import QuickWinState
from models.reviews.review import Criterion, Review, ReviewState
from models.reviews.reviewing import Reviewed, keep_review

READY = Content(
    problem="Setiap hari imunisasi, ibu dan balita menunggu sampai tiga jam di Puskesmas Banyuwening",
    source="citizens",
    frequency="weekly",
    gains="Ibu dan balita di tiga kelurahan",
    goal="modern",
    field="kesehatan",
    idea="Pendaftaran lewat WhatsApp dengan jam kedatangan, petugas memanggil menurut jam",
    aim="Paling lambat 28 Februari, Kasi Pelayanan menurunkan waktu tunggu dari tiga jam menjadi 45 menit",
    first_sign="Ruang tunggu tidak penuh lagi pada hari imunisasi",
    impact=4,
    effort=2,
    days=30,
    within_authority=True,
    within_budget=True,
    indicator="Waktu tunggu imunisasi",
    unit="menit",
    baseline="180",
    target="45",
)

QUICK_WINS = {"ready": READY, "too much": replace(READY, effort=4)}
"""By what a transcript says of them."""


def member_called(session: Session, name: str) -> Member:
    """The member whose name begins with this one."""
    return session.exec(
        select(Member)
        .join(Person, col(Person.id) == Member.person_id)
        .where(col(Person.name).startswith(name))
    ).one()


def ready_quickwin(session: Session, member: Member, at: datetime, content: Content = READY) -> QuickWin:
    """A quick win that its owner may send to their peers."""
    written = session.exec(select(QuickWin.id)).all()
    row = begin(session, member.batch_id, member.id or 0, f"given:{len(written)}", content, at)
    write(session, row, content, member.id or 0, at)
    session.flush()
    move(session, row, QuickWinState.READY, at)
    return row


def reviewed(session: Session, member: Member, code: str, ratings: str, at: datetime) -> None:
    """The review that waits for them is handed in with these six ratings, such as "4 4 5 3 4 4"."""
    review, quickwin = session.exec(
        select(Review, QuickWin)
        .join(QuickWin, col(QuickWin.id) == Review.quickwin_id)
        .where(
            Review.member_id == member.id,
            Review.state == ReviewState.ASSIGNED,
            QuickWin.number == int(code.removeprefix("QW-")),
        )
    ).one()
    given = dict(zip(map(str, Criterion), map(int, ratings.split()), strict=True))
    said = Reviewed(
        review.id or 0, quickwin.id or 0, given, "Mulai dari satu posyandu dulu, lalu dicatat hasilnya."
    )
    keep_review(session, Asker("phone", 0, member.person_id), said, at, rules=Rules())
