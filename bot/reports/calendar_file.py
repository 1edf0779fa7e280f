"""A meeting as a calendar file (iCalendar, RFC 5545), which Google Calendar, Outlook and phones read.

The UID stays for ever and the SEQUENCE goes up with every change, so that a file that is opened again changes what is there;
one that is called off takes it away. Its time is in the zone of the batch, which the file explains.
"""

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.i18n import _
from models.meetings.cards import MeetingCard

if TYPE_CHECKING:
    from icalendar import Timezone

BEFORE = timedelta(hours=1)
"""When a calendar gives its own alarm."""


def calendar_file(card: MeetingCard) -> bytes:
    """The file's content."""
    from icalendar import Alarm, Calendar, Event  # noqa: PLC0415  loaded when somebody asks for one

    details, zone = card.details, ZoneInfo(card.viewer.zone)
    event = Event()
    event.add("uid", card.uid)
    event.add("sequence", card.sequence)
    event.add("dtstamp", card.changed_at)
    event.add("last-modified", card.changed_at)
    event.add("status", "CONFIRMED" if card.is_planned else "CANCELLED")
    event.add("summary", details.title)
    event.add("dtstart", details.starts_at.astimezone(zone))
    event.add("dtend", details.ends_at.astimezone(zone))
    if where := details.place or details.link:
        event.add("location", where)
    if details.link:
        event.add("url", details.link)
    if about := description(card):
        event.add("description", about)
    if card.is_planned:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", details.title)
        alarm.add("trigger", -BEFORE)
        event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//Penggerak//Agenda//ID")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH" if card.is_planned else "CANCEL")
    calendar.add_component(event)
    calendar.add_component(_explained(card.viewer.zone, details.starts_at.date().year))
    return bytes(calendar.to_ical())


@lru_cache(maxsize=32)
def _explained(zone: str, year: int) -> "Timezone":
    """How a zone's clock goes in a year; working that out takes much longer than writing all the rest."""
    from icalendar import Timezone  # noqa: PLC0415

    return Timezone.from_tzid(zone, first_date=date(year, 1, 1), last_date=date(year + 1, 12, 31))


def description(card: MeetingCard) -> str:
    """Who speaks, and the links that go with it."""
    lines = [_("Speaker: {name}").format(name=card.details.speaker)] if card.details.speaker else []
    lines += [card.details.link] if card.details.link else []
    lines += [f"{thing.name}: {thing.link}" for thing in card.materials if thing.link]
    return "\n".join(lines)
