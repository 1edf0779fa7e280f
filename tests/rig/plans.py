"""A quick win that stands where a test needs it."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.members import Member
from models.people import Person
from models.quickwins.content import Content
from models.quickwins.quickwin import QuickWin, begin, write
from models.quickwins.states import QuickWinState

WAITING = Content(
    problem="Setiap hari imunisasi, ibu dan balita menunggu sampai tiga jam di Puskesmas Banyuwening",
    source="citizens",
    frequency="weekly",
    gains="Ibu dan balita di Kecamatan Banyuwening",
    goal="modern",
    field="kesehatan",
    idea="Pendaftaran imunisasi lewat WhatsApp dengan jam kedatangan, petugas memanggil menurut jam",
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


def add_quickwin(
    session: Session,
    member: Member,
    state: QuickWinState,
    now: datetime,
    content: Content = WAITING,
) -> QuickWin:
    """One that this member owns, written to its end and in that state."""
    number = len(session.exec(select(QuickWin.id)).all()) + 1
    quickwin = begin(session, member.batch_id, member.id or 0, f"test:{number}", content, now)
    write(session, quickwin, content, member.id or 0, now)
    quickwin.state = state
    session.add(quickwin)
    session.flush()
    return quickwin


def member_called(session: Session, first_name: str) -> Member:
    """The member whose name begins so."""
    found = select(Member).join(Person, col(Person.id) == Member.person_id)
    return session.exec(found.where(col(Person.name).startswith(first_name))).one()
