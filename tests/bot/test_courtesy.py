"""Whatever people send gets an answer: what it was for, or what they can do."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from bot.clock import StoppedClock
from models.outbound import Outbound
from models.people import Chat
from tests.bot import small_talk
from tests.bot.desk import Desk, Somebody


@pytest.fixture
def desk(sqlite_database: Engine, clock: StoppedClock) -> Iterator[Desk]:
    yield Desk(sqlite_database, clock, small_talk.repertoire())
    sqlite_database.dispose()


_FILE = {"file_id": "f", "file_unique_id": "u"}
_STICKER = {**_FILE, "type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}
_SENT = {
    "text": {"text": "halo"},
    "voice": {"voice": {**_FILE, "duration": 3}},
    "photo": {"photo": [{**_FILE, "width": 9, "height": 9}], "caption": "our office"},
    "document": {"document": {**_FILE, "file_name": "plan.pdf"}},
    "video": {"video": {**_FILE, "width": 1, "height": 1, "duration": 1}},
    "sticker": {"sticker": _STICKER},
    "contact": {"contact": {"phone_number": "+62812", "first_name": "Budi"}},
    "location": {"location": {"latitude": -6.2, "longitude": 106.8}},
    "dice": {"dice": {"emoji": "🎲", "value": 3}},
}


@pytest.mark.parametrize("content", _SENT.values(), ids=_SENT.keys())
def test_whatever_is_sent_gets_a_kind_word(siti: Somebody, content: dict[str, Any]) -> None:
    [word] = siti.sends(**content)
    assert "/menu" in word


@pytest.mark.parametrize("content", [c for n, c in _SENT.items() if n != "text"])
def test_whatever_is_sent_to_a_question_is_told_what_would_answer_it(
    siti: Somebody, content: dict[str, Any]
) -> None:
    siti.writes("/team")
    assert siti.sends(**content) == ["Please answer this one in words."]

    siti.writes("Layanan")
    assert len(siti.sends(**content)) == 1

    assert siti.writes("7")[-1].startswith("What do you use?")


def test_an_edited_message_changes_nothing_and_says_what_does(siti: Somebody) -> None:
    siti.writes("/team")
    named = siti.last
    siti.writes("Layanan")

    for reply_to in (None, named):
        [word] = siti.sends(text="Pelayanan", edited=True, reply_to=reply_to)
        assert word.startswith("I see that you changed an earlier message. That does not change an answer")


def test_a_place_that_goes_on_moving_is_answered_once(siti: Somebody) -> None:
    place = {"latitude": -6.2, "longitude": 106.8, "live_period": 900}
    assert len(siti.sends(location=place)) == 1
    assert siti.sends(location={**place, "longitude": 106.9}, edited=True) == []


def test_a_command_nobody_knows_points_to_the_menu(siti: Somebody) -> None:
    assert siti.writes("/makan") == ["I do not know /makan. /menu shows what you can do."]
    assert siti.writes("/") != []


@pytest.mark.parametrize("way", ["/batal", "/kembali", "/nanti", "/lewati", "/lanjut"])
def test_the_ways_lead_somewhere_also_when_nothing_is_under_way(siti: Somebody, way: str) -> None:
    assert siti.writes(way) == ["Nothing is under way at the moment. /menu shows what you can do."]


def test_who_shuts_the_bot_out_is_unreachable_until_they_write_again(desk: Desk, siti: Somebody) -> None:
    def is_reachable() -> bool:
        with Session(desk.engine) as session:
            return session.exec(select(Chat)).one().unreachable_since is None

    assert siti.turns_the_bot("kicked") == []
    assert not is_reachable()
    siti.writes("/menu")
    assert is_reachable()


def test_in_a_group_the_bot_says_where_it_talks(desk: Desk, siti: Somebody) -> None:
    group = {"id": -100200, "type": "supergroup", "title": "Angkatan 1"}
    message = {
        "message_id": 5,
        "date": 1,
        "chat": group,
        "from": {"id": 1, "is_bot": False, "first_name": "A"},
    }

    desk.receive(-100200, {"message": {**message, "text": "selamat pagi semua"}})
    desk.receive(-100200, {"message": {**message, "text": "/menu@penggerak_bot"}})

    with Session(desk.engine) as session:
        [said] = session.exec(select(Outbound)).all()
    assert said.address == -100200
    assert "masing-masing secara pribadi" in said.payload["text"]


def test_a_token_and_an_own_contact_open_the_invitation(desk: Desk) -> None:
    orang = desk.stranger("Orang Asing")

    assert orang.writes("/start AbC-123") == ["You come with token:AbC-123."]
    contact = {"phone_number": "+628123", "first_name": "Orang", "user_id": orang.address}
    assert orang.sends(contact=contact) == ["You come with contact:+628123."]
    assert orang.sends(contact={**contact, "user_id": 1}) == ["You come with contact:."]
