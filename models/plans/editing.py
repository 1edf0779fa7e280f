"""Writing a plan: beginning it, and letting it say something else, with a reason once it has been approved."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from models.asking import Asker, FactsChanged
from models.plans.layout import Layout, layouts_of
from models.plans.plan import ActionPlan, ActionStep
from models.plans.stages import Horizon
from models.plans.states import CHANGEABLE, PlanEvent, PlanState
from models.plans.telling import CHANGED, tell_facilitators
from models.plans.versions import add_version
from models.quickwins.quickwin import QuickWin
from models.quickwins.states import QuickWinState


class NeedsReason(ValueError):
    """An approved plan is changed without a reason. Permanent."""


@dataclass(frozen=True)
class Begin:
    """A plan for a quick win that has none yet."""

    quickwin_id: int
    horizon: Horizon


@dataclass(frozen=True)
class Edit:
    """What a plan is to say from now on, in place of what its owner was shown in that state."""

    plan_id: int
    member_id: int
    state: PlanState
    before: Layout
    after: Layout
    reason: str = ""


def begin_plan(session: Session, begin: Begin, at: datetime) -> None:
    """Begin it. Raises FactsChanged where there is one already, or the quick win has not been validated."""
    quickwin = session.get_one(QuickWin, begin.quickwin_id)
    if quickwin.state != QuickWinState.VALIDATED:
        raise FactsChanged
    plan = ActionPlan(
        quickwin_id=begin.quickwin_id, horizon=begin.horizon, state_since=at, created_at=at, touched_at=at
    )
    session.add(plan)
    try:
        session.flush()
    except IntegrityError as error:
        raise FactsChanged from error


def keep_edit(session: Session, _asker: Asker, edit: Edit, at: datetime) -> None:
    """Let the plan say it. What is approved stays so: the change is a version, and the facilitators are told.

    Raises FactsChanged where the plan says something else by now or stands elsewhere, and NeedsReason.
    """
    plan = plan_as_shown(session, edit.plan_id, edit.state, edit.before)
    if plan.state not in CHANGEABLE:
        raise FactsChanged
    if edit.after == edit.before:
        return
    approved = plan.state == PlanState.APPROVED
    if approved and not edit.reason:
        raise NeedsReason("an approved plan is changed with a reason")
    plan.horizon = edit.after.horizon
    plan.touched_at = at
    session.add(plan)
    _lay_out(session, plan.id or 0, edit.after)
    if approved:
        number = add_version(
            session, plan, PlanEvent.CHANGED, edit.after.content, edit.member_id, at, edit.reason
        )
        tell_facilitators(session, plan, CHANGED, number, at)


def plan_as_shown(session: Session, plan_id: int, state: PlanState, shown: Layout) -> ActionPlan:
    """The plan, locked until the transaction ends. Raises FactsChanged where it is no longer as somebody was shown it."""
    plan = session.exec(
        select(ActionPlan)
        .where(ActionPlan.id == plan_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    if plan.state != state or layouts_of(session, [plan])[plan_id] != shown:
        raise FactsChanged
    return plan


def _lay_out(session: Session, plan_id: int, layout: Layout) -> None:
    rows = {
        row.begun_as: row for row in session.exec(select(ActionStep).where(ActionStep.plan_id == plan_id))
    }
    wanted = {line.begun_as for line in layout.lines}
    for begun_as, row in rows.items():
        if begun_as not in wanted:
            session.delete(row)
    staying = [row for begun_as, row in rows.items() if begun_as in wanted]
    if [row.number for row in staying] != [layout.place_of(row.begun_as) for row in staying]:
        for row in staying:
            row.number = -row.number  # out of the way of those that take their places
            session.add(row)
    session.flush()
    for number, line in enumerate(layout.lines, 1):
        step = rows.get(line.begun_as) or ActionStep(plan_id=plan_id, number=number, begun_as=line.begun_as)
        step.number = number
        step.say(line.stage)
        session.add(step)
    session.flush()
