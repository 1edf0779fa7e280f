"""A day of the calendar, as people write it."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from pydantic import JsonValue

from bot.i18n import _
from bot.i18n import day as in_words
from bot.messages import Heard
from bot.questions.kind import Answered, Kind, Misunderstood, Offer, Option, Paged
from bot.questions.matching import folded

ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
FIGURES = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})(?:\s*[-/. ]\s*(\d{4}|\d{2}))?")
INTRODUCTION = re.compile(r"(?:pada |hari )?(?:tgl|tanggal)[. :]*", re.IGNORECASE)
NEAR = {
    "hari ini": 0,
    "today": 0,
    "sekarang": 0,
    "besok": 1,
    "tomorrow": 1,
    "kemarin": -1,
    "yesterday": -1,
    "lusa": 2,
}


@dataclass(frozen=True)
class Day(Kind[date]):
    """A day. `today` is the person's own, on which "besok" depends."""

    today: date

    def offer(self, before: JsonValue = None, page: int = 0) -> Offer:
        """Yesterday, today and tomorrow as buttons, and the earlier answer if there is one."""
        near = [(_("Yesterday"), -1), (_("Today"), 0), (_("Tomorrow"), 1)]
        rows = [
            [Option(label, f"={(self.today + timedelta(days=days)).isoformat()}") for label, days in near]
        ]
        if not isinstance(before, str):
            return Offer(rows)
        keep = Option(_("Keep my answer"), f"={before}")
        return Offer([*rows, [keep]], _("Your answer so far: {answer}").format(answer=self.show(before)))

    def hear(self, heard: Heard, act: str, before: JsonValue = None) -> Answered | Paged:
        """A tap, or a written day: 5 Okt, 5-10-2026, 15/12/26, besok."""
        written = act[1:] if act else heard.text.strip()
        found = self.understood(written)
        if found is None:
            raise Misunderstood(_("Please write a date, for example 5 Oct or 5-10-2026."))
        return Answered(found.isoformat())

    def read(self, value: JsonValue) -> date:
        """The day."""
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise Misunderstood(_("Please write a date, for example 5 Oct or 5-10-2026.")) from None

    def show(self, value: JsonValue) -> str:
        """The day in words: Monday, 30 November 2026."""
        return in_words(date.fromisoformat(str(value)))

    def understood(self, written: str) -> date | None:
        """The day that is written; None where it is none."""
        written = INTRODUCTION.sub("", written)
        if (word := folded(written)) in NEAR:
            return self.today + timedelta(days=NEAR[word])
        try:
            if ISO.fullmatch(written):
                return date.fromisoformat(written)
            if figures := FIGURES.fullmatch(written):
                return self._of_figures(*figures.groups())
        except ValueError:
            return None
        return self._of_words(written)

    def _of_figures(self, day: str, month: str, year: str | None) -> date:
        if year is None:
            return date(self.today.year, int(month), int(day))
        century = 2000 if len(year) == 2 else 0
        return date(century + int(year), int(month), int(day))

    def _of_words(self, written: str) -> date | None:
        from dateparser import parse  # slow to import, and most talks ask for no day  # noqa: PLC0415

        found = parse(
            written[:60],
            languages=["id", "en"],
            settings={
                "DATE_ORDER": "DMY",
                "RELATIVE_BASE": datetime.combine(self.today, time(12)),
                "REQUIRE_PARTS": ["day", "month"],
            },
        )
        return found.date() if found else None


def day(today: date) -> Day:
    """A day, read on the person's `today`."""
    return Day(today)
