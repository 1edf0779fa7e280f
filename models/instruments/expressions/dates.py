"""Dates as ODK reckons with them: text outside, days since 1 January 1970 in arithmetic."""

import math
import re
from collections.abc import Callable
from datetime import datetime, timedelta

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  wall-clock time, as the forms have it
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?\Z")
_DAY = timedelta(days=1)


def is_date(text: str) -> bool:
    """Tell whether this is a day that exists, written YYYY-MM-DD."""
    return _DATE.match(text) is not None and moment(text) is not None


def moment(text: str) -> datetime | None:
    """Give the wall-clock time of a date or a date with a time; None for any other text."""
    try:
        if _DATE.match(text):
            return datetime.fromisoformat(text)
        if (match := _MOMENT.match(text)) is not None:
            return datetime.fromisoformat(f"{match[1]}T{match[2]}").replace(tzinfo=None)
    except ValueError:
        return None
    return None


def days(text: str) -> float:
    """Give the days since 1970 of a date or a date with a time, wall-clock; NaN for any other text."""
    found = moment(text)
    return math.nan if found is None else (found - _EPOCH) / _DAY


def part_of_day(text: str) -> float:
    """Give the part of its day that has passed at a time ("06:00" is 0.25); NaN for any other text."""
    found = moment(f"1970-01-01T{text}")
    return math.nan if found is None else (found - _EPOCH) / _DAY


def date_of(day: float) -> str:
    """Give the date that so many days after 1970 fall on, or "" where there is none."""
    found = _after(day)
    return "" if found is None else found.date().isoformat()


def moment_of(day: float) -> str:
    """Give the date and time so many days after 1970, or "" where there is none."""
    found = _after(day)
    return "" if found is None else found.isoformat(timespec="milliseconds")


def formatted(text: str, pattern: str) -> str:
    """Write a date by ODK's pattern (%Y %y %m %n %b %d %e %a %H %h %M %S %3); "" for what is no date."""
    found = moment(text)
    if found is None:
        return ""
    return re.sub(r"%(.)", lambda match: _PARTS[match[1]](found) if match[1] in _PARTS else match[0], pattern)


def _after(day: float) -> datetime | None:
    if not math.isfinite(day):
        return None
    try:
        return _EPOCH + timedelta(days=day)
    except OverflowError:
        return None


_PARTS: dict[str, Callable[[datetime], str]] = {
    "%": lambda at: "%",
    "Y": lambda at: f"{at.year:04}",
    "y": lambda at: f"{at.year % 100:02}",
    "m": lambda at: f"{at.month:02}",
    "n": lambda at: str(at.month),
    "b": lambda at: at.strftime("%b"),
    "d": lambda at: f"{at.day:02}",
    "e": lambda at: str(at.day),
    "a": lambda at: at.strftime("%a"),
    "H": lambda at: f"{at.hour:02}",
    "h": lambda at: str(at.hour),
    "M": lambda at: f"{at.minute:02}",
    "S": lambda at: f"{at.second:02}",
    "3": lambda at: f"{at.microsecond // 1000:03}",
}
