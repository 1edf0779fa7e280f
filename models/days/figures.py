"""Days in figures: 5-10-2026, 15/12/26, 2026-12-15, 5/10, and 5 alone."""

import re
from datetime import date

from models.days.counting import months_on, that_day
from models.days.leaning import Lean

_BETWEEN = r" ?[-/.] ?"
_ISO = re.compile(rf"(\d{{4}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{1,2}})")
_FULL = re.compile(
    rf"(\d{{1,2}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{4}}|\d{{2}})|(\d{{1,2}}) (\d{{1,2}}) (\d{{4}})"
)
_NO_YEAR = re.compile(rf"(\d{{1,2}}){_BETWEEN}(\d{{1,2}})")
_NO_MONTH = re.compile(r"\d{1,2}")


def in_figures(text: str, today: date, lean: Lean) -> date | None:
    """The day first, then the month. None where it is written otherwise; raises NotADay."""
    if iso := _ISO.fullmatch(text):
        return that_day(*map(int, iso.groups()))
    if full := _FULL.fullmatch(text):
        day, month, year = (part for part in full.groups() if part)
        return with_year(int(day), int(month), year, today, lean)
    if no_year := _NO_YEAR.fullmatch(text):
        return with_year(int(no_year[1]), int(no_year[2]), "", today, lean)
    if _NO_MONTH.fullmatch(text) and 1 <= int(text) <= 31:
        month_on = months_on(today.replace(day=1), lean.months(int(text), today))
        return that_day(month_on.year, month_on.month, int(text))
    return None


def with_year(day: int, month: int, year: str, today: date, lean: Lean) -> date:
    """A day with its year as it is written: four figures, two, or "". Raises NotADay."""
    if not year:
        return that_day(lean.year(month, day, today), month, day)
    if len(year) == 2:
        return that_day(lean.century(int(year), today), month, day)
    return that_day(int(year), month, day)
