"""When offices work: from Monday to Friday, but for holidays, joint leave and the Friday prayer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from models.availability.quiet_hours import QuietHours
from models.days.holidays import is_working_day, next_working_day

FRIDAY = 5  # ISO 8601
USUAL_PRAYER = QuietHours(time(11, 30), time(13))


@dataclass(frozen=True)
class WorkingHours:
    """By the clock of where somebody is. The usual ones are those of Peraturan Presiden 21/2023, within which agencies set theirs.

    `prayer` is the time of the Friday prayer; where it begins and ends at once there is none.
    """

    begin: time = time(7, 30)
    end: time = time(16)
    prayer: QuietHours = USUAL_PRAYER

    def bar(self, local: datetime, days_off: Collection[date] = ()) -> datetime | None:
        """Until when (naive, local) offices do not work; None where they do. `days_off` come on top of the holidays."""
        day, clock = local.date(), local.time()
        if not is_working_day(day, days_off) or clock >= self.end:
            return datetime.combine(next_working_day(day, days_off), self.begin)
        if clock < self.begin:
            return datetime.combine(day, self.begin)
        return self.prayer.bar(local) if day.isoweekday() == FRIDAY else None

    def takes(self, weekday: int, clock: time) -> bool:
        """Whether offices work at that time of an ordinary week; `weekday` is 1 for Monday to 7 for Sunday."""
        if weekday > FRIDAY or not self.begin <= clock < self.end:
            return False
        return not (weekday == FRIDAY and self.prayer.covers(clock))

    def next_day(self, day: date, days_off: Collection[date] = ()) -> date:
        """The first working day from `day` on."""
        return next_working_day(day - timedelta(days=1), days_off)


USUAL = WorkingHours()
"""Those of the settings as they come."""
