"""A time of day, and a moment: a day with a time, as people write them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from pydantic import JsonValue

from bot.i18n import _
from bot.i18n import day as in_words
from bot.messages import Act, Heard
from bot.questions.days import what_is_wrong
from bot.questions.kind import Answered, Kind, Misunderstood, Offer, Paged
from bot.questions.words import heard_to_keep, offer_to_keep
from models.availability.zones import is_by_another_clock, letters_of
from models.days.clocks import read_clock
from models.days.faults import NotADay
from models.days.leaning import Lean
from models.days.reading import read_day

_MOMENT = re.compile(r"(?P<day>.+?)(?:\s*,\s*|\s+|T)(?P<clock>(?:(?:pukul|jam|pkl|at)[. ]*)?\d{1,2}[.:]\d{2}.*|"
                     r"(?:pukul|jam|pkl|at)[. ]*\d.*)", re.IGNORECASE | re.ASCII)  # fmt: skip


@dataclass(frozen=True)
class TimeOfDay(Kind[time]):
    """A time of day by the clock of `zone` (IANA), on which it says so where another is written; "": the person's own. Kept as 09:30."""

    zone: str = ""

    def offer(self, before: JsonValue = None, page: int = 0) -> Offer:
        """What was answered before, with a button that keeps it."""
        return offer_to_keep(before, str(before))

    def hear(self, heard: Heard, act: str, before: JsonValue = None) -> Answered | Paged:
        """A written time: 9.30, 09:30, jam 9, 9 malam, 9 pm."""
        if kept := heard_to_keep(heard, act, before):
            return kept
        found = read_clock(heard.text) if heard.act is Act.TEXT else None
        if found is None:
            raise _no_time()
        if self.zone and is_by_another_clock(heard.text, self.zone, heard.at):
            raise Misunderstood(
                _("Here times are in {zone}. Please write it in that, for example 09.30.").format(
                    zone=letters_of(self.zone)
                )
            )
        return Answered(found.isoformat("auto" if found.second else "minutes"))

    def read(self, value: JsonValue) -> time:
        """The time."""
        try:
            return time.fromisoformat(str(value))
        except ValueError:
            raise _no_time() from None

    def show(self, value: JsonValue) -> str:
        """The time as it was understood."""
        return str(value)


@dataclass(frozen=True)
class Moment(Kind[datetime]):
    """A day with a time, on the person's own clock (naive), by which "besok" is read: that of `zone` (IANA)."""

    zone: str
    lean: Lean = Lean.NONE

    def offer(self, before: JsonValue = None, page: int = 0) -> Offer:
        """What was answered before, with a button that keeps it."""
        return offer_to_keep(before, self.show(before) if before is not None else "")

    def hear(self, heard: Heard, act: str, before: JsonValue = None) -> Answered | Paged:
        """A written day and time: 5 Okt 09.30, besok jam 9, 5-10-2026 09:30."""
        if kept := heard_to_keep(heard, act, before):
            return kept
        parts = _MOMENT.fullmatch(heard.text.strip()[:60]) if heard.act is Act.TEXT else None
        at = read_clock(parts["clock"]) if parts else None
        if parts is None or at is None:
            raise _no_moment()
        try:
            on = read_day(parts["day"], self._today(heard), self.lean)
        except NotADay as fault:
            raise _no_moment(fault) from None
        return Answered(datetime.combine(on, at).isoformat(timespec="seconds" if at.second else "minutes"))

    def read(self, value: JsonValue) -> datetime:
        """The day and time."""
        try:
            return datetime.fromisoformat(str(value)).replace(tzinfo=None)
        except ValueError:
            raise _no_moment() from None

    def show(self, value: JsonValue) -> str:
        """The day in words and the time."""
        try:
            at = datetime.fromisoformat(str(value))
        except ValueError:  # kept when this question was another one
            return str(value)
        return f"{in_words(at.date())}, {at.time().isoformat('minutes')}"

    def _today(self, heard: Heard) -> date:
        return heard.at.astimezone(ZoneInfo(self.zone)).date()


def time_of_day(zone: str = "") -> TimeOfDay:
    """A time of day; where `zone` (IANA) is given, by its clock: 09.00 WITA is refused where WIB is meant."""
    return TimeOfDay(zone)


def moment(zone: str, lean: Lean = Lean.NONE) -> Moment:
    """A day with a time, read by the clock of the person's `zone` (IANA); `lean` as with `day`."""
    return Moment(zone, lean)


def _no_time() -> Misunderstood:
    return Misunderstood(_("Please write a time, for example 09.30."))


def _no_moment(fault: NotADay | None = None) -> Misunderstood:
    wrong = what_is_wrong(fault) if fault else ""
    return Misunderstood(wrong or _("Please write a date and a time, for example 5 Oct 09.30."))
