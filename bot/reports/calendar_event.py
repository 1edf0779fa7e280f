"""A meeting as an event of iCalendar (RFC 5545), which Google Calendar, Outlook and phones read.

The UID stays for ever and the SEQUENCE goes up with every change, so that what is read again changes what is there; one that is
called off takes it away. Its time is in the zone of the batch, which is explained beside it.
"""

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.i18n import _
from models.meetings.calendar import CalendarEntry

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Timezone

BEFORE = timedelta(hours=1)
"""When a calendar gives its own alarm."""


def event_of(entry: CalendarEntry) -> "Event":
    """The event. Where somebody does not come, their time stays free and nothing rings."""
    from icalendar import Alarm, Event  # noqa: PLC0415  loaded when somebody asks for one

    details, zone = entry.details, ZoneInfo(entry.zone)
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("status", "CONFIRMED" if entry.is_planned else "CANCELLED")
    event.add("summary", details.title)
    event.add("dtstart", details.starts_at.astimezone(zone))
    event.add("dtend", details.ends_at.astimezone(zone))
    if where := details.place or details.link:
        event.add("location", where)
    if details.link:
        event.add("url", details.link)
    if about := description(entry):
        event.add("description", about)
    if entry.is_declined:
        event.add("transp", "TRANSPARENT")
    elif entry.is_planned:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", details.title)
        alarm.add("trigger", -BEFORE)
        event.add_component(alarm)
    return event


def empty_calendar(method: str) -> "Calendar":
    """A calendar without events; `method` says what is done with those that come into it."""
    from icalendar import Calendar  # noqa: PLC0415

    calendar = Calendar()
    calendar.add("prodid", "-//Penggerak//Agenda//ID")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


@lru_cache(maxsize=32)
def explained(zone: str, first_year: int, last_year: int) -> "Timezone":
    """How a zone's clock goes in some years; working that out takes much longer than writing all the rest."""
    from icalendar import Timezone  # noqa: PLC0415

    return Timezone.from_tzid(zone, first_date=date(first_year, 1, 1), last_date=date(last_year + 1, 12, 31))


def description(entry: CalendarEntry) -> str:
    """Who speaks, and the links that go with it."""
    speaker, link = entry.details.speaker, entry.details.link
    lines = [_("Speaker: {name}").format(name=speaker)] if speaker else []
    lines += [link] if link else []
    lines += [f"{name}: {address}" for name, address in entry.links]
    return "\n".join(lines)
