"""The hours in which nobody is disturbed."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from models.availability.local_clock import first_free


@dataclass(frozen=True)
class QuietHours:
    """When nobody is disturbed, by the clock of where they are; `begin` may be later than `end`. Where they are equal, never."""

    begin: time
    end: time

    def covers(self, clock: time) -> bool:
        """Whether it is quiet at this time of day."""
        if self.begin > self.end:
            return clock >= self.begin or clock < self.end
        return self.begin <= clock < self.end

    def bar(self, local: datetime) -> datetime | None:
        """Until when (naive, local) it is quiet; None where it is not."""
        if not self.covers(local.time()):
            return None
        next_day = self.begin > self.end and local.time() >= self.begin
        return datetime.combine(local.date() + timedelta(days=next_day), self.end)

    def after(self, instant: datetime, zone: str) -> datetime:
        """The first instant from `instant` (aware) on that is not quiet in `zone` (IANA)."""
        found = first_free(instant, zone, [self.bar])
        return instant if found is None else found.astimezone(instant.tzinfo)

    def leave_nothing_of(self, begin: time, end: time) -> bool:
        """Whether all the time from `begin` to `end` of a day is quiet."""
        return self.covers(begin) and not begin < self.end < end

    @property
    def loud(self) -> timedelta:
        """How much of a day is not quiet."""
        minutes = [at.hour * 60 + at.minute for at in (self.begin, self.end)]
        return timedelta(minutes=(minutes[0] - minutes[1]) % 1440 or 1440)


NEVER_QUIET = QuietHours(time(), time())
USUAL_NIGHT = QuietHours(time(20), time(7))
"""The quiet hours of the settings as they come."""
