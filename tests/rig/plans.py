"""A quick win that stands where a test needs it, and a plan for it."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from models.members import Member
from models.people import Person
from models.plans.plan import ActionPlan, ActionStep
from models.plans.stages import Stage
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


TRAINING = Stage(
    name="Melatih petugas loket",
    output="Petugas yang mampu menerima pendaftaran lewat WhatsApp",
    volume="3",
    unit="pelatihan",
    starts_on=date(2026, 11, 30),
    ends_on=date(2026, 12, 11),
    in_charge="Kepala Seksi Pelayanan",
    partners="Dinas Kominfo",
    budget=2_500_000,
    budget_source="DPA Puskesmas 2026",
    verification="Daftar hadir dan foto",
    risk="Petugas sibuk pada hari imunisasi",
    answer="Pelatihan dibagi dalam dua gelombang",
)


def add_plan(session: Session, quickwin: QuickWin, now: datetime, *stages: Stage) -> ActionPlan:
    """A plan that is being written, with these stages."""
    plan = ActionPlan(quickwin_id=quickwin.id or 0, state_since=now, created_at=now, touched_at=now)
    session.add(plan)
    session.flush()
    for number, stage in enumerate(stages, 1):
        step = ActionStep(plan_id=plan.id or 0, number=number, begun_as=f"test:{number}")
        step.say(stage)
        session.add(step)
    session.flush()
    return plan


def member_called(session: Session, first_name: str) -> Member:
    """The member whose name begins so."""
    found = select(Member).join(Person, col(Person.id) == Member.person_id)
    return session.exec(found.where(col(Person.name).startswith(first_name))).one()
