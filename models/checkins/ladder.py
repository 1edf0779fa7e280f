"""The ladder of a weekly report: when somebody is asked, reminded, asked for the last time, and told that it is missing.

All of it is reckoned, nothing remembered: the same week, person and settings give the same instants. Days are counted from the
instant at which the report is asked for; what then falls outside working time waits for the next working hour. No rung follows
the one before, or the time to which that was put off, within a day. What would come after the week has closed does not come.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from models.availability.availability import Availability
from models.availability.working_hours import WorkingHours
from models.checkins.rule import Week


class Rung(StrEnum):
    """What the person is told, in this order."""

    ASKED = "asked"
    REMINDED = "reminded"
    LAST_CALL = "last_call"
    MISSED = "missed"


@dataclass(frozen=True)
class LadderRules:
    """How many days after a report is asked for each further step comes; 0 leaves the step out."""

    reminded: int = 3
    last_call: int = 4
    missed: int = 5
    facilitator_told: int = 5
    leader_told: int = 6

    @property
    def steps(self) -> tuple[tuple[Rung, int], ...]:
        """The person's steps, with the days after which each comes."""
        found = ((Rung.REMINDED, self.reminded), (Rung.LAST_CALL, self.last_call), (Rung.MISSED, self.missed))
        return tuple((rung, days) for rung, days in found if days)


USUAL_LADDER = LadderRules()
"""That of the settings as they come."""


@dataclass(frozen=True)
class Due:
    """One rung: from when on it is said, and from when on it is too late for it. Both aware and in UTC."""

    rung: Rung
    at: datetime
    until: datetime


@dataclass(frozen=True)
class PutOffTo:
    """Somebody wants to hear of a rung again at an instant (aware, UTC), and not before."""

    rung: Rung
    at: datetime


@lru_cache(maxsize=8192)  # many people of a batch are available alike
def ladder(
    week: Week,
    at: time,
    whose: Availability,
    working: WorkingHours,
    rules: LadderRules,
    put_off: PutOffTo | None = None,
) -> tuple[Due, ...]:
    """The rungs of one person's week, which is asked for `at` (local) on its day; none where they are away all week."""
    closes = week.closes(at, whose.zone).astimezone(UTC)
    starts = list(_starts(week, at, whose, working, rules, put_off))
    ends = [*(start for _rung, start in starts[1:]), closes]
    dues = (Due(rung, start, min(end, closes)) for (rung, start), end in zip(starts, ends, strict=False))
    return tuple(due for due in dues if due.at < due.until)


def due_now(rungs: tuple[Due, ...], now: datetime) -> Due | None:
    """The rung that counts at `now` (aware): of several that have come due, only the last."""
    return next((due for due in rungs if due.at <= now < due.until), None)


def days_on(instant: datetime, days: int, zone: str) -> datetime:
    """The same time of day so many days on, by the clock of `zone` (IANA); aware, UTC."""
    return (instant.astimezone(ZoneInfo(zone)) + timedelta(days=days)).astimezone(UTC)


def _starts(
    week: Week,
    at: time,
    whose: Availability,
    working: WorkingHours,
    rules: LadderRules,
    put_off: PutOffTo | None,
) -> Iterator[tuple[Rung, datetime]]:
    asked = whose.next_working_moment(week.opens(at, whose.zone), working)
    if asked is None:
        return
    heard = asked if put_off is None or put_off.rung is not Rung.ASKED else put_off.at
    yield Rung.ASKED, heard
    for rung, days in rules.steps:
        wanted = max(days_on(asked, days, whose.zone), days_on(heard, 1, whose.zone))
        moved = whose.next_working_moment(wanted, working)
        if moved is None:
            return
        heard = moved if put_off is None or put_off.rung is not rung else put_off.at
        yield rung, heard
