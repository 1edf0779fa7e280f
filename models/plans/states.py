"""Where an action plan stands, where it may go from there, and what takes it there."""

from collections.abc import Mapping
from enum import StrEnum


class PlanState(StrEnum):
    """Where an action plan stands."""

    DRAFT = "draft"
    SENT = "sent"  # for approval
    RETURNED = "returned"  # with remarks
    APPROVED = "approved"


class PlanEvent(StrEnum):
    """What is done with a plan as a whole; each leaves a version."""

    SENT = "sent"
    TAKEN_BACK = "taken_back"  # by its owners, before anybody decided
    RETURNED = "returned"
    APPROVED = "approved"
    CHANGED = "changed"  # after it was approved: it stays so, and a facilitator may return it


STEPS: Mapping[PlanEvent, tuple[frozenset[PlanState], PlanState]] = {
    PlanEvent.SENT: (frozenset({PlanState.DRAFT, PlanState.RETURNED}), PlanState.SENT),
    PlanEvent.TAKEN_BACK: (frozenset({PlanState.SENT}), PlanState.DRAFT),
    PlanEvent.RETURNED: (frozenset({PlanState.SENT, PlanState.APPROVED}), PlanState.RETURNED),
    PlanEvent.APPROVED: (frozenset({PlanState.SENT}), PlanState.APPROVED),
    PlanEvent.CHANGED: (frozenset({PlanState.APPROVED}), PlanState.APPROVED),
}
"""For each event the states in which it may happen, and the one that it leads to."""

BEING_WRITTEN = frozenset({PlanState.DRAFT, PlanState.RETURNED})
"""In which its owners write as they like; every answer is kept at once."""
CHANGEABLE = BEING_WRITTEN | {PlanState.APPROVED}
"""In which its owners may change it; what is approved with a reason only."""


class WrongPlanStep(ValueError):
    """That cannot be done with a plan in this state. Permanent while it is in it."""


def state_after(state: PlanState, event: PlanEvent) -> PlanState:
    """Where a plan stands after the event. Raises WrongPlanStep."""
    before, after = STEPS[event]
    if state not in before:
        raise WrongPlanStep(f"a plan that is {state} cannot be {event}")
    return after
