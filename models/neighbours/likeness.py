"""How alike two problems are: the same thing, and the same trouble with it."""

import math
from collections.abc import Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from models.neighbours.gist import Gist, gist_of
from models.neighbours.terms import Mention

ALIKE = 0.5
"""From here on two people could well work on it together."""

Key = TypeVar("Key", int, str)


class Neighbour(NamedTuple, Generic[Key]):
    """A problem like the one that was asked about; `likeness` from ALIKE to 1."""

    id: Key
    likeness: float


class Kinship(NamedTuple):
    """How near terms are that are not the same, beside 1: one is the broader of the other; both have one broader
    term; both are about one aspect.
    """

    broader: float
    siblings: float
    aspect: float


class Agreement(NamedTuple):
    """What two problems have in common.

    `things` and `trouble` are parts from 0 to 1. Counted in things, up to 2: `evidence` is how much they share, `apart`
    how much each of them names that the other has not. `trouble_unsaid`: one of them says no trouble that is known.
    """

    things: float
    evidence: float
    apart: float
    trouble: float
    trouble_unsaid: bool


THINGS = Kinship(broader=0.4, siblings=0.1, aspect=0)
TROUBLES = Kinship(broader=0.6, siblings=0.5, aspect=0.3)
LEAST = 0.1
"""Of a thing, to have something in common at all: that both speak of citizens is less."""
_MOST = 2.0  # things that are counted: three in common prove no more than two


def alike(problem: str, others: Mapping[Key, str], at_most: int) -> Sequence[Neighbour[Key]]:
    """The problems among `others` that are like this one, the most alike first, `at_most` so many.

    Nothing is kept but what texts came to, so it may be asked at any time: 5,000 others take a tenth of a second once
    they have been read. The same question has the same answer, in whatever order the others are given.
    """
    found = (Neighbour(key, likeness(problem, text)) for key, text in others.items())
    near = sorted((one for one in found if one.likeness >= ALIKE), key=lambda one: (-one.likeness, one.id))
    return near[: max(at_most, 0)]


def likeness(one: str, other: str) -> float:
    """How alike two problems are, from 0 to 1; the same either way round, 1 for the same words."""
    a, b = gist_of(one), gist_of(other)
    if not a.words or not b.words:
        return 0.0
    if a.words == b.words:
        return 1.0
    return weighed(agreement(a, b))


def agreement(a: Gist, b: Gist) -> Agreement:
    """What two problems have in common."""
    things = _common(a.things, b.things, THINGS)
    troubles = _common(a.troubles, b.troubles, TROUBLES)
    return Agreement(
        things=math.sqrt(things.of_one * things.of_other),
        evidence=min(things.shared, _MOST),
        apart=min(things.apart, _MOST),
        trouble=max(troubles.of_one, troubles.of_other),
        trouble_unsaid=not a.troubles or not b.troubles,
    )


def weighed(common: Agreement) -> float:
    """How likely a person finds two problems alike that have so much in common; not at all without a thing in common.

    The weights are those of a logistic regression on labelled pairs (tests/models/neighbours/fitting.py).
    """
    if common.evidence < LEAST:
        return 0.0
    return _logistic(
        -3.05
        + 1.6 * common.things
        + 1.1 * common.evidence
        - 1.0 * common.apart
        + 3.5 * common.trouble
        + 0.75 * common.trouble_unsaid
    )


class _Common(NamedTuple):
    of_one: float
    of_other: float
    shared: float
    apart: float


def _common(one: Sequence[Mention], other: Sequence[Mention], kinship: Kinship) -> _Common:
    """Of what is mentioned, the part that has its like on the other side."""
    if not one or not other:
        return _Common(0, 0, 0, min(_left(one, [0] * len(one)), _left(other, [0] * len(other))))
    near = [[_nearness(a, b, kinship) for b in other] for a in one]
    best_of_one = [max(row) for row in near]
    best_of_other = [max(column) for column in zip(*near, strict=True)]
    here = sum(a.weight * best for a, best in zip(one, best_of_one, strict=True))
    there = sum(b.weight * best for b, best in zip(other, best_of_other, strict=True))
    return _Common(
        of_one=here / sum(a.weight for a in one),
        of_other=there / sum(b.weight for b in other),
        shared=min(here, there),
        apart=min(_left(one, best_of_one), _left(other, best_of_other)),
    )


def _left(mentions: Sequence[Mention], best: Sequence[float]) -> float:
    """How much is mentioned without its like; words the thesaurus has not do not count, they may be the same thing."""
    return sum(m.weight * (1 - near) for m, near in zip(mentions, best, strict=True) if m.is_known)


def _nearness(a: Mention, b: Mention, kinship: Kinship) -> float:
    if not a.names.isdisjoint(b.names):
        return 1
    if not a.names.isdisjoint(b.broader) or not b.names.isdisjoint(a.broader):
        return kinship.broader
    if not a.broader.isdisjoint(b.broader):
        return kinship.siblings
    return 0 if a.aspects.isdisjoint(b.aspects) else kinship.aspect


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))
