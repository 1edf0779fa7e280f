"""What is due waits for the end of quiet hours, unless it would come too late then; for leave it waits always."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from models.availability.holding import held_until
from models.availability.leave import Leave
from models.availability.quiet_hours import QuietHours
from models.availability.working_hours import USUAL
from models.meetings.meeting import MeetingState
from models.meetings.telling import CHANGED
from models.nudges import claim_due
from models.people import Person
from tests.models.meetings.conftest import Room, room

__all__ = ["room"]

NIGHT = QuietHours(time(20), time(7))
LATE = datetime(2026, 12, 2, 15, tzinfo=UTC)
"""22.00 WIB, the evening before the meeting is."""
MORNING = datetime(2026, 12, 3, tzinfo=UTC)
"""07.00 WIB."""


def waits(room: Room, whose: Person, now: datetime) -> datetime | None:
    """Until when what somebody is told of a change waits; None where it is said now."""
    due = [one for one in claim_due(room.city.session, now, 100) if one.script == CHANGED]
    [theirs] = [one for one in due if one.person_id == whose.id]
    return held_until(room.city.session, due, now, NIGHT, USUAL).get(theirs.id)


def planned(room: Room, hour: int, change: Callable[[datetime], dict[str, Any]]) -> None:
    """A meeting on 3 December at that hour WIB, and late in the evening before it is changed."""
    meeting = room.plan(days=10)
    starts_at = datetime(2026, 12, 3, tzinfo=UTC) + timedelta(hours=hour - 7)
    meeting.starts_at, meeting.ends_at = starts_at, starts_at + timedelta(hours=2)
    room.change(meeting, LATE, **change(starts_at))


def moved_by(hours: float) -> Callable[[datetime], dict[str, Any]]:
    by = timedelta(hours=hours)
    return lambda starts_at: {"starts_at": starts_at + by, "ends_at": starts_at + by + timedelta(hours=2)}


def called_off(_starts_at: datetime) -> dict[str, Any]:
    return {"state": MeetingState.CANCELLED}


@pytest.mark.parametrize(
    ("hour", "change", "until"),
    [
        (9, called_off, MORNING),
        (6, called_off, None),
        (9, moved_by(2), MORNING),
        (6, moved_by(3), None),  # they would be there at six
        (9, moved_by(-3), None),  # and would come too late to what is at six now
        (7, called_off, None),
    ],
)
def test_a_change_is_told_at_night_where_people_would_have_set_out_by_the_morning(
    room: Room, hour: int, change: Callable[[datetime], dict[str, Any]], until: datetime | None
) -> None:
    planned(room, hour, change)
    for person in (room.siti, room.budi):
        assert waits(room, person, LATE) == until


def test_whoever_is_on_leave_is_left_in_peace(room: Room) -> None:
    leave = Leave(
        person_id=room.siti.id or 0,
        first_day=date(2026, 12, 1),
        last_day=date(2026, 12, 4),
        told_at=room.city.now,
    )
    room.city.session.add(leave)
    room.city.session.flush()
    planned(room, 6, called_off)
    assert waits(room, room.siti, LATE) == datetime(2026, 12, 4, 17, tzinfo=UTC)
    assert waits(room, room.budi, LATE) is None
