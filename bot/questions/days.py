"""A day of the calendar, as people write it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from pydantic import JsonValue

from bot.i18n import _, weekday
from bot.i18n import day as in_words
from bot.i18n import month as month_in_words
from bot.messages import Heard
from bot.questions.kind import Answered, Kind, Misunderstood, Offer, Option, Paged
from bot.questions.words import heard_to_keep, offer_to_keep
from models.days.faults import ManyDays, NoSuchDay, NoSuchMonth, NotADay, OtherWeekday
from models.days.leaning import Lean
from models.days.reading import read_day

AWAY = "@"  # a button says how many days away, so that "today" is the day on which it is tapped


@dataclass(frozen=True)
class Day(Kind[date]):
    """A day. "besok" depends on when it is written, by the clock of `zone` (IANA)."""

    zone: str
    lean: Lean = Lean.NONE

    def offer(self, before: JsonValue = None, page: int = 0) -> Offer:
        """Yesterday, today and tomorrow as buttons, and the earlier answer if there is one; nobody looks both ways who leans."""
        near = [Option(_("Today"), f"{AWAY}0")]
        if self.lean is not Lean.AHEAD:
            near.insert(0, Option(_("Yesterday"), f"{AWAY}-1"))
        if self.lean is not Lean.BEHIND:
            near.append(Option(_("Tomorrow"), f"{AWAY}1"))
        if self.lean is Lean.AHEAD:
            near.append(Option(_("The day after"), f"{AWAY}2"))
        kept = offer_to_keep(before, self.show(before)) if isinstance(before, str) else Offer()
        return Offer([near, *kept.rows], kept.note)

    def hear(self, heard: Heard, act: str, before: JsonValue = None) -> Answered | Paged:
        """A tap, or a written day: 5 Okt, 15/12/26, besok, Senin depan, akhir bulan (models.days.reading)."""
        today = heard.at.astimezone(ZoneInfo(self.zone)).date()
        if away := re.fullmatch(rf"{AWAY}(-?\d)", act):
            return Answered((today + timedelta(days=int(away[1]))).isoformat())
        if kept := heard_to_keep(heard, act, before):
            return kept
        try:
            return Answered(read_day(heard.text, today, self.lean).isoformat())
        except NotADay as fault:
            raise _misunderstood(fault) from None

    def read(self, value: JsonValue) -> date:
        """The day."""
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise _misunderstood(NotADay()) from None

    def show(self, value: JsonValue) -> str:
        """The day in words: Monday, 30 November 2026."""
        try:
            return in_words(date.fromisoformat(str(value)))
        except ValueError:  # kept when this question was another one
            return str(value)


def day(zone: str, lean: Lean = Lean.NONE) -> Day:
    """A day, read by the clock of the person's `zone` (IANA).

    `lean` is Lean.AHEAD where something is planned, so that "5 Okt" is the next one, and BEHIND where it is over.
    """
    return Day(zone, lean)


def what_is_wrong(fault: NotADay) -> str:
    """What to say of a day that is written and does not exist, or is not one; "" where none is written."""
    match fault:
        case NoSuchDay(last=last):
            return _(
                "{month} has only {count} days. Please write the date again, for example {count} {month}."
            ).format(month=month_in_words(last), count=last.day)
        case NoSuchMonth(month=month):
            return _(
                "There is no month {month}. I read the day first, then the month: 5-10-2026 is 5 October."
            ).format(month=month)
        case OtherWeekday(weekday=wrong, day=on):
            return _("That day is not a {weekday} but {day}. Please write just the date you mean.").format(
                weekday=weekday(wrong), day=in_words(on)
            )
        case ManyDays():
            return _("That is more than one day. Please name one, for example 5 Oct or the end of the month.")
    return ""


def _misunderstood(fault: NotADay) -> Misunderstood:
    return Misunderstood(what_is_wrong(fault) or _("Please write a date, for example 5 Oct or 5-10-2026."))
