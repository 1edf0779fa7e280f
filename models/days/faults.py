"""Why something written is not taken for a day. Permanent for that text; nothing is guessed in its place."""

from dataclasses import dataclass
from datetime import date


class NotADay(ValueError):
    """It names no day, or not one day only."""


@dataclass(eq=False)
class NoSuchDay(NotADay):
    """A month does not have that day: 31 February. `last` is the last day that it has."""

    last: date


@dataclass(eq=False)
class NoSuchMonth(NotADay):
    """There is no month with that number: 5-13-2026. The day is always read first."""

    month: int


@dataclass(eq=False)
class OtherWeekday(NotADay):
    """The weekday that is written (0 is Monday) is not that of the `day` that is written with it."""

    weekday: int
    day: date


class ManyDays(NotADay):
    """A week, a month or a year, and no day of it."""
