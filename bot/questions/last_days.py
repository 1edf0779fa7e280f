"""The last day of something of which the first is known: a date, or how long it takes."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import JsonValue

from bot.i18n import _
from bot.i18n import day as in_words
from bot.messages import Heard
from bot.questions.counting import counted
from bot.questions.days import Day
from bot.questions.folding import folded
from bot.questions.kind import Answered, Misunderstood, Offer, Option, Paged
from models.days.counting import days_on, months_on
from models.days.faults import NotADay
from models.days.leaning import Lean

LASTS = "+"  # a button says how long it lasts: "+1w"
_UNITS = {
    **dict.fromkeys(("hari", "hr", "day", "days"), "d"),
    **dict.fromkeys(("minggu", "mgg", "pekan", "week", "weeks"), "w"),
    **dict.fromkeys(("bulan", "bln", "month", "months"), "m"),
}
_WRITTEN = re.compile(rf"(?:selama |for )?(?:se|(?P<count>.+?) ?)(?P<unit>{'|'.join(_UNITS)})")
_TAPPED = re.compile(r"\+(?P<count>\d{1,3})(?P<unit>[dwm])")


@dataclass(frozen=True)
class LastDay(Day):
    """A day, or a length from `first` on, with that day counted: two weeks from a Monday end on a Sunday."""

    first: date = date.min

    def offer(self, before: JsonValue = None, page: int = 0) -> Offer:
        """Some lengths as buttons, and the earlier answer if there is one."""
        lengths = [
            Option(_("1 week"), f"{LASTS}1w"),
            Option(_("2 weeks"), f"{LASTS}2w"),
            Option(_("1 month"), f"{LASTS}1m"),
        ]
        kept = super().offer(before, page)
        return Offer([lengths, *kept.rows[1:]], kept.note)

    def hear(self, heard: Heard, act: str, before: JsonValue = None) -> Answered | Paged:
        """A tap, a length (10 hari, dua minggu, sebulan), or a day as it is written anywhere else."""
        if tapped := _TAPPED.fullmatch(act):
            return Answered(self._after(int(tapped["count"]), tapped["unit"]).isoformat())
        written = None if act else _WRITTEN.fullmatch(folded(heard.text))
        if written and (count := _count(written["count"])):
            return Answered(self._after(count, _UNITS[written["unit"]]).isoformat())
        return super().hear(heard, act, before)

    def _after(self, count: int, unit: str) -> date:
        try:
            after = (
                months_on(self.first, count)
                if unit == "m"
                else days_on(self.first, count * (7 if unit == "w" else 1))
            )
        except NotADay:
            raise Misunderstood(
                _("That is too long. Please write a day after {day}.").format(day=in_words(self.first))
            ) from None
        return after - timedelta(days=1)


def last_day(zone: str, first: date) -> LastDay:
    """The last day of what begins on `first`, read by the clock of the person's `zone` (IANA)."""
    return LastDay(zone, Lean.AHEAD, first)


def _count(written: str | None) -> int | None:
    """How many: 1 for "sebulan", 10, or "dua"; None where it is no whole number above zero."""
    if written is None:
        return 1
    if written.isascii() and written.isdecimal() and len(written) < 5:
        return int(written) or None
    number = counted(written)
    return int(number) if number and number == int(number) else None
