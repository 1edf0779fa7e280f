"""Days by where they lie in a week, a month or a year: akhir bulan, pertengahan Desember, minggu ke-2 Desember."""

import re
from dataclasses import dataclass
from datetime import date

from models.days.counting import days_on, last_of, monday_of, months_on, that_day
from models.days.faults import ManyDays, NotADay
from models.days.leaning import Lean
from models.days.named import SHIFTS, YEAR, month_named, written_year

_MONTHS_IN = {"bulan": 1, "triwulan": 3, "semester": 6, "tahun": 12}
_UNIT = r"minggu|pekan|bulan|triwulan|semester|tahun"
_SPAN = (
    rf"(?P<unit>{_UNIT})(?: (?P<which>{'|'.join(SHIFTS)}))?|(?:bulan )?(?P<month>[a-z]{{3,}})(?: (?:{YEAR}))?"
)
_EDGE = re.compile(rf"(?P<edge>awal|pertengahan|akhir) (?:{_SPAN})")
_NTH_WEEK = re.compile(
    rf"(?:minggu|pekan) (?:(?:ke )?(?P<roman>i{{1,3}}|iv|v)|ke (?P<nth>[1-6])|(?P<last>terakhir)) (?:{_SPAN})"
)
_ALONE = re.compile(_SPAN)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}


@dataclass(frozen=True)
class Span:
    """A week (from Monday to Sunday) or so many months, from the `first` day on."""

    first: date
    months: int  # 0 is a week

    @property
    def last(self) -> date:
        """Its last day."""
        return last_of(months_on(self.first, self.months - 1)) if self.months else days_on(self.first, 6)

    def on(self, steps: int) -> "Span":
        """The one so many later. Raises NotADay where the calendar ends."""
        if self.months:
            return Span(months_on(self.first, steps * self.months), self.months)
        return Span(days_on(self.first, 7 * steps), 0)


def in_a_period(text: str, today: date, lean: Lean) -> date | None:
    """A day by its place in a longer time. None where it is written otherwise; raises NotADay.

    "Awal" is the first day and "akhir" the last; of a working week Monday and Friday, of "akhir pekan" Saturday.
    "Pertengahan" is the 15th of a month, the Wednesday of a week, the 30th of June. The n-th week of a month is
    read as its Monday; a week counts to the month in which four of its days lie, as in ISO 8601 to the year.
    Raises ManyDays for a week, month or year alone.
    """
    if (match := _EDGE.fullmatch(text)) and (found := _span(match, today)):
        span, steps = found
        day = _at_edge(match["edge"], span, match["unit"])
        if steps and (lean_steps := lean.steps(day, today)):
            return _at_edge(match["edge"], span.on(lean_steps * steps), match["unit"])
        return day
    if (match := _NTH_WEEK.fullmatch(text)) and (found := _span(match, today)) and found[0].months == 1:
        span, steps = found
        day = _monday_of_week(match, span.first)
        if steps > 1 and (lean_steps := lean.steps(days_on(day, 6), today)):
            return _monday_of_week(match, span.on(lean_steps * steps).first)
        return day
    if (match := _ALONE.fullmatch(text)) and _span(match, today):
        raise ManyDays
    return None


def _span(match: re.Match[str], today: date) -> tuple[Span, int] | None:
    """The time that is meant, and how many such times on the next of its kind is; 0 where it is said which."""
    unit, which = match["unit"], SHIFTS.get(match["which"] or "", 0)
    free = not match["which"]
    if unit in {"minggu", "pekan"}:
        return Span(monday_of(today), 0).on(which), int(free)
    if unit:
        months = _MONTHS_IN[unit]
        first = today.replace(month=(today.month - 1) // months * months + 1, day=1)
        return Span(first, months).on(which), int(free)
    month = month_named(match["month"])
    if month is None:
        return None
    year = written_year(match.groupdict(), today)
    if len(year) == 2:
        year = f"20{year}"
    return Span(that_day(int(year or today.year), month, 1), 1), 0 if year else 12


def _at_edge(edge: str, span: Span, unit: str | None) -> date:
    match edge, span.months:
        case "awal", _:
            return span.first
        case "akhir", 0:
            return days_on(span.first, 5 if unit == "pekan" else 4)
        case "akhir", _:
            return span.last
        case _, 0:
            return days_on(span.first, 2)
        case _, 1:
            return span.first.replace(day=15)
        case _, 12:
            return span.first.replace(month=6, day=30)
    raise NotADay


def _monday_of_week(match: re.Match[str], first: date) -> date:
    fourth = first.replace(day=4)  # always in the first week of which four days lie in the month
    if match["last"]:
        return max(monday_of(days_on(last_of(first), -3)), first)
    nth = _ROMAN[match["roman"]] if match["roman"] else int(match["nth"])
    monday = days_on(monday_of(fourth), 7 * (nth - 1))
    if days_on(monday, 3).month != first.month:
        raise NotADay
    return max(monday, first)
