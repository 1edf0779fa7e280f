"""Being there: by the link, by the figures, by a facilitator; when it counts, and by how much somebody is late."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from models.meetings.attendance import Attendance, How, minutes_late
from models.meetings.attending import AtTheDoor, Present, Refusal, Roll, keep_present, keep_roll, load_doors
from models.meetings.codes import start_parameter
from models.meetings.meeting import Meeting, MeetingState
from models.people import Person
from tests.models.meetings.conftest import Room

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def door(room: Room, person: Person, subject: str, at: datetime) -> AtTheDoor:
    asker = room.asker(person, subject, at)
    return load_doors(room.city.session, [asker], at + MINUTE * 20)[asker]  # worked on later than it came in


def scanned(
    room: Room, meeting: Meeting, person: Person, at: datetime, shown_at: datetime | None = None
) -> AtTheDoor:
    parameter = start_parameter(meeting.secret, meeting.id or 0, shown_at or at)
    return door(room, person, parameter.partition("-")[2], at)


@pytest.mark.parametrize(
    ("minutes", "refusal"),
    [(-61, Refusal.TOO_EARLY), (-60, None), (0, None), (120, None), (150, None), (151, Refusal.TOO_LATE)],
)
def test_it_counts_from_an_hour_before_until_half_an_hour_after(
    room: Room, minutes: int, refusal: Refusal | None
) -> None:
    meeting = room.plan()
    found = scanned(room, meeting, room.siti, meeting.starts_at + minutes * MINUTE)
    assert found.refusal is refusal
    assert found.linked is not None
    assert found.linked.title == "Sesi 1"


def test_an_old_code_and_who_is_not_invited_and_what_is_called_off_are_refused(room: Room) -> None:
    meeting = room.plan()
    at = meeting.starts_at
    assert scanned(room, meeting, room.siti, at, at - MINUTE).refusal is Refusal.OLD_CODE
    assert door(room, room.siti, "999999-abc", at).refusal is Refusal.OLD_CODE
    assert door(room, room.siti, "nothing", at).refusal is Refusal.OLD_CODE
    assert scanned(room, meeting, room.made, at).refusal is Refusal.NOT_INVITED
    room.change(meeting, room.city.now, state=MeetingState.CANCELLED)
    assert scanned(room, meeting, room.siti, at).refusal is Refusal.CANCELLED


def test_figures_are_taken_of_what_is_on_and_else_what_comes_is_told(room: Room) -> None:
    meeting, later = room.plan(), room.plan("Sesi 2", days=20)
    asker = room.asker(room.siti)
    on = load_doors(room.city.session, [asker], meeting.starts_at)[asker]
    assert [(one.title, len(one.codes)) for one in on.on] == [("Sesi 1", 2)]
    between = load_doors(room.city.session, [asker], meeting.ends_at + HOUR)[asker]
    assert between.on == ()
    assert between.next is not None
    assert between.next.id == later.id


def test_somebody_is_there_once_and_late_from_six_minutes_on(room: Room) -> None:
    meeting = room.plan()
    member = room.city.member(room.siti).id or 0
    for after in (8, 40):
        at = meeting.starts_at + after * MINUTE
        keep_present(
            room.city.session, room.asker(room.siti), Present(meeting.id or 0, member, How.CODE, at), at
        )
    [there] = room.city.session.exec(select(Attendance)).all()
    assert (there.how, there.late, there.at) == (How.CODE, 8, meeting.starts_at + 8 * MINUTE)
    assert [minutes_late(meeting.starts_at, meeting.starts_at + n * MINUTE, 5) for n in (-30, 0, 5, 6)] == [
        0,
        0,
        0,
        6,
    ]


def test_a_facilitator_ticks_who_is_there_and_may_take_it_back(room: Room) -> None:
    meeting = room.plan()
    siti, budi = (room.city.member(person).id or 0 for person in (room.siti, room.budi))
    made, at = room.asker(room.made), meeting.starts_at + HOUR
    keep_roll(room.city.session, made, Roll(meeting.id or 0, (siti, budi)), at)
    keep_roll(room.city.session, made, Roll(meeting.id or 0, not_there=(budi,)), at)
    card = room.card(meeting, room.made, at)
    assert card is not None
    assert [(guest.member.name, guest.attendance and guest.attendance.late) for guest in card.present] == [
        ("Siti Aminah", 0)
    ]
    assert [guest.member.name for guest in card.missing] == ["Budi Hartono"]
    assert [name for name, _s, _d in room.told("meeting_feedback")] == ["Siti Aminah"]


def test_who_was_ticked_taken_off_and_ticked_again_is_asked_afterwards(room: Room) -> None:
    meeting = room.plan()
    budi = room.city.member(room.budi).id or 0
    made, at = room.asker(room.made), meeting.starts_at + HOUR
    for roll in (Roll(meeting.id or 0, (budi,)), Roll(meeting.id or 0, not_there=(budi,))):
        keep_roll(room.city.session, made, roll, at)
    assert room.told("meeting_feedback") == []
    keep_roll(room.city.session, made, Roll(meeting.id or 0, (budi,)), at)
    assert room.told("meeting_feedback") == [("Budi Hartono", f"{meeting.id}", meeting.ends_at)]


def came(room: Room, meeting: Meeting, *people: Person, at: datetime) -> None:
    """They scan the code."""
    for person in people:
        member = room.city.member(person).id or 0
        keep_present(room.city.session, room.asker(person), Present(meeting.id or 0, member, How.QR, at), at)


def test_who_had_come_when_it_was_moved_to_another_day_has_not_been_there(room: Room) -> None:
    meeting = room.plan()
    came(room, meeting, room.siti, at=meeting.starts_at - HOUR / 2)
    day = timedelta(days=1)
    room.change(meeting, meeting.starts_at, starts_at=meeting.starts_at + day, ends_at=meeting.ends_at + day)
    assert room.city.session.exec(select(Attendance)).all() == []
    assert room.told("meeting_feedback") == []
    came(room, meeting, room.siti, at=meeting.starts_at)
    assert room.told("meeting_feedback") == [("Siti Aminah", f"{meeting.id}", meeting.ends_at)]


def test_where_it_ends_later_who_is_there_stays_so_and_is_asked_then(room: Room) -> None:
    meeting = room.plan()
    came(room, meeting, room.siti, at=meeting.starts_at)
    room.change(meeting, meeting.starts_at, ends_at=meeting.ends_at + HOUR)
    assert len(room.city.session.exec(select(Attendance)).all()) == 1
    assert room.told("meeting_feedback") == [("Siti Aminah", f"{meeting.id}", meeting.ends_at)]


def test_called_off_when_people_had_come_nobody_is_asked_what_they_thought(room: Room) -> None:
    meeting = room.plan()
    came(room, meeting, room.siti, at=meeting.starts_at)
    room.change(meeting, meeting.starts_at, state=MeetingState.CANCELLED)
    assert room.told("meeting_feedback") == []
