"""Whose report of a week is missing: asked for at least a day ago, not in, and they are not on leave. How long that counts."""

from dataclasses import replace
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from models.availability.availability import Availability
from models.availability.working_hours import WorkingHours
from models.checkins.ladder import days_on
from models.checkins.rule import WEEK, Week

LATE_FOR = 4 * WEEK
"""So long after it was asked for a report that never came is late; then it is held against nobody any more."""


def is_expected(week: Week, at: time, whose: Availability, working: WorkingHours, now: datetime) -> bool:
    """Whether somebody's report of a week should be in at `now` (aware).

    Leave excuses, a pause does not: whoever pauses only wants to be left in peace.
    """
    since = expected_since(week, at, whose, working)
    return (
        since is not None
        and since <= now
        and not whose.is_on_leave(now.astimezone(ZoneInfo(whose.zone)).date())
    )


@lru_cache(maxsize=8192)
def expected_since(week: Week, at: time, whose: Availability, working: WorkingHours) -> datetime | None:
    """A day after the report was, or would have been, asked for (aware, UTC); None where nobody knows when that is."""
    asked = replace(whose, pause=None).next_working_moment(week.opens(at, whose.zone), working)
    return None if asked is None else days_on(asked, 1, whose.zone)


def is_late(week: Week, at: time, whose: Availability, working: WorkingHours, now: datetime) -> bool:
    """Whether a report that is not in counts as late at `now` (aware), while its week lasts and after it.

    While it lasts, whoever is on leave is excused; for good whoever was away in all the time in which it could be asked for.
    """
    since, closes = expected_since(week, at, whose, working), week.closes(at, whose.zone)
    if since is None or since >= closes or not counts(week, now.astimezone(ZoneInfo(whose.zone)).date()):
        return False
    return now >= closes or is_expected(week, at, whose, working, now)


def counts(week: Week, today: date) -> bool:
    """Whether a report of that week that never came still says on `today` how somebody stands."""
    return today - week.asked_on < LATE_FOR
