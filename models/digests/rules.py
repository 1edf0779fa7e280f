"""When facilitators and leaders hear how their batch's week went, and how much of it they are shown."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from models.checkins.ladder import days_on
from models.checkins.rule import WEEK, CheckInRule, Week, weeks_between, weeks_of

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DigestRules:
    """On which weekday (1 is Monday; None: never) and at what time by the batch's clock; how many weeks, and names to call."""

    weekday: int | None = 5
    at: time = time(15, 30)
    weeks: int = 12
    names: int = 5

    def last(self, now: datetime, zone: str) -> datetime | None:
        """When the newest digest was due at `now` (aware), in `zone` (IANA); None where there is never one."""
        if self.weekday is None:
            return None
        local = now.astimezone(ZoneInfo(zone))
        day = local.date() - timedelta(days=(local.isoweekday() - self.weekday) % 7)
        due = self._on(day, zone)
        return due if due <= now else self._on(day - WEEK, zone)

    def next(self, due: datetime, zone: str) -> datetime:
        """When the digest after the one due then is due."""
        return self._on(due.astimezone(ZoneInfo(zone)).date() + WEEK, zone)

    def _on(self, day: date, zone: str) -> datetime:
        return datetime.combine(day, self.at, ZoneInfo(zone))


USUAL_DIGEST = DigestRules()
"""Those of the settings as they come."""


def newest_week(rule: CheckInRule, zone: str, at: datetime) -> Week | None:
    """The newest week that was asked for a day or longer before `at` (aware), in `zone`; before that a report is not missing."""
    return _newest_week(weeks_of(rule), rule.at, zone, at)


def week_told(rule: CheckInRule, zone: str, wanted: date | None, at: datetime) -> Week | None:
    """The week that is wanted, or the newest that is told of at `at` (aware); None where there is none."""
    if wanted is None:
        return newest_week(rule, zone, at)
    return next((week for week in weeks_of(rule) if week.asked_on == wanted), None)


def week_of_digest(rule: CheckInRule, zone: str, due: datetime) -> Week | None:
    """The week that a digest due then tells of; None where no report has been due since the digest before it."""
    return _week_of_digest(rule.weekday, rule.at, rule.starts_on, rule.ends_on, zone, due)


@lru_cache(maxsize=512)  # at every tick the same is asked of every batch
def _week_of_digest(
    weekday: int, asked_at: time, starts_on: date, ends_on: date, zone: str, due: datetime
) -> Week | None:
    weeks = weeks_between(weekday, starts_on, ends_on)
    week = _newest_week(weeks, asked_at, zone, due)
    return None if week == _newest_week(weeks, asked_at, zone, days_on(due, -7, zone)) else week


def _newest_week(weeks: Sequence[Week], asked_at: time, zone: str, at: datetime) -> Week | None:
    latest = at.date() + A_DAY  # somewhere it is a day later
    asked = (week for week in reversed(weeks) if week.asked_on <= latest)
    return next((week for week in asked if days_on(week.opens(asked_at, zone), 1, zone) <= at), None)


def begun_after(rule: CheckInRule, zone: str, week: Week, at: datetime) -> Week | None:
    """The week asked for after this one, where it has been at `at` (aware)."""
    return _last([w for w in weeks_of(rule) if w.asked_on > week.asked_on and w.opens(rule.at, zone) <= at])


def _last(weeks: Collection[Week]) -> Week | None:
    return max(weeks, key=lambda week: week.asked_on, default=None)
