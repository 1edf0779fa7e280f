"""Sending a plan for approval, taking it back, approving it or returning it with remarks."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, update

from models.asking import Asker, FactsChanged
from models.plans.editing import Begin, Edit, begin_plan, keep_edit, plan_as_shown
from models.plans.layout import Layout, layouts_of
from models.plans.plan import ActionPlan
from models.plans.states import PlanEvent, PlanState, WrongPlanStep, state_after
from models.plans.telling import DECIDED, TO_DECIDE, hush, tell_facilitators, tell_owners
from models.plans.versions import add_version, newest_version


class Unfinished(ValueError):
    """A plan is sent of which something is not written yet, or a stage is longer than it may be. Permanent."""


@dataclass(frozen=True)
class Handed:
    """Owners send the plan that they were shown for approval, or take it back."""

    plan_id: int
    member_id: int
    event: PlanEvent  # SENT or TAKEN_BACK
    state: PlanState
    shown: Layout


@dataclass(frozen=True)
class Decided:
    """A facilitator approves the version that they were shown, or returns it with remarks."""

    plan_id: int
    member_id: int
    version: int
    approved: bool
    remarks: str = ""


def keep_plan(session: Session, asker: Asker, result: Begin | Edit | Handed, at: datetime) -> None:
    """Keep what an owner did with the plan as a whole. Raises FactsChanged, NeedsReason, Unfinished."""
    match result:
        case Begin():
            begin_plan(session, result, at)
        case Edit():
            keep_edit(session, asker, result, at)
        case Handed():
            _hand(session, result, at)


def keep_decision(session: Session, _asker: Asker, decided: Decided, at: datetime) -> None:
    """Keep it and tell the owners. Raises FactsChanged where the plan is another one by now, or somebody was faster."""
    plan = session.get_one(ActionPlan, decided.plan_id, with_for_update=True, populate_existing=True)
    if newest_version(session, decided.plan_id) != decided.version:
        raise FactsChanged
    event = PlanEvent.APPROVED if decided.approved else PlanEvent.RETURNED
    move_plan(session, plan, event, at)
    plan.remarks = decided.remarks
    session.add(plan)
    content = layouts_of(session, [plan])[decided.plan_id].content
    number = add_version(session, plan, event, content, decided.member_id, at, decided.remarks)
    hush(session, plan, decided.version)
    tell_owners(session, plan, DECIDED, number, at)


def move_plan(session: Session, plan: ActionPlan, event: PlanEvent, at: datetime) -> None:
    """Take the step that the event leads to. Raises FactsChanged where it cannot be taken, or somebody was faster."""
    before = PlanState(plan.state)
    try:
        after = state_after(before, event)
    except WrongPlanStep as error:
        raise FactsChanged from error
    moved = session.exec(
        update(ActionPlan)
        .where(col(ActionPlan.id) == plan.id, col(ActionPlan.state) == before)
        .values(state=after, state_since=at)
    )
    if moved.rowcount != 1:
        raise FactsChanged
    session.refresh(plan)


def _hand(session: Session, handed: Handed, at: datetime) -> None:
    plan = plan_as_shown(session, handed.plan_id, handed.state, handed.shown)
    content = handed.shown.content
    if handed.event is PlanEvent.SENT and not content.can_be_sent:
        raise Unfinished("something is not written yet, or a stage is too long")
    move_plan(session, plan, handed.event, at)
    number = add_version(session, plan, handed.event, content, handed.member_id, at)
    if handed.event is PlanEvent.SENT:
        tell_facilitators(session, plan, TO_DECIDE, number, at)
    else:
        hush(session, plan, number - 1)
