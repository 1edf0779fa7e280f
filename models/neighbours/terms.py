"""The words of the field: which things and troubles there are, and everything they are called.

A file of vocabulary/things is a part of a city’s work, one of vocabulary/troubles an aspect in which a thing can be
wrong. A table is a broader term, each line of its `narrower` a narrower one: what it is called, with commas between.
A thing that begins with "!" is a trouble by itself: a flood. A table’s `weight` says how much it tells (else 1).
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import NamedTuple

from models.neighbours.spelling import VOCABULARY

BROADER_WEIGHT = 0.6  # of what names a whole field, beside 1 for a thing in it


class Term(NamedTuple):
    """One line of the vocabulary."""

    name: str
    broader: str
    aspect: str
    weight: float
    is_trouble: bool
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class Mention:
    """What a phrase may stand for: terms, what they are kinds of, the aspects they are about."""

    weight: float
    names: frozenset[str]
    broader: frozenset[str] = frozenset()
    aspects: frozenset[str] = frozenset()
    troubles: frozenset[str] = frozenset()  # the things among them that are troubles by themselves

    @classmethod
    def of(cls, terms: Sequence[Term]) -> "Mention":
        """What stands for any of these terms."""
        return cls(
            weight=max(term.weight for term in terms),
            names=frozenset(term.name for term in terms),
            broader=frozenset(term.broader for term in terms),
            aspects=frozenset(term.aspect for term in terms),
            troubles=frozenset(term.name for term in terms if term.is_trouble),
        )

    @property
    def is_known(self) -> bool:
        """Whether the vocabulary has it."""
        return bool(self.broader)


def things() -> list[Term]:
    """What problems are about."""
    return [term for file in _files("things") for term in _terms(file, BROADER_WEIGHT)]


def troubles() -> list[Term]:
    """What can be wrong."""
    return [term for file in _files("troubles") for term in _terms(file, 1)]


def _files(kind: str) -> list[Traversable]:
    return sorted((VOCABULARY / kind).iterdir(), key=lambda file: file.name)


def _terms(file: Traversable, broader_weight: float) -> Iterator[Term]:
    aspect = file.name.removesuffix(".toml")
    for broader, table in tomllib.loads(file.read_text("utf-8")).items():
        weight: float = table.get("weight", 1)
        yield Term(broader, broader, aspect, weight * broader_weight, *_said(table["words"]))
        for line in table.get("narrower", ()):
            is_trouble, phrases = _said(line)
            yield Term(f"{broader}: {phrases[0]}", broader, aspect, weight, is_trouble, phrases)


def _said(line: str) -> tuple[bool, tuple[str, ...]]:
    """Whether a line is marked as a trouble, and its phrases."""
    phrases = line.strip().removeprefix("!").split(",")
    return line.lstrip().startswith("!"), tuple(" ".join(phrase.split()) for phrase in phrases)
