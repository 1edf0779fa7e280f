"""A meeting that is changed or called off: told at once to all, and what each of them then sees."""

from datetime import timedelta

import pytest

from models.asking import FactsChanged
from models.meetings.answering import Answer, keep_answer
from models.meetings.audience import Audience
from models.meetings.invitee import Coming
from models.meetings.meeting import MeetingState
from models.members import Role
from tests.models.conftest import City
from tests.models.meetings.conftest import Room

HOUR = timedelta(hours=1)


def test_whom_it_is_for_is_invited_and_nobody_else(room: Room, city: City) -> None:
    leader = city.person("Pak Camat", Role.LEADER)
    whole, leaders = room.plan("Semua"), room.plan("Pimpinan", audience=Audience(roles=(Role.LEADER,)))
    alone = room.plan("Budi", audience=Audience(members=(city.member(room.budi).id or 0,)))
    ours = room.plan("Dinas", audience=Audience(agencies=(city.agency.id or 0,)))

    def sees(person: object) -> list[bool]:
        cards = [room.card(meeting, person) for meeting in (whole, leaders, alone, ours)]  # type: ignore[arg-type]
        return [bool(card and card.invited) for card in cards]

    assert sees(room.siti) == [True, False, False, True]
    assert sees(room.budi) == [True, False, True, True]
    assert sees(leader) == [True, True, False, True]
    assert sees(room.made) == [False] * 4
    assert room.card(leaders, room.siti) is None
    guests = room.card(whole, room.made)
    assert guests is not None
    assert [guest.member.name for guest in guests.guests] == ["Budi Hartono", "Pak Camat", "Siti Aminah"]
    assert room.card(whole, room.siti).guests == ()  # type: ignore[union-attr]


def test_a_change_is_told_to_all_even_to_who_said_no_and_only_once(room: Room) -> None:
    meeting = room.plan()
    room.look(room.city.now)
    room.give(room.city.now)
    room.invitee(meeting, room.siti).coming = Coming.NO
    at = room.city.now + HOUR
    room.change(meeting, at, "Aula dipakai", place="Ruang Rapat 2")
    subject = f"{meeting.id}:1"
    assert room.told("meeting_changed") == [("Siti Aminah", subject, at), ("Budi Hartono", subject, at)]
    card = room.card(meeting, room.siti, after=":1")
    assert card is not None
    assert (card.is_news, card.reason, card.coming) == (True, "Aula dipakai", Coming.NO)
    assert card.told is not None
    assert (card.told.place, card.details.place) == ("Aula", "Ruang Rapat 2")


def test_two_changes_before_anybody_heard_of_the_first_are_told_as_one(room: Room) -> None:
    meeting = room.plan()
    room.look(room.city.now)
    room.give(room.city.now)
    before = meeting.details
    room.change(meeting, room.city.now + HOUR, place="Ruang 2")
    room.change(meeting, room.city.now + 2 * HOUR, starts_at=meeting.starts_at - HOUR)
    assert [subject for _n, subject, _d in room.told("meeting_changed")] == [f"{meeting.id}:2"] * 2
    card = room.card(meeting, room.siti, after=":2")
    assert card is not None
    assert card.told == before


def test_who_has_seen_it_as_it_is_hears_nothing_new(room: Room) -> None:
    meeting = room.plan()
    room.change(meeting, room.city.now + HOUR, place="Ruang 2")
    room.look(room.city.now + 2 * HOUR)
    room.give(room.city.now + 2 * HOUR)
    card = room.card(meeting, room.siti, after=":1")
    assert card is not None
    assert not card.is_news


def test_where_it_is_moved_all_are_asked_anew_and_an_answer_to_what_was_is_not_taken(room: Room) -> None:
    meeting = room.plan()
    siti = room.city.member(room.siti).id or 0
    answer = Answer(meeting.id or 0, siti, 0, Coming.NO, "Dinas luar")
    keep_answer(room.city.session, room.asker(room.siti), answer, room.city.now)
    room.change(meeting, room.city.now + HOUR, ends_at=meeting.ends_at + HOUR)
    invitee = room.invitee(meeting, room.siti)
    assert (invitee.coming, invitee.reason) == (Coming.NO_WORD, "")
    with pytest.raises(FactsChanged):
        keep_answer(room.city.session, room.asker(room.siti), answer, room.city.now)


def test_called_off_it_is_told_reminds_nobody_and_cannot_be_changed(room: Room) -> None:
    meeting = room.plan(days=3)
    room.look(room.city.now)
    room.look(meeting.starts_at - 24 * HOUR)
    at = meeting.starts_at - 20 * HOUR
    room.change(meeting, at, "Narasumber sakit", state=MeetingState.CANCELLED)
    assert room.told("meeting_reminder") == []
    assert [name for name, _s, _d in room.told("meeting_changed")] == ["Siti Aminah", "Budi Hartono"]
    room.look(meeting.starts_at - HOUR)
    assert room.told("meeting_reminder") == []
    card = room.card(meeting, room.made)
    assert card is not None
    assert (card.is_planned, card.may_change, card.reason) == (False, False, "Narasumber sakit")
    with pytest.raises(FactsChanged):
        room.change(meeting, at, place="Ruang 2")
