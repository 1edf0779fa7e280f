"""The calendar file of a meeting, read back as a calendar would."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar, Event

from bot.reports.calendar_file import calendar_file
from models.meetings.cards import MeetingCard
from models.meetings.invitee import Coming
from models.meetings.meeting import Details, MeetingState
from models.members import Role
from models.memberships import Membership

STARTS = datetime(2026, 11, 26, 2, tzinfo=UTC)


def card(
    zone: str = "Asia/Jakarta", state: MeetingState = MeetingState.PLANNED, sequence: int = 0
) -> MeetingCard:
    viewer = Membership(1, 1, "Siti", Role.AGENT, None, "", 1, "Angkatan 1", 1, zone)
    details = Details(
        "Sesi 3; uji coba, lanjutan",
        STARTS,
        STARTS + timedelta(hours=2),
        "Wulan",
        "Aula, lantai 2",
        "https://zoom.us/j/1",
    )
    return MeetingCard(
        id=7, uid="sesi-7@penggerak", sequence=sequence, state=state, details=details, changed_at=STARTS - timedelta(days=3),
        reason="", recap="", viewer=viewer, invited=True, coming=Coming.YES, why_not="", attendance=None, is_counted=False,
        has_given_feedback=False, materials=(), guests=(), uninvited=(), feedback=(), told=None, is_news=False, secret="",
        other_titles=frozenset(), now=STARTS - timedelta(days=2),
    )  # fmt: skip


def read(content: bytes) -> tuple[Calendar, Event]:
    calendar = Calendar.from_ical(content)
    assert isinstance(calendar, Calendar)
    [event] = calendar.walk("VEVENT")
    assert isinstance(event, Event)
    return calendar, event


@pytest.mark.parametrize(
    ("zone", "offset"),
    [("Asia/Jakarta", 7), ("Asia/Makassar", 8), ("Asia/Jayapura", 9), ("Europe/Berlin", 1)],
)
def test_its_time_is_that_of_the_batch_and_the_zone_is_explained(zone: str, offset: int) -> None:
    content = calendar_file(card(zone))
    calendar, event = read(content)
    start = event.decoded("dtstart")
    assert start == STARTS
    assert start.utcoffset() == timedelta(hours=offset)
    [explained] = calendar.walk("VTIMEZONE")
    assert explained["tzid"] == event["dtstart"].params["TZID"] == zone
    assert f"DTSTART;TZID={zone}:{start:%Y%m%dT%H%M%S}\r\n".encode() in content


def test_a_change_has_the_same_uid_and_a_higher_sequence_and_a_cancellation_takes_it_away() -> None:
    [first, changed, gone] = [
        read(calendar_file(each))
        for each in (card(), card(sequence=1), card(state=MeetingState.CANCELLED, sequence=2))
    ]
    assert {str(event["uid"]) for _calendar, event in (first, changed, gone)} == {"sesi-7@penggerak"}
    assert [event["sequence"] for _calendar, event in (first, changed, gone)] == [0, 1, 2]
    assert [str(event["status"]) for _c, event in (first, changed, gone)] == [
        "CONFIRMED",
        "CONFIRMED",
        "CANCELLED",
    ]
    assert [str(calendar["method"]) for calendar, _e in (first, changed, gone)] == [
        "PUBLISH",
        "PUBLISH",
        "CANCEL",
    ]
    assert (len(first[1].walk("VALARM")), len(gone[1].walk("VALARM"))) == (1, 0)


def test_what_it_says_is_escaped_and_its_lines_are_folded() -> None:
    content = calendar_file(card())
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"SUMMARY:Sesi 3\\; uji coba\\, lanjutan\r\n" in content
    _calendar, event = read(content)
    assert (str(event["summary"]), str(event["location"])) == ("Sesi 3; uji coba, lanjutan", "Aula, lantai 2")
    assert str(event["url"]) == "https://zoom.us/j/1"
