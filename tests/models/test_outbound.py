"""Messages to send, as tables and queries: claimed once, leased, settled, and forgotten in time."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session, col, select

from bot.clock import StoppedClock
from models.deliveries import Failed, Sent, ShutOut, settle
from models.outbound import (
    LEASE,
    Delivery,
    Outbound,
    Priority,
    claim,
    forget_before,
    lease,
    queue,
    release_all,
)
from models.people import Chat

SITI, BUDI = 6_210_000_001, 6_210_000_008


@pytest.fixture
def now(clock: StoppedClock) -> datetime:
    return clock.now()


def write(
    session: Session, now: datetime, *messages: tuple[int, Priority], channel: str = "telegram"
) -> list[int]:
    return queue(
        session,
        [
            {
                "channel": channel,
                "address": address,
                "method": "sendMessage",
                "payload": {"text": "Selamat pagi"},
                "priority": priority,
                "created_at": now,
                "lease_until": now,
            }
            for address, priority in messages
        ],
    )


def deliveries(session: Session) -> list[Delivery]:
    return [Delivery(d) for d in session.exec(select(col(Outbound.delivery)).order_by(col(Outbound.id)))]


def test_the_most_urgent_are_claimed_first_and_nobody_else_gets_them(database: Engine, now: datetime) -> None:
    with Session(database) as session:
        first, second, third = write(
            session, now, (SITI, Priority.BROADCAST), (BUDI, Priority.NUDGE), (SITI, Priority.REPLY)
        )
        taken = claim(session, ["telegram"], now, now + LEASE, at_most=2)
        assert [row.id for row in taken] == [second, third]
        assert {row.lease_until for row in taken} == {now + LEASE}
        assert [row.id for row in claim(session, ["telegram"], now, now + LEASE, at_most=2)] == [first]
        assert claim(session, ["telegram"], now, now + LEASE, at_most=2) == []
        assert len(claim(session, ["telegram"], now + LEASE, now + 2 * LEASE, at_most=5)) == 3


def test_only_messages_of_our_channels_are_claimed(database: Engine, now: datetime) -> None:
    with Session(database) as session:
        write(session, now, (SITI, Priority.REPLY), channel="another")
        assert claim(session, ["telegram"], now, now + LEASE, at_most=5) == []


def test_what_is_leased_or_sent_is_not_claimed(database: Engine, now: datetime) -> None:
    with Session(database) as session:
        ids = write(session, now, *[(SITI, Priority.REPLY)] * 1_500)
        lease(session, ids[:1_200], now + LEASE)
        settle(session, [Sent(ids[1_200], 41, now, 1)], [], [])
        left = claim(session, ["telegram"], now, now + LEASE, at_most=2_000)
        assert [row.id for row in left] == ids[1_201:]
        release_all(session, now)
        assert len(claim(session, ["telegram"], now, now + LEASE, at_most=2_000)) == 1_499


def test_many_are_claimed_in_portions_of_just_the_size_asked_for(database: Engine, now: datetime) -> None:
    with Session(database) as session:
        write(session, now, *[(SITI, Priority.NUDGE)] * 100)
        portions = [len(claim(session, ["telegram"], now, now + LEASE, at_most=30)) for _ in range(5)]
        assert portions == [30, 30, 30, 10, 0]


def test_a_chat_that_shut_us_out_loses_what_was_queued_by_then_and_nothing_else(
    database: Engine, now: datetime
) -> None:
    later = now + timedelta(seconds=1)
    with Session(database) as session:
        session.add_all(Chat(channel="telegram", address=a, opened_at=now) for a in (SITI, BUDI))
        session.flush()
        refused, sent, waited, other = write(
            session, now, *[(SITI, Priority.REPLY)] * 3, (BUDI, Priority.REPLY)
        )
        write(session, later, (SITI, Priority.REPLY))
        settle(
            session,
            [Sent(sent, 41, now, 1)],
            [Failed(refused, "bot was blocked by the user", 2)],
            [ShutOut("telegram", SITI, now, "bot was blocked by the user")],
        )
        assert deliveries(session) == [
            Delivery.UNDELIVERABLE,
            Delivery.SENT,
            Delivery.UNDELIVERABLE,
            Delivery.QUEUED,
            Delivery.QUEUED,
        ]
        assert session.get_one(Outbound, refused).attempts == 2
        assert session.get_one(Outbound, waited).error == "bot was blocked by the user"
        assert session.get_one(Outbound, other).error is None
        chats = {chat.address: chat.unreachable_since for chat in session.exec(select(Chat))}
        assert chats == {SITI: now, BUDI: None}
        settle(session, [], [], [ShutOut("telegram", SITI, later, "bot was blocked by the user")])
        session.expire_all()
        assert session.exec(select(Chat.unreachable_since).where(Chat.address == SITI)).one() == now


def test_several_chats_that_shut_us_out_are_written_down_together(database: Engine, now: datetime) -> None:
    with Session(database) as session:
        write(session, now, (SITI, Priority.NUDGE), (BUDI, Priority.NUDGE))
        shut_out = [ShutOut("telegram", a, now, "bot was blocked by the user") for a in (SITI, BUDI)]
        settle(session, [], [], shut_out)
        assert deliveries(session) == [Delivery.UNDELIVERABLE] * 2


def test_what_was_said_is_forgotten_once_it_was_dealt_with_long_enough_ago(
    database: Engine, now: datetime
) -> None:
    with Session(database) as session:
        old, new, queued, failed = write(session, now, *[(SITI, Priority.REPLY)] * 4)
        for number in (old, queued, failed):
            session.get_one(Outbound, number).attachment = b"%PDF"
        session.flush()
        delivered = [Sent(old, 41, now, 1), Sent(new, 42, now + timedelta(days=2), 1)]
        settle(session, delivered, [Failed(failed, "message is too long", 1)], [])
        session.expire_all()
        kept = [session.get_one(Outbound, number).attachment for number in (old, queued, failed)]
        assert kept == [None, b"%PDF", b"%PDF"]  # what has arrived need not be kept
        assert forget_before(session, now + timedelta(days=1)) == 2
        assert forget_before(session, now + timedelta(days=1)) == 0
        session.expire_all()
        rows = [session.get_one(Outbound, number) for number in (old, failed, new, queued)]
        assert [row.payload for row in rows] == [{}, {}, {"text": "Selamat pagi"}, {"text": "Selamat pagi"}]
        assert [row.attachment for row in rows] == [None, None, None, b"%PDF"]
        assert rows[0].message_id == 41


def test_many_are_queued_in_one_statement_whatever_each_of_them_carries(
    postgresql_database: Engine, now: datetime
) -> None:
    given: list[str] = []

    @event.listens_for(postgresql_database, "before_cursor_execute")
    def _note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        given.append(statement)

    rows = [
        {
            "channel": "telegram", "address": n, "method": "sendMessage", "payload": {"text": "Halo"},
            "question": "name" if n % 2 else None, "created_at": now, "lease_until": now,
        }
        for n in range(40)
    ]  # fmt: skip
    with Session(postgresql_database) as session:
        ids = queue(session, rows)
        addresses = session.exec(select(Outbound.address).order_by(col(Outbound.id)))
        assert (ids, list(addresses)) == (sorted(ids), list(range(40)))
    postgresql_database.dispose()
    assert len([statement for statement in given if statement.startswith("INSERT")]) == 1
