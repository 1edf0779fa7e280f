"""All the meetings of one person, for a calendar program that looks again by itself.

How often it should look is said in both ways that are in use: REFRESH-INTERVAL (RFC 7986) and X-PUBLISHED-TTL (Outlook). Google
takes neither and looks a few times a day.
"""

from datetime import timedelta

from bot.i18n import _
from bot.reports.calendar_event import empty_calendar, event_of, explained
from models.meetings.calendar import PersonalCalendar

LOOK_AGAIN = timedelta(hours=1)


def calendar_feed(personal: PersonalCalendar) -> bytes:
    """The feed's content; the same meetings give the same bytes."""
    name = _("Change agents’ agenda")
    calendar = empty_calendar("PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    years: dict[str, set[int]] = {}
    for entry in personal.entries:
        years.setdefault(entry.zone, set()).update((entry.details.starts_at.year, entry.details.ends_at.year))
    for zone, seen in years.items():
        calendar.add_component(explained(zone, min(seen), max(seen)))
    for entry in personal.entries:
        calendar.add_component(event_of(entry))
    return bytes(calendar.to_ical())
