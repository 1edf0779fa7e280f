"""Where a quick win stands, and where it may go from there."""

from enum import StrEnum


class QuickWinState(StrEnum):
    """Where a quick win stands."""

    DRAFT = "draft"  # being written
    READY = "ready"  # all of it is there; its owners may send it to their peers
    IN_REVIEW = "in_review"
    TO_REVISE = "to_revise"  # peers found it wanting; it may be changed and sent again
    VALIDATED = "validated"  # it holds, by its peers or by a facilitator's decision
    TURNED_DOWN = "turned_down"  # it does not, by a facilitator's decision
    MERGED = "merged"  # it goes on in another one
    DROPPED = "dropped"  # its owners gave it up


NEXT: dict[QuickWinState, frozenset[QuickWinState]] = {
    QuickWinState.DRAFT: frozenset({QuickWinState.READY, QuickWinState.MERGED, QuickWinState.DROPPED}),
    QuickWinState.READY: frozenset({QuickWinState.IN_REVIEW, QuickWinState.MERGED, QuickWinState.DROPPED}),
    QuickWinState.IN_REVIEW: frozenset(
        {QuickWinState.TO_REVISE, QuickWinState.VALIDATED, QuickWinState.TURNED_DOWN}
    ),
    QuickWinState.TO_REVISE: frozenset(
        {
            QuickWinState.IN_REVIEW,
            QuickWinState.VALIDATED,
            QuickWinState.TURNED_DOWN,
            QuickWinState.DROPPED,
        }
    ),
    QuickWinState.VALIDATED: frozenset(),
    QuickWinState.TURNED_DOWN: frozenset({QuickWinState.VALIDATED}),
    QuickWinState.MERGED: frozenset(),
    QuickWinState.DROPPED: frozenset({QuickWinState.DRAFT, QuickWinState.READY, QuickWinState.TO_REVISE}),
}
"""From each state, those that may follow."""

CHANGEABLE = frozenset({QuickWinState.READY, QuickWinState.TO_REVISE})
"""In which its owners may change what has been written; a draft is changed while it is written."""
ALIVE = frozenset(QuickWinState) - {
    QuickWinState.MERGED,
    QuickWinState.DROPPED,
    QuickWinState.TURNED_DOWN,
}
"""In which somebody still works on it."""
OPEN_TO_MERGING = frozenset({QuickWinState.DRAFT, QuickWinState.READY, QuickWinState.TO_REVISE})
"""In which what another one says may still be taken in."""


class WrongStep(ValueError):
    """A quick win cannot go from the one state to the other. Permanent."""


def check_step(before: QuickWinState, after: QuickWinState) -> None:
    """Raise WrongStep where `after` may not follow `before`."""
    if after not in NEXT[before]:
        raise WrongStep(f"a quick win that is {before} cannot become {after}")
