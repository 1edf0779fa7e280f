"""Finding the phrases of the vocabulary in the words of a text."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from models.neighbours.terms import Mention

_GAP = 1  # words that may stand between those of a phrase
_NEGATION_GAP = 2  # "tidak pernah lagi diangkut"


class Word(NamedTuple):
    """A word as it was written and by its root; whether it says where: "di depan kantor lurah"."""

    written: str
    root: str
    says_where: bool


class Found(NamedTuple):
    """A mention, and where in the text its words stand."""

    at: tuple[int, ...]
    mention: Mention


class Phrases:
    """Phrases of one kind, found longest first; no word is used twice.

    They are known by the roots of their words. A word that the vocabulary has alone, as it was written, means what
    it says of that form only: "gangguan" is not what "mengganggu" is.
    """

    def __init__(self, mentions: Mapping[tuple[str, ...], Mention], alone: Mapping[str, Mention]) -> None:
        self._mentions = mentions
        self._alone = alone
        self._beginnings: dict[tuple[str, str], list[tuple[str, ...]]] = {}
        for phrase in mentions:
            if len(phrase) > 1:
                self._beginnings.setdefault((phrase[0], phrase[1]), []).append(phrase)

    def find(self, words: Sequence[Word]) -> list[Found]:
        """What is mentioned, and where."""
        found = [found for start in range(len(words)) for found in self._from(start, words)]
        found.sort(key=lambda one: -len(one.at))
        taken: set[int] = set()
        apart = []
        for one in found:
            if taken.isdisjoint(one.at):
                taken.update(one.at)
                apart.append(one)
        return apart

    def _from(self, start: int, words: Sequence[Word]) -> Iterator[Found]:
        word = words[start]
        alone = self._alone.get(word.written) or self._mentions.get((word.root,))
        if alone is not None:
            yield Found((start,), alone)
        for second in _within_reach(start, words):
            for phrase in self._beginnings.get((word.root, words[second].root), ()):
                if at := _places(phrase, words, (start, second)):
                    yield Found(at, self._mentions[phrase])


def _places(phrase: Sequence[str], words: Sequence[Word], at: tuple[int, ...]) -> tuple[int, ...]:
    """Where the words of a phrase stand, in order and near each other; the first of them stand `at` these places."""
    for root in phrase[len(at) :]:
        place = next((place for place in _within_reach(at[-1], words) if words[place].root == root), None)
        if place is None:
            return ()
        at = (*at, place)
    return at


def _within_reach(place: int, words: Sequence[Word]) -> range:
    """Where the next word of a phrase may stand."""
    gap = _NEGATION_GAP if words[place].root == "tidak" else _GAP
    return range(place + 1, min(place + 2 + gap, len(words)))
