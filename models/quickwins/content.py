"""What a quick win says, field by field, and how two states of it differ."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any


class Source(StrEnum):
    """Whose complaint it is."""

    CITIZENS = "citizens"
    OWN = "own"
    BOTH = "both"


class Frequency(StrEnum):
    """How often the problem is met."""

    ALWAYS = "always"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    SELDOM = "seldom"


@dataclass(frozen=True)
class Content:
    """What a quick win says; None where that has not been written yet.

    Impact and effort go from 1 to 5, `days` are calendar days to the first result. `baseline` and `target` are
    numbers as they were written, such as "2.5", in the `unit` of the `indicator`.
    """

    problem: str | None = None
    source: str | None = None  # a Source
    frequency: str | None = None  # a Frequency
    gains: str | None = None  # who does
    goal: str | None = None  # the city's, by its code
    field: str | None = None  # the priority field, by its code
    idea: str | None = None
    aim: str | None = None  # what will be different, by when, and who sees to it
    first_sign: str | None = None
    impact: int | None = None
    effort: int | None = None
    days: int | None = None
    within_authority: bool | None = None
    within_budget: bool | None = None
    indicator: str | None = None
    unit: str | None = None
    baseline: str | None = None
    target: str | None = None

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return all(value is not None for value in asdict(self).values())

    @property
    def missing(self) -> Sequence[str]:
        """The fields that have not been written yet, in the order in which they are asked."""
        return [name for name, value in asdict(self).items() if value is None]

    def stored(self) -> dict[str, Any]:
        """The fields as a version keeps them."""
        return asdict(self)

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Content":
        """What `stored` gave, or the columns of a row; what it does not know is left out."""
        return cls(**{name: stored[name] for name in FIELDS if name in stored})

    def changed_from(self, before: "Content") -> Sequence[str]:
        """The fields in which this differs from `before`, in the order in which they are asked."""
        return [name for name in FIELDS if getattr(self, name) != getattr(before, name)]


FIELDS = tuple(field.name for field in fields(Content))
"""The names of all fields, in the order in which they are asked."""
