"""The questions about a meeting, each for itself: asked when it is added, and again when that part of it is changed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.i18n import _
from bot.markup import bold
from bot.questions import day, text, time_of_day
from bot.talk import Talk
from models.days.leaning import Lean
from models.meetings.agenda import same
from models.meetings.meeting import LONGEST_LINK, LONGEST_PLACE, LONGEST_SPEAKER, LONGEST_TITLE
from models.meetings.where import parted


@dataclass(frozen=True)
class Times:
    """When a meeting begins and ends, by the clock of the batch's `zone` (IANA)."""

    on: date
    starts: time
    ends: time
    zone: str

    @property
    def starts_at(self) -> datetime:
        """The beginning; aware, UTC."""
        return self._instant(self.starts)

    @property
    def ends_at(self) -> datetime:
        """The end; aware, UTC."""
        return self._instant(self.ends)

    def _instant(self, clock: time) -> datetime:
        return datetime.combine(self.on, clock, ZoneInfo(self.zone)).astimezone(UTC)


async def ask_title(talk: Talk, taken: Collection[str]) -> str:
    """What it is called; a title that another meeting has (`taken`, as `same` leaves them) is not taken."""

    def wrong(title: str) -> str | None:
        if same(title) in taken:
            return _(
                "There is a meeting of that title already. A number would tell them apart, such as “{title} 2”."
            ).format(title=title)
        return None

    title: str = await talk.ask(
        "title", bold(_("What is the meeting called?")), text(LONGEST_TITLE), brief=_("Title"), check=wrong
    )
    return " ".join(title.split())


async def ask_speaker(talk: Talk) -> str:
    """Who speaks; "" where nobody does, or that is not known."""
    speaker = await talk.ask(
        "speaker",
        bold(_("Who speaks, or leads it?")),
        text(LONGEST_SPEAKER),
        optional=True,
        brief=_("Speaker"),
    )
    return " ".join((speaker or "").split())


async def ask_where(talk: Talk) -> tuple[str, str]:
    """The place and the link, each "" where there is none."""
    how = _("A place, a link, or both, such as: Aula Bappeda, https://zoom.us/j/123")
    where = await talk.ask(
        "where",
        "\n\n".join([bold(_("Where is it?")), how]),
        text(LONGEST_PLACE + LONGEST_LINK),
        brief=_("Where"),
        check=fits,
    )
    return parted(where)


def fits(where: str) -> str | None:
    """What is wrong with a place or link, in words."""
    place, link = parted(where)
    if len(place) > LONGEST_PLACE or len(link) > LONGEST_LINK:
        return _("That is a little long. Please leave directions to the material of the meeting.")
    return None


async def ask_times(talk: Talk, zone: str) -> Times:
    """On which day, from when and until when; only what is still to come."""
    name = zone_name(zone, talk.opened_at)
    on = await talk.ask(
        "day",
        bold(_("On which day?")),
        day(zone, Lean.AHEAD),
        brief=_("Day"),
        check=lambda chosen: still_to_come(chosen, zone, talk.opened_at),
    )
    starts = await talk.ask(
        "starts", bold(_("From when? ({zone})").format(zone=name)), time_of_day(zone), brief=_("From")
    )
    ends = await talk.ask(
        "ends",
        bold(_("Until when? ({zone})").format(zone=name)),
        time_of_day(zone),
        brief=_("Until"),
        check=lambda clock: (
            None
            if clock > starts
            else _("That is not after {time}, when it begins.").format(time=f"{starts:%H.%M}")
        ),
    )
    return Times(on, starts, ends, zone)


def still_to_come(on: date, zone: str, at: datetime) -> str | None:
    """What is wrong with a day that is over, in words."""
    if on < at.astimezone(ZoneInfo(zone)).date():
        return _("That day is over. Which day do you mean?")
    return None


def zone_name(zone: str, at: datetime) -> str:
    """What a zone's clock is called: WIB, WITA, WIT, or UTC with its distance."""
    name = at.astimezone(ZoneInfo(zone)).tzname() or zone
    return name if name.isalpha() else f"UTC{name}"
