"""When one person may be written to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.availability.local_clock import FOR_EVER, Bar, first_free
from models.availability.quiet_hours import NEVER_QUIET, QuietHours
from models.availability.working_hours import WorkingHours


@dataclass(frozen=True)
class Away:
    """Days on which somebody is not to be written to, the first and the last counted; None: until it is taken back.

    `since` (aware) is when that was said: what was said to them before that on the first day had its time.
    """

    first: date
    last: date | None
    since: datetime | None = None

    def covers(self, day: date) -> bool:
        """Whether that day is one of them."""
        return self.first <= day and (self.last is None or day <= self.last)

    def until(self, day: date) -> "Away | None":
        """The days of it before `day`, from which on they are back; None where there is none."""
        return replace(self, last=day - timedelta(days=1)) if day > self.first else None

    def bar(self, zone: str) -> Bar:
        """What stands in the way by the clock of `zone` (IANA)."""
        since = self.since.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if self.since else datetime.min  # noqa: DTZ901  local
        end = FOR_EVER if self.last is None else datetime.combine(self.last + timedelta(days=1), time())
        return lambda local: end if local >= since and self.covers(local.date()) else None


@dataclass(frozen=True)
class Availability:
    """One person's zone (IANA), quiet hours, leave and pause, and the days off of the batch they joined last.

    Two questions are asked of it. What somebody is told may come at any time that is not quiet and at which they are not away. What
    is asked of them in working time waits besides for the next working hour: not on a weekend, a holiday or a day off, and not during
    the Friday prayer.
    """

    zone: str
    quiet: QuietHours = NEVER_QUIET
    leave: tuple[Away, ...] = ()
    pause: Away | None = None
    days_off: frozenset[date] = frozenset()

    def next_moment(self, instant: datetime) -> datetime | None:
        """The first instant (UTC) from `instant` (aware) on at which they may be told something; None: nobody knows."""
        return first_free(instant, self.zone, list(self._bars()))

    def next_moment_by_day_or_night(self, instant: datetime) -> datetime | None:
        """The same for what cannot wait for the end of quiet hours; leave and a pause it does wait for."""
        return first_free(instant, self.zone, list(self._absences()))

    def next_working_moment(self, instant: datetime, working: WorkingHours) -> datetime | None:
        """The first instant (UTC) from `instant` (aware) on at which they may be asked something of their work.

        Whoever wants quiet in all working hours (a night nurse) is asked when it is not quiet. None: nobody knows.
        """
        if self.quiet.leave_nothing_of(working.begin, working.end):
            return self.next_moment(instant)

        def bar(local: datetime) -> datetime | None:
            return working.bar(local, self.days_off)

        return first_free(instant, self.zone, [*self._bars(), bar])

    def is_on_leave(self, day: date) -> bool:
        """Whether they are on leave on that day."""
        return any(one.covers(day) for one in self.leave)

    def _bars(self) -> Iterable[Bar]:
        yield self.quiet.bar
        yield from self._absences()

    def _absences(self) -> Iterable[Bar]:
        yield from (one.bar(self.zone) for one in self.leave)
        if self.pause is not None:
            yield self.pause.bar(self.zone)
