"""Writing action plans stage by stage, sending them, approving them or returning them with remarks."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC
from typing import Any

from sqlmodel import select

from bot.sample.scene import Scene, said, story_of
from bot.sample.stories import Event
from models.plans.approving import Decided, Handed, keep_decision, keep_plan
from models.plans.editing import Begin, Edit
from models.plans.layout import layouts_of
from models.plans.plan import ActionPlan
from models.plans.stages import PARTS, Horizon
from models.plans.states import PlanEvent, PlanState
from models.plans.versions import newest_version


def begin(scene: Scene, event: Event) -> None:
    """Begin the plan of a quick win that holds."""
    begun = Begin(scene.quickwin(event).id or 0, Horizon(event.said["horizon"]))
    keep_plan(scene.session, scene.asker(event), begun, event.at.astimezone(UTC))


def write_stage(scene: Scene, event: Event) -> None:
    """Let a stage say something; of one that is there, what is not told stays as it is."""
    plan, writer = _plan(scene, event), scene.doer(event)
    before = layouts_of(scene.session, [plan])[plan.id or 0]
    new = f"{writer.member_id}-{event.at.astimezone(UTC):%Y%m%d%H%M%S}-{len(before.lines)}"
    begun_as = scene.stages.setdefault((story_of(event).name, event.said["key"]), new)
    stage = replace(before.stage(begun_as), **_dated(scene, event.said["says"]))
    edit = Edit(
        plan.id or 0,
        writer.member_id,
        PlanState(plan.state),
        before,
        before.saying(begun_as, stage),
        said(event, "reason"),
    )
    keep_plan(scene.session, scene.asker(event), edit, event.at.astimezone(UTC))


def send(scene: Scene, event: Event) -> None:
    """Send it for approval."""
    plan = _plan(scene, event)
    shown = layouts_of(scene.session, [plan])[plan.id or 0]
    handed = Handed(plan.id or 0, scene.doer(event).member_id, PlanEvent.SENT, PlanState(plan.state), shown)
    keep_plan(scene.session, scene.asker(event), handed, event.at.astimezone(UTC))


def approve(scene: Scene, event: Event) -> None:
    """A facilitator approves it."""
    _decide(scene, event, approved=True)


def send_back(scene: Scene, event: Event) -> None:
    """A facilitator returns it with remarks."""
    _decide(scene, event, approved=False)


def _decide(scene: Scene, event: Event, *, approved: bool) -> None:
    plan = _plan(scene, event)
    version = newest_version(scene.session, plan.id or 0)
    decided = Decided(plan.id or 0, scene.doer(event).member_id, version, approved, said(event, "remarks"))
    keep_decision(scene.session, scene.asker(event), decided, event.at.astimezone(UTC))


def _plan(scene: Scene, event: Event) -> ActionPlan:
    found = select(ActionPlan).where(ActionPlan.quickwin_id == scene.quickwin(event).id)
    return scene.session.exec(found.execution_options(populate_existing=True)).one()


def _dated(scene: Scene, says: Mapping[str, Any]) -> dict[str, Any]:
    first, last = PARTS["dates"]
    days = {
        name: scene.calendar.working_day(int(says[name]), or_later=name == first)
        for name in (first, last)
        if name in says
    }
    return {**says, **days}


PLANNING: Mapping[str, Callable[[Scene, Event], None]] = {
    "plan_begin": begin,
    "plan_stage": write_stage,
    "plan_send": send,
    "plan_return": send_back,
    "plan_approve": approve,
}
"""What can be done with plans, by its word."""
