"""What is kept of a person around meetings is shown to them, and its words go with them."""

from datetime import timedelta

from sqlmodel import select

from models.erasing import carry_out
from models.erasures import Erasure
from models.meetings.answering import (
    Added,
    Answer,
    Opinion,
    keep_answer,
    keep_material,
    keep_opinion,
)
from models.meetings.attendance import Attendance, How
from models.meetings.attending import Present, keep_present
from models.meetings.calendar import calendar_behind
from models.meetings.calendar_link import CalendarLink, LinkWish, keep_subscription
from models.meetings.feedback import Feedback
from models.meetings.invitee import Coming
from models.meetings.material import Material
from models.meetings.meeting import Meeting, MeetingVersion
from models.meetings.own_data import own_meetings
from models.people import Person
from tests.models.meetings.conftest import Room


def lived_through(room: Room) -> Meeting:
    """Siti could not come, came all the same, and said what she thought; Made changed it and added a link."""
    session, meeting = room.city.session, room.plan()
    siti, made = (room.city.member(person).id or 0 for person in (room.siti, room.made))
    number = meeting.id or 0
    keep_answer(
        session, room.asker(room.siti), Answer(number, siti, 0, Coming.NO, "Anak sakit"), room.city.now
    )
    room.change(meeting, room.city.now, "Aula dipakai", place="Ruang 2")
    keep_material(
        session, room.asker(room.made), Added(number, made, "Paparan", "https://contoh.go.id"), room.city.now
    )
    at = meeting.starts_at
    keep_present(session, room.asker(room.siti), Present(number, siti, How.QR, at), at)
    keep_opinion(session, room.asker(room.siti), Opinion(number, siti, 5, 4, "Saya jadi berani"), at)
    return meeting


def forget(room: Room, person: Person) -> None:
    room.city.session.add(Erasure(person_id=person.id or 0, requested_at=room.city.now))
    room.city.session.flush()
    carry_out(room.city.session, person.id or 0, room.city.now + timedelta(days=30))
    room.city.session.expire_all()


def test_people_see_what_they_said_and_did(room: Room) -> None:
    meeting = lived_through(room)
    found = own_meetings(room.city.session, [person.id or 0 for person in (room.siti, room.budi, room.made)])
    siti, budi, made = found.values()
    [own] = siti.invited
    assert (own.title, own.coming, own.reason) == ("Sesi 1", Coming.NO, "Anak sakit")
    assert own.attendance is not None
    assert own.attendance.at == meeting.starts_at
    assert own.feedback is not None
    assert own.feedback.words == "Saya jadi berani"
    assert [(one.coming, one.attendance) for one in budi.invited] == [(Coming.NO_WORD, None)]
    assert [(one.sequence, one.reason) for one in made.changes] == [(1, "Aula dipakai")]
    assert [name for name, _title, _at in made.materials] == ["Paparan"]


def test_words_go_with_them_and_figures_stay(room: Room) -> None:
    meeting = lived_through(room)
    for person in (room.siti, room.made):
        forget(room, person)
    session = room.city.session
    invitee = room.invitee(meeting, room.siti)
    assert (invitee.coming, invitee.reason) == (Coming.NO, "")
    feedback = session.exec(select(Feedback)).one()
    assert (feedback.useful, feedback.clear, feedback.words) == (5, 4, "")
    assert session.exec(select(Attendance)).one().how == How.QR
    assert {version.reason for version in session.exec(select(MeetingVersion))} == {""}
    assert session.exec(select(Material)).one().member_id is None


def test_that_they_have_a_calendar_link_is_shown_and_its_secret_is_not_and_it_goes_with_them(
    room: Room,
) -> None:
    session = room.city.session
    keep_subscription(session, room.asker(room.siti), LinkWish.MAKE, room.city.now)
    ids = [person.id or 0 for person in (room.siti, room.budi)]
    siti, budi = own_meetings(session, ids).values()
    assert (siti.calendar_link_since, budi.calendar_link_since) == (room.city.now, None)
    secret = session.exec(select(CalendarLink.secret)).one()
    assert secret not in repr(siti)
    assert calendar_behind(session, secret) is not None
    forget(room, room.siti)
    assert calendar_behind(session, secret) is None
    assert session.exec(select(CalendarLink)).all() == []
