"""The words of the field: which things and troubles there are, and everything they are called.

A file of vocabulary/things is a part of a city’s work, one of vocabulary/troubles an aspect in which a thing can be
wrong. A table is a broader term, each line of its `narrower` a narrower one: what it is called, with commas between.
A thing that begins with "!" is a trouble by itself: a flood. A table's `weight` says how much it tells (else 1).
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from sys import intern
from typing import Any, NamedTuple

from models.neighbours.roots import Roots, stem
from models.neighbours.spelling import VOCABULARY, spellings

BROADER_WEIGHT = 0.6  # of what names a whole field, beside 1 for a thing in it
_GAP = 1  # words that may stand between those of a phrase
_NEGATION_GAP = 2  # "tidak pernah lagi diangkut"


class Word(NamedTuple):
    """A word as it was written and by its root; whether it says where: "di depan kantor lurah"."""

    written: str
    root: str
    place: bool


@dataclass(frozen=True)
class Mention:
    """What a phrase may stand for: terms, what they are kinds of, the aspects they are about."""

    weight: float
    names: frozenset[str]
    broader: frozenset[str] = frozenset()
    aspects: frozenset[str] = frozenset()
    troubles: frozenset[str] = frozenset()  # the things among them that are troubles by themselves

    @property
    def is_known(self) -> bool:
        """Whether the thesaurus has it."""
        return bool(self.broader)


class Found(NamedTuple):
    """A mention, and where in the text its words stand."""

    at: tuple[int, ...]
    mention: Mention


class Term(NamedTuple):
    """One line of the vocabulary."""

    name: str
    broader: str
    aspect: str
    weight: float
    is_trouble: bool
    phrases: tuple[str, ...]

    @classmethod
    def all_of(cls, file: Traversable, weight: float) -> Iterator["Term"]:
        """The terms of a file; its name is their aspect, `weight` that of broader ones."""
        for broader, table in tomllib.loads(file.read_text("utf-8")).items():
            share: float = table.get("weight", 1)
            yield cls._of(table["words"], broader, file.name, share * weight, broader)
            for line in table.get("narrower", ()):
                yield cls._of(line, broader, file.name, share)

    @classmethod
    def _of(cls, line: str, broader: str, aspect: str, weight: float, name: str = "") -> "Term":
        phrases = tuple(" ".join(phrase.split()) for phrase in line.replace("!", "").split(","))
        return cls(name or f"{broader}: {phrases[0]}", broader, aspect, weight, "!" in line, phrases)


class Thesaurus:
    """All terms, found in the words of a text."""

    def __init__(self, things: Sequence[Term], troubles: Sequence[Term]) -> None:
        self._spellings = spellings()
        self._light = frozenset(map(stem, self._spellings.light))
        self._roots = Roots(
            word
            for text in (
                *(phrase for term in (*things, *troubles) for phrase in term.phrases),
                *self._spellings.light,
                *self._spellings.skipped,
                *self._spellings.read_as.values(),
            )
            for word in self._spellings.words(text)
        )
        self.things = self._phrases(things)
        self.troubles = self._phrases(troubles)

    def words(self, text: str) -> list[Word]:
        """The words of a text that may say something, by their roots; one that is repeated at once counts once."""
        found: list[Word] = []
        place = False
        for word in self._spellings.words(text):
            place = place or word in _WHERE
            root = self._roots.of(word) if word not in self._spellings.skipped else word
            if root in self._spellings.skipped or (found and found[-1].root == root):
                continue
            found.append(Word(word, root, place))
            place = place and root in self._light
        return found

    def is_light(self, root: str) -> bool:
        """Whether a word says little outside of a phrase."""
        return root in self._light or len(root) < 3

    def _phrases(self, terms: Sequence[Term]) -> "Phrases":
        phrases: dict[tuple[str, ...], list[Term]] = {}
        alone: dict[str, list[Term]] = {}
        for term in terms:
            for phrase in term.phrases:
                words = self.words(phrase)
                if not words:
                    raise ValueError(f"the vocabulary has “{phrase}” in {term.name}, which says nothing")
                phrases.setdefault(tuple(intern(word.root) for word in words), []).append(term)
                if len(words) == 1:
                    alone.setdefault(intern(words[0].written), []).append(term)
        mentions: dict[tuple[str, ...], Mention] = {}  # most phrases of a line mean the same

        def mention(those: Sequence[Term]) -> Mention:
            return mentions.setdefault(tuple(term.name for term in those), _mention(those))

        return Phrases(
            {words: mention(those) for words, those in phrases.items()},
            {word: mention(those) for word, those in alone.items()},
        )


_WHERE = frozenset(["di", "ke", "dari", "pada", "depan", "dekat", "sekitar", "belakang", "samping"])


def _mention(terms: Sequence[Term]) -> Mention:
    return Mention(
        weight=max(term.weight for term in terms),
        names=frozenset(term.name for term in terms),
        broader=frozenset(term.broader for term in terms),
        aspects=frozenset(term.aspect for term in terms),
        troubles=frozenset(term.name for term in terms if term.is_trouble),
    )


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
                self._beginnings.setdefault(phrase[:2], []).append(phrase)

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


@cache
def thesaurus() -> Thesaurus:
    """The vocabulary that ships, read when it is first needed (a tenth of a second)."""
    return Thesaurus(
        [term for file in _files("things") for term in Term.all_of(file, BROADER_WEIGHT)],
        [term for file in _files("troubles") for term in Term.all_of(file, 1)],
    )


def _files(kind: str) -> list[Any]:
    return sorted((VOCABULARY / kind).iterdir(), key=lambda file: file.name)
