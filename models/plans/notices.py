"""What is noticed about the days of a stage. It is pointed out and never in the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.days.holidays import SATURDAY, holiday_on
from models.plans.stages import Stage


class Noticed(StrEnum):
    """What there may be about a day."""

    DAY_OFF = "day_off"  # a holiday, or joint leave
    WEEKEND = "weekend"
    BEFORE_BATCH = "before_batch"  # the batch has not begun by then
    AFTER_BATCH = "after_batch"  # the batch is over by then
    PAST = "past"


@dataclass(frozen=True)
class Bounds:
    """From when to when a batch goes; None where that has not been laid down."""

    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class Notice:
    """One of them about one day."""

    what: Noticed
    day: date


def notices_on(day: date, bounds: Bounds, today: date | None = None) -> Sequence[Notice]:
    """What is noticed about a day on which a stage begins or ends. `today` where it may not lie behind."""
    found = {
        Noticed.DAY_OFF: holiday_on(day) is not None,
        Noticed.WEEKEND: holiday_on(day) is None and day.weekday() >= SATURDAY,
        Noticed.BEFORE_BATCH: bounds.starts_on is not None and day < bounds.starts_on,
        Noticed.AFTER_BATCH: bounds.ends_on is not None and day > bounds.ends_on,
        Noticed.PAST: today is not None and day < today,
    }
    return [Notice(what, day) for what, noticed in found.items() if noticed]


def notices_of(stage: Stage, bounds: Bounds) -> Sequence[Notice]:
    """What is noticed about the first and the last day of a stage, as far as they are written."""
    days = dict.fromkeys(day for day in (stage.starts_on, stage.ends_on) if day is not None)
    return [notice for day in days for notice in notices_on(day, bounds)]
