"""What is said of meetings by itself: new ones, reminders, and what follows when one is over."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

import pytest

from models.availability.quiet_hours import NEVER_QUIET, QuietHours
from models.meetings.attendance import How
from models.meetings.attending import Present, keep_present
from models.meetings.invitee import Coming
from models.meetings.meeting import Meeting
from models.meetings.rules import MeetingRules
from models.meetings.upkeep import see_to_meetings
from tests.models.conftest import City
from tests.models.meetings.conftest import Room, agree

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def come(room: Room, meeting: Meeting, at: datetime) -> None:
    member = room.city.member(room.siti).id or 0
    keep_present(room.city.session, room.asker(room.siti), Present(meeting.id or 0, member, How.QR, at), at)


def reminded(room: Room) -> list[tuple[str, str]]:
    return [(name, subject.partition(":")[2]) for name, subject, _due in room.told("meeting_reminder")]


def test_several_new_meetings_are_told_as_one(room: Room) -> None:
    first, second = room.plan("Sesi 1"), room.plan("Sesi 2", days=12)
    for _tick in range(2):
        room.look(room.city.now)
    both = f"{first.id},{second.id}"
    assert room.told("meeting_news") == [
        ("Siti Aminah", both, room.city.now),
        ("Budi Hartono", both, room.city.now),
    ]
    third = room.plan("Sesi 3")
    room.look(room.city.now + HOUR)
    assert [subject for _name, subject, _due in room.told("meeting_news")][2:] == [str(third.id)] * 2


def test_who_agreed_to_two_versions_hears_of_a_meeting_once(room: Room, city: City) -> None:
    agree(city, room.siti)
    meeting = room.plan()
    room.look(city.now)
    assert [subject for _name, subject, _due in room.told("meeting_news")] == [f"{meeting.id}"] * 2


def test_who_comes_later_is_invited_and_told_once_they_agree(room: Room, city: City) -> None:
    meeting = room.plan()
    room.look(city.now)
    wulan = city.person("Wulan")
    room.look(city.now + HOUR)
    assert [name for name, _s, _d in room.told("meeting_news")] == ["Siti Aminah", "Budi Hartono"]
    agree(city, wulan)
    room.look(city.now + 2 * HOUR)
    assert room.told("meeting_news")[2:] == [("Wulan", str(meeting.id), city.now + 2 * HOUR)]


def test_everybody_is_reminded_a_week_a_day_and_an_hour_before_but_who_does_not_come(room: Room) -> None:
    meeting = room.plan()
    room.look(room.city.now)
    room.invitee(meeting, room.budi).coming = Coming.NO
    for before in (8 * DAY, 7 * DAY, 7 * DAY - HOUR, DAY, DAY - HOUR, HOUR, HOUR / 2, HOUR / 60):
        room.look(meeting.starts_at - before)
    dues = {due for _n, _s, due in room.told("meeting_reminder")}
    assert dues == {meeting.starts_at - before for before in (7 * DAY, DAY, HOUR)}
    assert sorted(reminded(room)) == sorted(
        (name, code) for code in ("7d", "1d", "1h") for name in ("Siti Aminah", "Made Suardana")
    )


def test_after_three_days_away_one_reminder_is_left_and_none_after_the_start(room: Room) -> None:
    meeting = room.plan()
    room.look(room.city.now)
    room.look(meeting.starts_at - HOUR / 2)
    assert {code for _name, code in reminded(room)} == {"1h"}
    other = room.plan("Sesi 2", days=20)
    room.look(other.starts_at + HOUR / 60)
    assert {subject.partition(":")[0] for _n, subject, _d in room.told("meeting_reminder")} == {
        str(meeting.id)
    }


def test_what_is_planned_at_short_notice_is_not_reminded_of_at_once(room: Room) -> None:
    meeting = room.plan(days=3)
    room.look(room.city.now)
    room.look(room.city.now + HOUR)
    assert room.told("meeting_reminder") == []
    room.look(meeting.starts_at - DAY)
    assert {code for _name, code in reminded(room)} == {"1d"}


def test_a_moved_meeting_is_reminded_of_anew_also_for_who_could_not_come_before(room: Room) -> None:
    meeting = room.plan(days=3)
    room.look(room.city.now)
    room.invitee(meeting, room.budi).coming = Coming.NO
    room.look(meeting.starts_at - DAY)
    at = meeting.starts_at - 2 * HOUR
    room.change(meeting, at, starts_at=meeting.starts_at + 5 * DAY, ends_at=meeting.ends_at + 5 * DAY)
    room.look(meeting.starts_at - DAY)
    assert [name for name, _code in reminded(room)].count("Budi Hartono") == 1
    assert room.told("meeting_reminder")[-1][2] == meeting.starts_at - DAY


@pytest.mark.parametrize(
    ("distances", "codes"),
    [((3 * DAY, HOUR / 2), ["3d", "30m"]), ((DAY,), ["1d"]), ((), [])],
)
def test_how_long_before_people_are_reminded_can_be_set(
    room: Room, distances: tuple[timedelta, ...], codes: list[str]
) -> None:
    meeting = room.plan()
    room.look(room.city.now)
    for before in (7 * DAY, 3 * DAY, DAY, HOUR, HOUR / 2):
        rules = MeetingRules(distances)
        see_to_meetings(room.city.session, meeting.starts_at - before, NEVER_QUIET, rules=rules)
    assert [code for name, code in reminded(room) if name == "Siti Aminah"] == codes


def test_reminders_wait_for_the_morning(room: Room) -> None:
    meeting = room.plan()  # at 09.00 WIB
    room.look(room.city.now)
    quiet = QuietHours(time(7), time(10, 30))
    room.look(meeting.starts_at - DAY, quiet)
    assert {due for _n, _s, due in room.told("meeting_reminder")} == {meeting.starts_at - DAY + 1.5 * HOUR}


def test_a_clock_that_went_ahead_and_back_loses_no_reminder(room: Room) -> None:
    meeting = room.plan()
    room.look(room.city.now)
    room.look(meeting.starts_at - DAY)
    room.look(meeting.starts_at - 8 * DAY)
    for before in (7 * DAY, DAY, HOUR):
        room.look(meeting.starts_at - before)
    assert sorted(code for name, code in reminded(room) if name == "Siti Aminah") == ["1d", "1h", "7d"]


def test_when_it_is_over_who_was_there_is_asked_and_who_was_not_hears(room: Room) -> None:
    meeting = room.plan()
    room.look(room.city.now)
    come(room, meeting, meeting.starts_at)
    over = meeting.ends_at
    for after in (timedelta(), HOUR, DAY, DAY + HOUR, 2 * DAY):
        room.look(over + after)
    assert room.told("meeting_feedback") == [("Siti Aminah", str(meeting.id), over)]
    assert room.told("meeting_ended") == [("Made Suardana", str(meeting.id), over)]
    assert room.told("meeting_missed") == [("Budi Hartono", str(meeting.id), over + DAY)]


def test_where_nobody_wrote_down_who_was_there_nobody_is_held_to_have_missed_it(room: Room) -> None:
    meeting = room.plan()
    room.look(meeting.ends_at + 2 * DAY)
    assert room.told("meeting_missed") == []


def test_a_tick_costs_the_same_for_one_meeting_and_for_many(room: Room, statements: Sequence[str]) -> None:
    counts = []
    for number in (1, 7):
        for each in range(number):
            room.plan(f"Sesi {number}.{each}", days=20)
        before = len(statements)
        room.look(room.city.now)
        counts.append(len(statements) - before)
    before = len(statements)
    room.look(room.city.now + 13 * DAY)
    counts.append(len(statements) - before)
    assert counts[0] == counts[1]
    assert max(counts) <= 12
