"""Quick wins as they stand after some days of work, put where transcripts begin."""

import re
from datetime import datetime

from sqlmodel import Session, col, func, select

from models.members import Member
from models.people import Person
from models.plans.plan import ActionPlan, PlanState
from models.quickwins.content import Content
from models.quickwins.quickwin import QuickWin, begin, write
from models.quickwins.states import QuickWinState

HAS = re.compile(r"Given (\w+) has a quick win that is (.+?)(?:, with a plan that is (.+))?")
"""Given Siti has a quick win that is validated, with a plan that is sent"""

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
PROBLEMS = (
    "Ibu dan balita menunggu sampai tiga jam saat imunisasi di Puskesmas Banyuwening",
    "Pemohon izin usaha datang rata-rata tiga kali karena berkasnya tidak lengkap",
    "Laporan lampu jalan yang mati baru ditangani setelah dua minggu",
    "Orang tua murid menunggu surat pindah sekolah sampai lima hari kerja",
)
WHOLE = Content(
    problem="",
    source="citizens",
    frequency="weekly",
    gains="warga yang datang ke loket",
    goal="modern",
    field="kesehatan",
    idea="Pendaftaran lewat WhatsApp dengan jam kedatangan",
    aim="Paling lambat 28 Februari, Kasi Pelayanan menurunkan waktu tunggu dari 180 menjadi 45 menit",
    first_sign="Ruang tunggu tidak penuh lagi",
    impact=4,
    effort=2,
    days=30,
    within_authority=True,
    within_budget=True,
    indicator="Waktu tunggu",
    unit="menit",
    baseline="180",
    target="45",
)
LEFT_OUT = ("first_sign", "impact", "effort", "days", "within_authority", "within_budget")
LEFT_OUT_TOO = ("indicator", "unit", "baseline", "target")


def put_quick_win(session: Session, name: str, stands: str, plan: str | None, now: datetime) -> QuickWin:
    """Let somebody, by their first word, own a quick win that stands like this since `now`."""
    member = session.exec(
        select(Member)
        .join(Person, col(Person.id) == Member.person_id)
        .where(col(Person.name).startswith(name))
    ).one()
    so_far = session.exec(select(func.count()).select_from(QuickWin)).one()
    content = {**WHOLE.stored(), "problem": PROBLEMS[so_far % len(PROBLEMS)]}
    if stands == "a draft":
        content |= dict.fromkeys((*LEFT_OUT, *LEFT_OUT_TOO))
    if stands == "held back":
        content |= {"effort": 4, "within_budget": False}
    row = begin(session, member.batch_id, member.id or 0, f"given {so_far + 1}", Content.of(content), now)
    row.state = STATES[stands]
    if row.state != QuickWinState.DRAFT:
        write(session, row, Content.of(content), member.id or 0, now)
    if plan is not None:
        session.add(
            ActionPlan(
                quickwin_id=row.id or 0, state=PLANS[plan], state_since=now, created_at=now, touched_at=now
            )
        )
    session.flush()
    return row
