"""From one day to another by days, weeks, months and years."""

from calendar import monthrange
from datetime import date, timedelta

from models.days.faults import NoSuchDay, NoSuchMonth, NotADay

YEARS = range(1900, 2200)  # what a date in a programme can be; all else is a slip of the finger


def that_day(year: int, month: int, day: int) -> date:
    """A day of the calendar. Raises NoSuchMonth, NoSuchDay, and NotADay for a year out of all reason."""
    if year not in YEARS or day == 0:
        raise NotADay
    if not 1 <= month <= 12:
        raise NoSuchMonth(month)
    last = last_of(date(year, month, 1))
    if day > last.day:
        raise NoSuchDay(last)
    return date(year, month, day)


def last_of(day: date) -> date:
    """The last day of that day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def days_on(day: date, count: int) -> date:
    """So many days on, or back. Raises NotADay where the calendar ends."""
    try:
        found = day + timedelta(days=count)
    except OverflowError:
        raise NotADay from None
    return that_day(found.year, found.month, found.day)


def months_on(day: date, count: int) -> date:
    """The same day so many months on, or back; the last of the month where it is shorter. Raises NotADay."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if year not in YEARS:
        raise NotADay
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def monday_of(day: date) -> date:
    """The Monday of that day's week."""
    return day - timedelta(days=day.weekday())
