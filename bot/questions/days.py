"""A day of the calendar, as people write it."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pydantic import JsonValue

from bot.i18n import _
from bot.i18n import day as in_words
from bot.messages import Heard
from bot.questions.folding import folded
from bot.questions.kind import Answered, Kind, Misunderstood, Offer, Option, Paged
from bot.questions.words import heard_to_keep, offer_to_keep

ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
FIGURES = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})(?:\s*[-/. ]\s*(\d{4}|\d{2}))?")
AWAY = "@"  # a button says how many days away, so that "today" is the day on which it is tapped
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
    """A day. "besok" depends on when it is written, by the clock of `zone` (IANA)."""

    zone: str

    def offer(self, before: JsonValue = None, page: int = 0) -> Offer:
        """Yesterday, today and tomorrow as buttons, and the earlier answer if there is one."""
        near = [
            Option(_("Yesterday"), f"{AWAY}-1"),
            Option(_("Today"), f"{AWAY}0"),
            Option(_("Tomorrow"), f"{AWAY}1"),
        ]
        kept = offer_to_keep(before, self.show(before)) if isinstance(before, str) else Offer()
        return Offer([near, *kept.rows], kept.note)

    def hear(self, heard: Heard, act: str, before: JsonValue = None) -> Answered | Paged:
        """A tap, or a written day: 5 Okt, 5-10-2026, 15/12/26, besok."""
        today = heard.at.astimezone(ZoneInfo(self.zone)).date()
        if away := re.fullmatch(rf"{AWAY}(-?\d)", act):
            return Answered((today + timedelta(days=int(away[1]))).isoformat())
        if kept := heard_to_keep(heard, act, before):
            return kept
        found = understood(heard.text.strip(), today)
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
        try:
            return in_words(date.fromisoformat(str(value)))
        except ValueError:  # kept when this question was another one
            return str(value)


def understood(written: str, today: date) -> date | None:
    """The day that is written, read on the person's `today`; None where it is none."""
    written = INTRODUCTION.sub("", written)
    if (word := folded(written)) in NEAR:
        return today + timedelta(days=NEAR[word])
    try:
        if ISO.fullmatch(written):
            return date.fromisoformat(written)
        if figures := FIGURES.fullmatch(written):
            return _of_figures(today, *figures.groups())
    except ValueError:
        return None
    return _of_words(written, today)


def _of_figures(today: date, day: str, month: str, year: str | None) -> date:
    if year is None:
        return date(today.year, int(month), int(day))
    century = 2000 if len(year) == 2 else 0
    return date(century + int(year), int(month), int(day))


def _of_words(written: str, today: date) -> date | None:
    from dateparser import parse  # slow to import, and most talks ask for no day  # noqa: PLC0415

    found = parse(
        written[:60],
        languages=["id", "en"],
        settings={
            "DATE_ORDER": "DMY",
            "RELATIVE_BASE": datetime.combine(today, time(12)),
            "REQUIRE_PARTS": ["day", "month"],
        },
    )
    return found.date() if found else None


def day(zone: str) -> Day:
    """A day, read by the clock of the person's `zone` (IANA)."""
    return Day(zone)
