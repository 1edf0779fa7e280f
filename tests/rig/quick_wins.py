"""Quick wins as they stand after some days of work, and reviews that were written meanwhile: put where tests begin."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, select

from models.asking import Asker
from models.members import Member
from models.people import Person
from models.plans.states import PlanState
from models.quickwins.content import Content
from models.quickwins.quickwin import Ownership, QuickWin, begin, write
from models.quickwins.rules import Rules
from models.quickwins.states import QuickWinState
from models.reviews.review import Criterion, Review, ReviewState
from models.reviews.reviewing import Reviewed, keep_review
from tests.rig.plans import TRAINING, add_plan

STATES = {
    "a draft": QuickWinState.DRAFT,
    "ready": QuickWinState.READY,
    "held back": QuickWinState.READY,  # by its figures
    "in review": QuickWinState.IN_REVIEW,
    "to be revised": QuickWinState.TO_REVISE,
    "validated": QuickWinState.VALIDATED,
}
PLANS = {
    "a draft": PlanState.DRAFT,
    "sent": PlanState.SENT,
    "returned": PlanState.RETURNED,
    "approved": PlanState.APPROVED,
}
WAITING = Content(
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
PROBLEMS = (
    WAITING.problem,
    "Pemohon izin usaha datang rata-rata tiga kali karena berkasnya tidak lengkap",
    "Laporan lampu jalan yang mati baru ditangani setelah dua minggu",
    "Orang tua murid menunggu surat pindah sekolah sampai lima hari kerja",
)
HALF_WRITTEN = dict.fromkeys(
    (
        "first_sign",
        "impact",
        "effort",
        "days",
        "within_authority",
        "within_budget",
        "indicator",
        "unit",
        "baseline",
        "target",
    )
)


def member_called(session: Session, first_name: str) -> Member:
    """The member whose name begins so."""
    found = select(Member).join(Person, col(Person.id) == Member.person_id)
    return session.exec(found.where(col(Person.name).startswith(first_name))).one()


def add_quickwin(
    session: Session, member: Member, state: QuickWinState, now: datetime, content: Content = WAITING
) -> QuickWin:
    """One that this member owns, with what it says, standing like this since `now`."""
    number = len(session.exec(select(QuickWin.id)).all()) + 1
    row = begin(session, member.batch_id, member.id or 0, f"given {number}", content, now)
    if state is not QuickWinState.DRAFT:
        write(session, row, content, member.id or 0, now)
    row.state = state
    session.add(row)
    session.flush()
    return row


def let_own(session: Session, now: datetime, name: str, stands: str, plan: str | None) -> None:
    """Given NAME has a quick win that is STANDS, with a plan that is PLAN."""
    so_far = len(session.exec(select(QuickWin.id)).all())
    content = replace(WAITING, problem=PROBLEMS[so_far % len(PROBLEMS)])
    if stands == "a draft":
        content = Content.of({**content.stored(), **HALF_WRITTEN})
    if stands == "held back":
        content = replace(content, effort=4)
    row = add_quickwin(session, member_called(session, name), STATES[stands], now, content)
    if plan is not None:
        add_plan(session, row, now, TRAINING).state = PLANS[plan]


def share(session: Session, now: datetime, name: str, number: str) -> None:
    """Given NAME works on QW-NUMBER too."""
    quickwin = session.exec(select(QuickWin).where(QuickWin.number == int(number))).one()
    session.add(
        Ownership(quickwin_id=quickwin.id or 0, member_id=member_called(session, name).id or 0, since=now)
    )


def hand_in(session: Session, now: datetime, name: str, number: str, ratings: str) -> None:
    """Given NAME has reviewed QW-NUMBER with these six RATINGS, such as "4 4 5 3 4 4"."""
    member = member_called(session, name)
    review, quickwin = session.exec(
        select(Review, QuickWin)
        .join(QuickWin, col(QuickWin.id) == Review.quickwin_id)
        .where(
            Review.member_id == member.id,
            Review.state == ReviewState.ASSIGNED,
            QuickWin.number == int(number),
        )
    ).one()
    given = dict(zip(map(str, Criterion), map(int, ratings.split()), strict=True))
    said = Reviewed(
        review.id or 0, quickwin.id or 0, given, "Mulai dari satu posyandu dulu, lalu dicatat hasilnya."
    )
    keep_review(session, Asker("phone", 0, member.person_id), said, now, rules=Rules())
