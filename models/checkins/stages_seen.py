"""The stages of approved plans as the reports have them: how far each was last, and whether it is closed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.checkins.checkin import CheckIn
from models.checkins.stage_reports import STANDING, ClosingState, StageClosing, StageReport
from models.members import Member
from models.people import Person
from models.plans.plan import ActionPlan, ActionStep
from models.plans.states import PlanState
from models.quickwins.quickwin import Ownership, QuickWin


@dataclass(frozen=True)
class Said:
    """How far a stage was by one report, whose report of which week that was, and when it came in (aware)."""

    percent: int
    what: str
    by: str
    member_id: int
    week: date
    at: datetime


@dataclass(frozen=True)
class SeenStage:
    """One stage. `said` are the reports of it, the oldest week first; `closing` is what became of its last closing."""

    step_id: int
    number: int  # in the plan, from 1 on
    count: int  # stages in the plan
    quickwin_id: int
    code: str
    name: str
    starts_on: date
    ends_on: date
    said: tuple[Said, ...] = ()
    closing: ClosingState | None = None
    remark: str = ""  # with which it was returned

    @property
    def closed(self) -> bool:
        """Whether it counts as done."""
        return self.closing in STANDING

    @property
    def percent(self) -> int:
        """How far it was last; 0 where nobody has said."""
        return self.said[-1].percent if self.said else 0

    def before(self, week: date, member_id: int) -> Said | None:
        """What was said of it last, by the member in that week or by any of its owners until then."""
        own = next((one for one in self.said if (one.week, one.member_id) == (week, member_id)), None)
        return own or next((one for one in reversed(self.said) if one.week <= week), None)


def stages_of(session: Session, member_ids: Collection[int]) -> Mapping[int, Sequence[SeenStage]]:
    """The stages of every approved plan that each of these members owns, in the order of the plans."""
    rows = session.exec(
        select(Ownership.member_id, QuickWin, ActionStep)
        .join(QuickWin, col(QuickWin.id) == Ownership.quickwin_id)
        .join(ActionPlan, col(ActionPlan.quickwin_id) == QuickWin.id)
        .join(ActionStep, col(ActionStep.plan_id) == ActionPlan.id)
        .where(col(Ownership.member_id).in_(member_ids), ActionPlan.state == PlanState.APPROVED)
        .order_by(col(QuickWin.number), col(ActionStep.number))
    ).all()
    steps = {step.id or 0 for _member, _quickwin, step in rows}
    said, closings = _said(session, steps), _closings(session, steps)
    counts: dict[int, int] = {}
    for plan_id in {step.id: step.plan_id for _member, _quickwin, step in rows}.values():
        counts[plan_id] = counts.get(plan_id, 0) + 1
    found: dict[int, list[SeenStage]] = {}
    for member_id, quickwin, step in rows:
        if step.starts_on is None or step.ends_on is None:
            continue  # an approved plan has none such, unless it was written by hand
        closing = closings.get(step.id or 0)
        found.setdefault(member_id, []).append(
            SeenStage(
                step_id=step.id or 0,
                number=step.number,
                count=counts[step.plan_id],
                quickwin_id=quickwin.id or 0,
                code=quickwin.code,
                name=step.name or "",
                starts_on=step.starts_on,
                ends_on=step.ends_on,
                said=tuple(said.get(step.id or 0, ())),
                closing=ClosingState(closing.state) if closing else None,
                remark=closing.remark if closing else "",
            )
        )
    return found


def _said(session: Session, steps: Collection[int]) -> Mapping[int, Sequence[Said]]:
    found: dict[int, list[Said]] = {}
    for report, checkin, name in session.exec(
        select(StageReport, CheckIn, Person.name)
        .join(CheckIn, col(CheckIn.id) == StageReport.checkin_id)
        .join(Member, col(Member.id) == CheckIn.member_id)
        .join(Person, col(Person.id) == Member.person_id)
        .where(col(StageReport.step_id).in_(steps), col(CheckIn.handed_in_at).is_not(None))
        .order_by(col(CheckIn.week), col(CheckIn.handed_in_at), col(StageReport.id))
    ):
        found.setdefault(report.step_id or 0, []).append(
            Said(
                report.percent,
                report.what,
                name,
                checkin.member_id,
                checkin.week,
                checkin.handed_in_at or checkin.touched_at,
            )
        )
    return found


def _closings(session: Session, steps: Collection[int]) -> Mapping[int, StageClosing]:
    """The newest closing of each stage."""
    closings = select(StageClosing).where(col(StageClosing.step_id).in_(steps))
    return {one.step_id or 0: one for one in session.exec(closings.order_by(col(StageClosing.id)))}
