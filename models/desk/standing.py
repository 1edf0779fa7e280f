"""Where somebody in a batch stands: whether they can be reached, how far they have come, whose turn it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.memberships import Membership
from models.plans.states import PlanState
from models.quickwins.states import ALIVE, QuickWinState


class Reach(StrEnum):
    """Whether somebody can be written to."""

    HERE = "here"
    NEVER = "never"  # they have not come in yet
    BLOCKED = "blocked"  # they have shut the bot out


class Step(StrEnum):
    """How far an agent has come, from the beginning to the end; they are where their furthest quick win is."""

    NOT_JOINED = "not_joined"
    NO_QUICK_WIN = "no_quick_win"
    DRAFT = "draft"
    READY = "ready"
    IN_REVIEW = "in_review"
    TO_REVISE = "to_revise"
    VALIDATED = "validated"  # and there is no plan yet
    PLAN_DRAFT = "plan_draft"
    PLAN_RETURNED = "plan_returned"
    PLAN_SENT = "plan_sent"
    PLAN_APPROVED = "plan_approved"


class NextStep(StrEnum):
    """What somebody is to do next."""

    REVIEW = "review"  # they are late with a colleague's draft
    BEGIN = "begin"
    WRITE = "write"
    IMPROVE = "improve"  # by its figures it is no quick win yet
    SEND = "send"
    REVISE = "revise"
    PLAN = "plan"
    FINISH_PLAN = "finish_plan"
    MEND_PLAN = "mend_plan"


_ORDER = {step: place for place, step in enumerate(Step)}
_BY_STATE = {
    QuickWinState.DRAFT: Step.DRAFT,
    QuickWinState.READY: Step.READY,
    QuickWinState.IN_REVIEW: Step.IN_REVIEW,
    QuickWinState.TO_REVISE: Step.TO_REVISE,
    QuickWinState.VALIDATED: Step.VALIDATED,
}
_BY_PLAN = {
    PlanState.DRAFT: Step.PLAN_DRAFT,
    PlanState.RETURNED: Step.PLAN_RETURNED,
    PlanState.SENT: Step.PLAN_SENT,
    PlanState.APPROVED: Step.PLAN_APPROVED,
}
_NEXT = {
    Step.NO_QUICK_WIN: NextStep.BEGIN,
    Step.DRAFT: NextStep.WRITE,
    Step.READY: NextStep.SEND,
    Step.TO_REVISE: NextStep.REVISE,
    Step.VALIDATED: NextStep.PLAN,
    Step.PLAN_DRAFT: NextStep.FINISH_PLAN,
    Step.PLAN_RETURNED: NextStep.MEND_PLAN,
}
"""What an agent at each step does next; where none stands, others have to do something, or all is done."""


@dataclass(frozen=True)
class Planned:
    """Where the plan of a quick win stands. Instants are aware and in UTC."""

    state: PlanState
    since: datetime
    touched_at: datetime


@dataclass(frozen=True)
class Owned:
    """One of somebody's quick wins. `held`: by its figures it is none, and no facilitator has let it through."""

    id: int
    code: str
    problem: str
    state: QuickWinState
    since: datetime
    touched_at: datetime
    draft: str  # the subject of the talk in which its owner writes it
    missing: int = 0  # fields that have not been written yet
    held: bool = False
    plan: Planned | None = None

    @property
    def alive(self) -> bool:
        """Whether somebody still works on it."""
        return self.state in ALIVE

    @property
    def step(self) -> Step:
        """How far it has come; raises KeyError where nobody works on it any more."""
        if self.state is QuickWinState.VALIDATED and self.plan is not None:
            return _BY_PLAN[self.plan.state]
        return _BY_STATE[self.state]

    @property
    def moved_at(self) -> datetime:
        """When something last happened to it or to its plan."""
        of_its_plan = [self.plan.since, self.plan.touched_at] if self.plan else []
        return max([self.since, self.touched_at, *of_its_plan])


@dataclass(frozen=True)
class Pushed:
    """The last push: on which day of the batch, when it was given (None: it is on its way), and the answer to it."""

    on: date
    given_at: datetime | None
    answered: bool


@dataclass(frozen=True)
class Standing:
    """Where one member stands. Instants are aware and in UTC."""

    member: Membership
    reach: Reach
    reach_since: datetime | None  # when they came in, or shut the bot out
    phone: str = ""  # E.164, as the roster has it
    quickwins: tuple[Owned, ...] = ()  # the furthest first, then those that nobody works on any more
    reviews_late_since: datetime | None = None  # since when the oldest review of theirs is late
    pushed: Pushed | None = None

    @property
    def furthest(self) -> Owned | None:
        """The quick win of theirs that has come furthest."""
        return next((one for one in self.quickwins if one.alive), None)

    @property
    def step(self) -> Step:
        """How far they have come."""
        if self.reach is Reach.NEVER:
            return Step.NOT_JOINED
        return self.furthest.step if self.furthest else Step.NO_QUICK_WIN

    @property
    def next_step(self) -> NextStep | None:
        """What is theirs to do next; None where it is somebody else's turn, or nothing is left to do."""
        if self.reviews_late_since is not None:
            return NextStep.REVIEW
        held = self.furthest is not None and self.furthest.held
        return NextStep.IMPROVE if self.step is Step.READY and held else _NEXT.get(self.step)


def furthest_first(owned: Sequence[Owned]) -> tuple[Owned, ...]:
    """In the order of how far they have come; those that nobody works on any more come last."""
    return tuple(
        sorted(
            owned,
            key=lambda one: (_ORDER[one.step] if one.alive else -1, one.moved_at, one.id),
            reverse=True,
        )
    )
