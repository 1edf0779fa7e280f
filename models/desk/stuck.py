"""Who is stuck: the rules, all of them.

Nobody is stuck who works on something: what counts is when something last happened, not when it began.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from models.desk.standing import Owned, Reach, Standing, Step
from models.members import Role


class Cause(StrEnum):
    """What somebody is stuck at."""

    NO_QUICK_WIN = "no_quick_win"  # a colleague began one a while ago, and they have none
    DRAFT_RESTS = "draft_rests"  # nothing further is under way, and the draft is not touched
    HELD = "held"  # ready, but no quick win by its figures; nobody has changed it or let it through
    NOT_SENT = "not_sent"  # ready to be sent to peers
    REVISION_RESTS = "revision_rests"
    REVIEW_LATE = "review_late"  # a colleague waits for their review
    NO_PLAN = "no_plan"  # validated, and no plan has been begun
    PLAN_RESTS = "plan_rests"
    PLAN_RETURNED = "plan_returned"
    PLAN_WAITS = "plan_waits"  # sent for approval: this is the facilitator's own


PATIENCE: Mapping[Cause, int] = {
    Cause.NO_QUICK_WIN: 7,
    Cause.DRAFT_RESTS: 7,
    Cause.HELD: 3,
    Cause.NOT_SENT: 3,
    Cause.REVISION_RESTS: 7,
    Cause.REVIEW_LATE: 0,  # the term that reviewers have was the patience
    Cause.NO_PLAN: 7,
    Cause.PLAN_RESTS: 7,
    Cause.PLAN_RETURNED: 7,
    Cause.PLAN_WAITS: 3,
}
"""After how many days in which nothing happens somebody is stuck."""
_AT: Mapping[Step, Cause] = {
    Step.DRAFT: Cause.DRAFT_RESTS,
    Step.READY: Cause.NOT_SENT,
    Step.TO_REVISE: Cause.REVISION_RESTS,
    Step.VALIDATED: Cause.NO_PLAN,
    Step.PLAN_DRAFT: Cause.PLAN_RESTS,
    Step.PLAN_RETURNED: Cause.PLAN_RETURNED,
    Step.PLAN_SENT: Cause.PLAN_WAITS,
}
"""What a quick win at each step is stuck at; at the others it is looked after elsewhere, or done."""


@dataclass(frozen=True)
class Stuck:
    """At what, since when (aware, UTC), and with which quick win, if it is one."""

    cause: Cause
    since: datetime
    quickwin: Owned | None = None

    @property
    def waits_for_facilitator(self) -> bool:
        """Whether it is not theirs, but the facilitator's turn."""
        return self.cause is Cause.PLAN_WAITS

    def days(self, now: datetime) -> int:
        """For how many whole days."""
        return (now - self.since).days


def stuck(standing: Standing, first_begun: datetime | None, now: datetime) -> tuple[Stuck, ...]:
    """Everything that an agent is stuck at, the longest first; nothing for others, and for who has not come in.

    `first_begun` is when the first quick win of the batch was begun; None: there is none yet.
    """
    if standing.member.role is not Role.AGENT or standing.reach is Reach.NEVER:
        return ()
    resting = (
        one
        for one in _resting(standing, first_begun)
        if now - one.since >= timedelta(days=PATIENCE[one.cause])
    )
    return tuple(sorted(resting, key=lambda one: one.since))


def _resting(standing: Standing, first_begun: datetime | None) -> Iterator[Stuck]:
    """Everything at which nothing happens, for however short a time."""
    if standing.step is Step.NO_QUICK_WIN and first_begun is not None:
        came_in = [standing.reach_since] if standing.reach is Reach.HERE and standing.reach_since else []
        given_up = [gone.moved_at for gone in standing.quickwins]
        yield Stuck(Cause.NO_QUICK_WIN, max([first_begun, *came_in, *given_up]))
    for owned in standing.quickwins:
        cause = _AT.get(owned.step) if owned.alive else None
        if cause is Cause.DRAFT_RESTS and standing.step is not Step.DRAFT:
            continue  # something of theirs has come further; a draft may wait beside it
        if cause is not None:
            yield Stuck(
                Cause.HELD if cause is Cause.NOT_SENT and owned.held else cause, owned.moved_at, owned
            )
    if standing.reviews_late_since is not None:
        yield Stuck(Cause.REVIEW_LATE, standing.reviews_late_since)


def longest_first(standings: Sequence[tuple[Standing, Sequence[Stuck]]]) -> Sequence[Standing]:
    """Those who are stuck at something that is theirs, who has been for longest first."""
    theirs = [
        (min(one.since for one in causes if not one.waits_for_facilitator), standing)
        for standing, causes in standings
        if any(not one.waits_for_facilitator for one in causes)
    ]
    return [standing for _since, standing in sorted(theirs, key=lambda pair: (pair[0], pair[1].member.name))]
