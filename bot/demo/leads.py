"""For whom a newcomer to the demo could act first: those whose next step shows much."""

from collections.abc import Callable, Iterator, Sequence

from bot.demo.whereabouts import Whereabouts
from bot.i18n import N_, _
from models.desk.standing import Reach, Step
from models.members import Role

Lead = tuple[Whereabouts, str]
"""Somebody, and what they are at and how to begin, in the language being spoken."""


def leads(everybody: Sequence[Whereabouts]) -> Iterator[Lead]:
    """An agent with a validated quick win, a reviewer, a facilitator and somebody new, as far as there are such people."""
    for is_such, words in LEADS:
        one = next((one for one in everybody if is_such(one)), None)
        if one is not None:
            code = one.standing.furthest.code if one.standing.furthest else ""
            yield one, _(words).format(name=one.name, code=code)


def _has_no_plan_yet(one: Whereabouts) -> bool:
    return one.standing.step is Step.VALIDATED


def _is_asked_for_a_review(one: Whereabouts) -> bool:
    return one.reviews > 0 and one.standing.step is not Step.VALIDATED


def _facilitates(one: Whereabouts) -> bool:
    return one.role is Role.FACILITATOR and one.standing.reach is Reach.HERE


def _is_new(one: Whereabouts) -> bool:
    return one.role is Role.AGENT and one.standing.reach is Reach.NEVER


LEADS: Sequence[tuple[Callable[[Whereabouts], bool], str]] = (
    (_has_no_plan_yet, N_("{name}: {code} is validated. Write /quickwin, open it and write its plan.")),
    (_is_asked_for_a_review, N_("{name}: colleagues ask for a review. Write /tinjauan.")),
    (_facilitates, N_("{name}: facilitates the batch. Write /angkatan and see who is at which step.")),
    (_is_new, N_("{name}: is new. Tap “Buka undangan saya” (open my invitation) to join.")),
)
"""Who, and what is said of them."""
