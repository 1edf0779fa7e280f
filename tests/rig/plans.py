"""A plan for a quick win, as far as a test needs it."""

from datetime import date, datetime

from sqlmodel import Session

from models.plans.plan import ActionPlan, ActionStep
from models.plans.stages import Stage
from models.quickwins.quickwin import QuickWin

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
