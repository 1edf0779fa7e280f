"""One meeting as a file that a calendar opens."""

from bot.reports.calendar_event import empty_calendar, event_of, explained
from models.meetings.calendar import CalendarEntry
from models.meetings.cards import MeetingCard


def calendar_file(card: MeetingCard) -> bytes:
    """The file's content."""
    entry = entry_of(card)
    year = entry.details.starts_at.year
    calendar = empty_calendar("PUBLISH" if entry.is_planned else "CANCEL")
    calendar.add_component(event_of(entry))
    calendar.add_component(explained(entry.zone, year, year))
    return bytes(calendar.to_ical())


def entry_of(card: MeetingCard) -> CalendarEntry:
    """The meeting without what only its card says."""
    links = tuple((thing.name, thing.link) for thing in card.materials if thing.link)
    return CalendarEntry(
        card.uid, card.sequence, card.is_planned, card.details, card.changed_at, card.viewer.zone, links
    )
