"""What is written in bulk is read back as it was given, on either database."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from models.outbound import Delivery, Outbound, Priority, queue
from models.talks import Talk, TalkState, add_talks

NOON = datetime(2026, 11, 23, 5, 0, 0, 123_456, tzinfo=UTC)
WIB = timezone(timedelta(hours=7))


def message(**others: Any) -> dict[str, Any]:
    plain = {
        "channel": "telegram", "address": 6_000_000_001, "method": "sendMessage", "payload": {"text": "Halo"},
        "attachment": None, "attachment_name": None, "priority": Priority.REPLY, "occasion": None,
        "created_at": NOON, "lease_until": NOON, "talk_id": None, "question": None,
    }  # fmt: skip
    return plain | others


def written(database: Engine, *rows: dict[str, Any]) -> list[Outbound]:
    with Session(database) as session, session.begin():
        ids = queue(session, rows)
    with Session(database) as session:
        found = {row.id: row for row in session.exec(select(Outbound))}
    return [found[number] for number in ids]


def test_each_gets_a_number_of_its_own_in_order(database: Engine) -> None:
    addresses = [9, 3, 7]
    rows = written(database, *(message(address=address) for address in addresses))
    assert [row.address for row in rows] == addresses
    assert [row.id for row in rows] == sorted(row.id or 0 for row in rows)
    with Session(database) as session:
        assert queue(session, []) == []


def test_what_comes_later_gets_numbers_after_those_that_are_there(database: Engine) -> None:
    [first] = written(database, message())
    with Session(database) as session, session.begin():
        session.add(one_by_one := Outbound(**message()))
        session.flush()
        between = one_by_one.id or 0
    [last] = written(database, message())
    assert (first.id or 0) < between < (last.id or 0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("address", -1_001_234_567_890),
        ("attachment", b"\x00\xff\\x41\r\n\x1a"),
        ("attachment_name", "laporan “akhir” 50% \\ 'x'.pdf"),
        ("priority", Priority.BROADCAST),
        ("payload", {}),
        (
            "payload",
            {"text": 'Baris satu\nbaris "dua" \\u0041 \\ 😀', "rows": [[1, 2.5, None, True]], "": {}},
        ),
        ("payload", {"text": "dengan \0 di dalamnya"}),
        ("question", ""),
        ("question", "null"),
    ],
)
def test_a_value_survives(database: Engine, name: str, value: Any) -> None:
    plain, row = written(database, message(), message(**{name: value}))
    assert getattr(row, name) == value
    assert getattr(plain, name) == message()[name]


def test_an_instant_survives_to_the_microsecond_in_whatever_zone_it_was_given(database: Engine) -> None:
    in_wib, same, other = written(
        database,
        message(created_at=NOON.astimezone(WIB)),
        message(),
        message(created_at=NOON + timedelta(seconds=1)),
    )
    assert in_wib.created_at == same.created_at == NOON
    assert other.created_at == NOON + timedelta(seconds=1)
    assert in_wib.created_at.utcoffset() == timedelta(0)


def test_what_is_not_said_is_what_it_is_by_default(database: Engine) -> None:
    [row] = written(database, message())
    assert (row.delivery, row.attempts, row.error, row.message_id, row.sent_at) == (
        Delivery.QUEUED, 0, None, None, None,
    )  # fmt: skip


def test_a_state_is_written_as_its_word(database: Engine) -> None:
    chat = {
        "script": "join",
        "subject": "",
        "turn": 1,
        "waiting": None,
        "opened_at": NOON,
        "touched_at": NOON,
    }
    with Session(database) as session, session.begin():
        session.connection().exec_driver_sql(
            "INSERT INTO chat (id, channel, address, language, opened_at)"
            " VALUES (5, 'telegram', 1, 'id', '2026-11-23 05:00:00+00:00')"
        )
        ids = add_talks(
            session,
            [
                chat | {"chat_id": 5, "state": TalkState.RESTING, "deadline": deadline}
                for deadline in (NOON, None)
            ],
        )
    with Session(database) as session:
        talks = [session.get_one(Talk, number) for number in ids]
        assert [talk.state for talk in talks] == [TalkState.RESTING] * 2
        assert [talk.deadline for talk in talks] == [NOON, None]
