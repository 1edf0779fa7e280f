"""A day as people write it, in Indonesian and English: 5 Okt, 15/12/26, lusa, Senin depan, akhir bulan.

Both languages are read at once, and the writer is shown in full which day was understood. So what is doubtful
is settled by Indonesian custom: the day comes before the month, two figures are a year of this century, a
weekday is the next one (`weekdays`), "minggu depan" is a week from today (`distances`), the end of a month is its last
day (`periods`). Typing errors are mended as far as no other word is near (`spelling`). What is no day at all, no
day of the calendar, or more than one day is refused: no other day is put in its place.
"""

import re
from collections.abc import Callable
from datetime import date

from models.days.distances import at_a_distance
from models.days.faults import ManyDays, NotADay
from models.days.figures import in_figures
from models.days.leaning import Lean
from models.days.named import with_month
from models.days.periods import in_a_period
from models.days.weekdays import beside_a_weekday, on_a_weekday
from models.days.wording import reworded

Reader = Callable[[str, date, Lean], date | None]
_EXACT: tuple[Reader, ...] = (in_figures, with_month)
_BETWEEN = re.compile(r" ?[-/] ?| (?:sampai|hingga|s (?:/ )?d|sd|atau|dan|until|till|to|or|and) ")
_READERS: tuple[Reader, ...] = (*_EXACT, at_a_distance, on_a_weekday, in_a_period)


def read_day(written: str, today: date, lean: Lean = Lean.NONE) -> date:
    """The day that somebody wrote whose day it is `today`.

    `lean` decides on what is written without a year or month. Raises NotADay, or the kind of it that says what is
    wrong: NoSuchDay (31 February), NoSuchMonth (5-13-2026), OtherWeekday (a Monday that is a Tuesday), ManyDays (December, or 5 to 7 October).
    """
    text = reworded(written)
    if text.isdecimal() and not any(sign.isdecimal() for sign in written):
        raise NotADay  # "five"
    text = text.removeprefix("tanggal ")
    found = _read(text, today, lean)
    if found is None:
        raise ManyDays if _several(text, today, lean) else NotADay
    return found


def _read(text: str, today: date, lean: Lean) -> date | None:
    found = _first(_READERS, text, today, lean)
    return found or beside_a_weekday(text, lambda rest: _first((*_EXACT, at_a_distance), rest, today, lean))


def _first(readers: tuple[Reader, ...], text: str, today: date, lean: Lean) -> date | None:
    found = (reader(text, today, lean) for reader in readers)
    return next((day for day in found if day is not None), None)


def _several(text: str, today: date, lean: Lean) -> bool:
    """Whether it is one day and another: "5-7 Okt", "besok atau lusa", "2-3 hari lagi"."""
    divisions = ((text[: between.start()], text[between.end() :]) for between in _BETWEEN.finditer(text))
    return any(all(_is_day(part, today, lean) for part in division) for division in divisions)


def _is_day(text: str, today: date, lean: Lean) -> bool:
    try:
        return _read(text, today, lean) is not None
    except NotADay:
        return False
