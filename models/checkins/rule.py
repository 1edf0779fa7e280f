"""When a batch is asked for its weekly reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlmodel import Field, SQLModel

WEEK = timedelta(days=7)


class CheckInRule(SQLModel, table=True):
    """One rule a batch: on which weekday and at what time, by the clock of where each of its people is."""

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="batch.id", unique=True)
    weekday: int  # 1 is Monday, 7 Sunday (ISO 8601)
    at: time  # local
    starts_on: date
    ends_on: date  # the last day on which a report may be asked for


@dataclass(frozen=True)
class Week:
    """One week of a rule: reports of it are asked for on `asked_on`, which names it, and taken until the next is."""

    asked_on: date

    @property
    def next(self) -> "Week":
        """The week after this one."""
        return Week(self.asked_on + WEEK)

    def opens(self, at: time, zone: str) -> datetime:
        """When its reports are asked for in `zone` (IANA); aware."""
        return datetime.combine(self.asked_on, at, ZoneInfo(zone))

    def closes(self, at: time, zone: str) -> datetime:
        """When it closes in `zone`: what has been reported until then stays as it is; aware."""
        return self.next.opens(at, zone)


def weeks_of(rule: CheckInRule) -> Sequence[Week]:
    """Every week of a rule, the first first."""
    return weeks_between(rule.weekday, rule.starts_on, rule.ends_on)


@lru_cache(maxsize=512)  # a batch's rule is looked at again and again
def weeks_between(weekday: int, starts_on: date, ends_on: date) -> Sequence[Week]:
    """Every week that is asked for on a weekday (1 is Monday) from one day to another."""
    first = starts_on + timedelta(days=(weekday - starts_on.isoweekday()) % 7)
    return tuple(Week(first + n * WEEK) for n in range((ends_on - first) // WEEK + 1))


def week_at(rule: CheckInRule, now: datetime, zone: str) -> Week | None:
    """The week of which reports are taken in `zone` (IANA) at `now` (aware); None before the first and after the last."""
    week = _week_of(rule.weekday, rule.at, now, zone)
    return week if rule.starts_on <= week.asked_on <= rule.ends_on else None


@lru_cache(maxsize=512)  # many batches are asked at the same time
def _week_of(weekday: int, at: time, now: datetime, zone: str) -> Week:
    local = now.astimezone(ZoneInfo(zone))
    week = Week(local.date() - timedelta(days=(local.isoweekday() - weekday) % 7))
    while now < week.opens(at, zone):
        week = Week(week.asked_on - WEEK)
    return week
