"""A talk moves only from the turn that was read."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from models.addresses import add_chats
from models.talks import (
    Overtaken,
    Reply,
    Talk,
    TalkMove,
    TalkState,
    add_replies,
    add_talks,
    change_replies,
    chats_with_time_up,
    move_talks,
    talks_at_hand,
)

NINE = datetime(2026, 11, 23, 2, tzinfo=UTC)


@pytest.fixture
def chat(database: Engine) -> int:
    with Session(database) as session, session.begin():
        chats = [{"channel": "telegram", "address": 5_000_000_001, "language": "id", "opened_at": NINE}]
        return add_chats(session, chats)[0]


def talk(chat: int, **fields: object) -> dict[str, object]:
    base = {"chat_id": chat, "script": "assess", "subject": "", "state": TalkState.OPEN, "turn": 1}
    return {**base, "waiting": None, "opened_at": NINE, "touched_at": NINE, "deadline": None, **fields}


def move(talk_id: int, read: int) -> TalkMove:
    return TalkMove(talk_id, read, TalkState.OPEN, "name", NINE, None)


def test_new_talks_get_their_numbers_in_order(database: Engine, chat: int) -> None:
    with Session(database) as session, session.begin():
        ids = add_talks(session, [talk(chat, subject=str(n)) for n in range(50)])
        subjects = [session.get_one(Talk, number).subject for number in ids]
    assert subjects == [str(n) for n in range(50)]


def test_a_turn_that_was_taken_meanwhile_is_overtaken(database: Engine, chat: int) -> None:
    with Session(database) as session, session.begin():
        first, second = add_talks(session, [talk(chat), talk(chat)])
        move_talks(session, [move(first, 1), move(second, 1)])

    with Session(database) as session, pytest.raises(Overtaken):
        move_talks(session, [move(first, 2), move(second, 1)])
    with Session(database) as session:
        assert [t.turn for t in session.exec(select(Talk))] == [2, 2]


def test_the_newest_answer_stands(database: Engine, chat: int) -> None:
    with Session(database) as session, session.begin():
        [number] = add_talks(session, [talk(chat)])
        reply = {"talk_id": number, "key": "tools", "value": ["wa"], "settled": False, "at": NINE}
        add_replies(session, [reply])
        change_replies(
            session, [{**reply, "value": None, "settled": True, "at": NINE + timedelta(minutes=1)}]
        )
    with Session(database) as session:
        kept = session.exec(select(Reply)).one()
    assert (kept.value, kept.settled, kept.at) == (None, True, NINE + timedelta(minutes=1))


def test_what_is_over_is_only_at_hand_when_it_was_tapped(database: Engine, chat: int) -> None:
    with Session(database) as session, session.begin():
        over, open_ = add_talks(session, [talk(chat, state=TalkState.DONE), talk(chat)])
    with Session(database) as session:
        assert {t.id for t in talks_at_hand(session, [chat], [])} == {open_}
        assert {t.id for t in talks_at_hand(session, [chat], [over])} == {over, open_}
        assert list(talks_at_hand(session, [chat + 1], [over])) == []


def test_time_is_up_for_what_is_not_finished(database: Engine, chat: int) -> None:
    with Session(database) as session, session.begin():
        add_talks(session, [talk(chat, deadline=NINE, state=TalkState.RESTING), talk(chat, deadline=NINE)])
    with Session(database) as session:
        assert chats_with_time_up(session, NINE - timedelta(seconds=1), 10) == []
        assert [tuple(row) for row in chats_with_time_up(session, NINE, 10)] == [("telegram", 5_000_000_001)]
