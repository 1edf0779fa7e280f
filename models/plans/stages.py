"""What a plan says: how far it reaches, and stage by stage what is done, by whom, by when and for how much."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any


class Horizon(StrEnum):
    """How far a plan reaches."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


DAYS = {Horizon.SHORT: 100, Horizon.MEDIUM: 365, Horizon.LONG: 3 * 365}
"""Calendar days that a stage of a plan may take at most; the hundred days are those of a quick win."""


@dataclass(frozen=True)
class Stage:
    """What one stage says: None where that has not been written yet, "" where there is none of it."""

    name: str | None = None
    output: str | None = None  # the key output
    volume: str | None = None  # how much of it: a number above zero as it was written, such as "2.5"
    unit: str | None = None  # what the volume counts
    starts_on: date | None = None
    ends_on: date | None = None  # the last day of it
    in_charge: str | None = None
    partners: str | None = None
    budget: int | None = None  # rupiah
    budget_source: str | None = None
    verification: str | None = None  # how it will be verified
    risk: str | None = None
    answer: str | None = None  # to the risk

    @property
    def missing(self) -> Sequence[str]:
        """The parts of which something has not been written yet, in the order in which they are asked."""
        return [part for part, names in PARTS.items() if any(getattr(self, name) is None for name in names)]

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    @property
    def is_blank(self) -> bool:
        """Whether nothing but dates is written."""
        return all(getattr(self, name) is None for name in FIELDS if name not in PARTS["dates"])

    @property
    def days(self) -> int:
        """How many calendar days it takes, its first and last included; 0 while one of them is missing."""
        if self.starts_on is None or self.ends_on is None:
            return 0
        return (self.ends_on - self.starts_on).days + 1

    def is_longer_than(self, horizon: Horizon) -> bool:
        """Whether it takes longer than a stage of such a plan may."""
        return self.days > DAYS[horizon]

    def changed_from(self, before: "Stage") -> Sequence[str]:
        """The parts in which this differs from `before`."""
        return [
            part
            for part, names in PARTS.items()
            if any(getattr(self, name) != getattr(before, name) for name in names)
        ]

    def stored(self) -> dict[str, Any]:
        """The fields as a version keeps them; days as 2026-11-30."""
        return {n: v.isoformat() if isinstance(v, date) else v for n, v in asdict(self).items()}

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Stage":
        """What `stored` gave; what it does not know is left out."""
        known = {name: stored[name] for name in FIELDS if name in stored}
        for name in PARTS["dates"]:
            if known.get(name):
                known[name] = date.fromisoformat(known[name])
        return cls(**known)


PARTS: Mapping[str, tuple[str, ...]] = {
    "name": ("name",),
    "output": ("output",),
    "volume": ("volume", "unit"),
    "dates": ("starts_on", "ends_on"),
    "in_charge": ("in_charge",),
    "partners": ("partners",),
    "budget": ("budget", "budget_source"),
    "verification": ("verification",),
    "risk": ("risk", "answer"),
}
"""What is asked together, in the order in which it is asked, with the fields that it fills."""

FIELDS = tuple(field.name for field in fields(Stage))
"""The names of all fields."""


@dataclass(frozen=True)
class PlanContent:
    """What a plan says at one time."""

    horizon: Horizon
    stages: tuple[Stage, ...]

    @property
    def can_be_sent(self) -> bool:
        """Whether it has stages, all are written, and none is longer than the horizon lets it be."""
        return bool(self.stages) and all(
            stage.is_complete and not stage.is_longer_than(self.horizon) for stage in self.stages
        )

    @property
    def budget(self) -> int:
        """What all of it costs, in rupiah."""
        return sum(stage.budget or 0 for stage in self.stages)

    @property
    def starts_on(self) -> date | None:
        """The first day of its first stage in time."""
        return min((s.starts_on for s in self.stages if s.starts_on), default=None)

    @property
    def ends_on(self) -> date | None:
        """The last day of its last stage in time."""
        return max((s.ends_on for s in self.stages if s.ends_on), default=None)

    def stored(self) -> dict[str, Any]:
        """It as a version keeps it."""
        return {"horizon": str(self.horizon), "stages": [stage.stored() for stage in self.stages]}

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "PlanContent":
        """What `stored` gave."""
        return cls(Horizon(stored["horizon"]), tuple(Stage.of(stage) for stage in stored["stages"]))
