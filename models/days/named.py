"""Days with a month that has its name: 5 Okt, 5 Oktober 2026, Oct 5th; and "tanggal 5 bulan depan"."""

import re
from datetime import date
from functools import lru_cache

from models.days.counting import months_on, that_day
from models.days.figures import with_year
from models.days.leaning import Lean
from models.days.words import SYNONYMS

SHIFTS = {"ini": 0, "depan": 1, "mendatang": 1, "lalu": -1}
YEAR = r"(?P<year>\d{4}|\d{2})|tahun (?P<in_year>\d{4}|ini|depan|mendatang|lalu)"
_DAY_MONTH = re.compile(rf"(?P<day>\d{{1,2}}) (?:bulan )?(?P<month>[a-z]+)(?: (?:{YEAR}))?")
_MONTH_DAY = re.compile(r"(?P<month>[a-z]+) (?P<day>\d{1,2})(?: (?P<year>\d{4}))?")
_MONTH_IN_FIGURES = re.compile(rf"(?P<day>\d{{1,2}}) bulan (?P<month>\d{{1,2}})(?: (?:{YEAR}))?")
_OF_A_MONTH = re.compile(rf"(?P<day>\d{{1,2}}) bulan (?P<which>{'|'.join(SHIFTS)})")


def with_month(text: str, today: date, lean: Lean) -> date | None:
    """A day of a month. None where it is written otherwise; raises NotADay."""
    if match := _OF_A_MONTH.fullmatch(text):
        month_on = months_on(today.replace(day=1), SHIFTS[match["which"]])
        return that_day(month_on.year, month_on.month, int(match["day"]))
    if match := _MONTH_IN_FIGURES.fullmatch(text):
        month: int | None = int(match["month"])
    elif match := _DAY_MONTH.fullmatch(text) or _MONTH_DAY.fullmatch(text):
        month = month_named(match["month"])
    if match is None or month is None:
        return None
    year = written_year(match.groupdict(), today)
    return with_year(int(match["day"]), month, year, today, lean)


def written_year(parts: dict[str, str | None], today: date) -> str:
    """The year that was written: in figures, or "this" or "next"; "" for none."""
    in_year = parts.get("in_year") or ""
    return str(today.year + SHIFTS[in_year]) if in_year in SHIFTS else in_year or parts.get("year") or ""


@lru_cache(maxsize=512)
def month_named(word: str) -> int | None:
    """The number of a month by its name or what it is shortened to, in both languages; None for other words.

    dateparser knows the names. It is asked for nothing else, because of what it cannot read it makes something:
    of "3 days" three days ago, of "5-13-2026" the 13th of May, of "1 two 2026" a day in February.
    """
    from dateparser import parse  # slow to import, and most talks ask for no day  # noqa: PLC0415

    if len(word) < 3 or SYNONYMS.get(word, "")[:1].isdigit():
        return None
    settings = {"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY"}
    found = parse(f"1 {word} 2000", languages=["id", "en"], settings=settings)
    return found.month if found and (found.year, found.day) == (2000, 1) else None
