"""Which year or month is meant where none is written."""

from datetime import date
from enum import Enum

FAR = 10  # years; nearer ones are a slip, to be seen when the day is said back


class Lean(Enum):
    """Which way a question looks: a plan ahead, a date of birth behind, most neither way."""

    NONE = "none"  # the year, or month, that it is
    AHEAD = "ahead"  # the next such day, today among them
    BEHIND = "behind"  # the last such day, today among them

    def steps(self, found: date, today: date) -> int:
        """How many periods on (1), or back (-1), from what was `found` in the one that it is."""
        if self is Lean.AHEAD and found < today:
            return 1
        if self is Lean.BEHIND and found > today:
            return -1
        return 0

    def year(self, month: int, day: int, today: date) -> int:
        """The year of a day that is written without one; whether that year has the day is not looked at."""
        written, now = (month, day), (today.month, today.day)
        if self is Lean.AHEAD and written < now:
            return today.year + 1
        if self is Lean.BEHIND and written > now:
            return today.year - 1
        return today.year

    def months(self, day: int, today: date) -> int:
        """How many months from today's a day lies that is written without one."""
        if self is Lean.AHEAD and day < today.day:
            return 1
        if self is Lean.BEHIND and day > today.day:
            return -1
        return 0

    def century(self, year: int, today: date) -> int:
        """The year that two figures stand for: 20xx; of a day behind us 19xx where 20xx is far ahead."""
        far = self is Lean.BEHIND and 2000 + year > today.year + FAR
        return 1900 + year if far else 2000 + year
