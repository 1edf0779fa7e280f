"""Messages to send: queued in the turn that caused them, sent after its commit, at least once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    Executable,
    String,
    cast,
    literal_column,
    null,
    or_,
)
from sqlalchemy import select as columns
from sqlmodel import AutoString, Field, Index, Session, SQLModel, col, func, select, text, update

from models.among import among
from models.inserting import insert_in_order

LEASE = timedelta(seconds=20)
"""How long a message belongs to the process that queued or claimed it, unless that one asks for longer."""
ASTRAY = 3 * LEASE
"""A lease with longer to go than this was written by a clock that has been put back since: it holds nobody off."""


class Priority(IntEnum):
    """Who goes first when the channel's limits make messages wait."""

    REPLY = 0
    NUDGE = 1
    BROADCAST = 2


class Delivery(StrEnum):
    """What became of a message."""

    QUEUED = "queued"
    SENT = "sent"
    UNDELIVERABLE = "undeliverable"  # refused for good; `error` says why


class Outbound(SQLModel, table=True):
    """One call to the channel, ready as the channel wants it."""

    __table_args__ = (
        Index("ix_outbound_message", "address", "message_id"),
        Index(
            "ix_outbound_queued",
            "priority",
            "id",
            "lease_until",
            sqlite_where=text("delivery = 'queued'"),
            postgresql_where=text("delivery = 'queued'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    channel: str
    address: int = Field(sa_type=BigInteger)
    method: str  # the channel's own name for the call, such as sendMessage
    payload: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    attachment: bytes | None = None
    attachment_name: str | None = None
    priority: int = Priority.REPLY
    occasion: str | None = Field(default=None, unique=True)  # what may be said only once
    talk_id: int | None = Field(default=None, foreign_key="talk.id", ondelete="SET NULL", index=True)
    question: str | None = None  # the key of the question it puts
    delivery: Delivery = Field(default=Delivery.QUEUED, sa_type=AutoString)
    attempts: int = 0
    error: str | None = None
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    created_at: datetime
    lease_until: datetime  # until then its process sends it; after that any may
    sent_at: datetime | None = None


def claim(
    session: Session, channels: Collection[str], now: datetime, until: datetime, at_most: int
) -> list[Outbound]:
    """Take queued messages of these channels that nobody holds at `now`, the most urgent and oldest first.

    Two processes never get the same one. The objects are ordered by id.
    """
    free = (
        select(col(Outbound.id))
        .where(queued(), _free(now), col(Outbound.channel).in_(channels))
        .order_by(col(Outbound.priority), col(Outbound.id))
        .limit(at_most)
        .with_for_update(skip_locked=True)
        .cte("free")  # as a subquery, PostgreSQL may run it again and again, and take more than `at_most`
    )
    taken = (
        update(Outbound)
        .where(col(Outbound.id).in_(select(free.c.id)), queued())
        .values(lease_until=until)
        .returning(Outbound)
        .execution_options(synchronize_session=False)
    )
    return sorted((row for (row,) in session.exec(taken)), key=lambda row: row.id or 0)


def lease(session: Session, ids: Iterable[int], until: datetime) -> None:
    """Keep these messages until then; with an instant that has passed, give them back."""
    if wanted := list(ids):
        session.connection().execute(
            update(Outbound).where(among(col(Outbound.id), wanted), queued()).values(lease_until=until)
        )


def release_all(session: Session, now: datetime) -> None:
    """Let anybody claim whatever is queued. Only while nobody else sends."""
    session.exec(
        update(Outbound)
        .where(queued(), col(Outbound.lease_until) > now)
        .values(lease_until=now)
        .execution_options(synchronize_session=False)
    )


def forget_before(session: Session, instant: datetime) -> int:
    """Empty what was said in messages that were delivered, or given up, before then; how many there were."""
    forgotten = session.exec(
        update(Outbound)
        .where(
            col(Outbound.delivery) != Delivery.QUEUED,
            func.coalesce(col(Outbound.sent_at), col(Outbound.created_at)) < instant,
            cast(col(Outbound.payload), String) != "{}",
        )
        .values(payload={}, attachment=null(), attachment_name=null())
        .execution_options(synchronize_session=False)
    )
    return forgotten.rowcount


def is_leased(until: datetime, now: datetime) -> bool:
    """Whether a lease that runs `until` then holds others off at `now`."""
    return now < until <= now + ASTRAY


def _free(now: datetime) -> ColumnElement[bool]:
    """The messages of which the lease does not hold anybody off."""
    return or_(col(Outbound.lease_until) <= now, col(Outbound.lease_until) > now + ASTRAY)


def queued() -> ColumnElement[bool]:
    """Whether a message waits: with its value in the text of the query, so that the partial index serves it."""
    return col(Outbound.delivery) == literal_column(f"'{Delivery.QUEUED.value}'")


def queue(session: Session, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Write messages to send, each a mapping of this table's columns; their ids in the same order."""
    return insert_in_order(session, Outbound, rows)


_NEWEST_PROMPTS: Executable = columns(
    col(Outbound.talk_id), col(Outbound.question), col(Outbound.message_id)
).where(
    col(Outbound.id).in_(
        select(func.max(Outbound.id))
        .where(among(col(Outbound.talk_id), "talks"), col(Outbound.question).is_not(None))
        .group_by(col(Outbound.talk_id))
    )
)


def newest_prompts(session: Session, talk_ids: Collection[int]) -> list[tuple[int, str, int]]:
    """Talk id, question key and message id of the newest question put in each of these talks, where it arrived."""
    rows = session.connection().execute(_NEWEST_PROMPTS, {"talks": talk_ids}).all()
    return [(talk, key, message) for talk, key, message in rows if message is not None]


def questions_put(session: Session, messages: Collection[tuple[int, int]]) -> list[tuple[int, int, int, str]]:
    """Address, message id, talk id and question key of those (address, message id) that put a question."""
    statement = select(Outbound.address, Outbound.message_id, Outbound.talk_id, Outbound.question).where(
        col(Outbound.address).in_({address for address, _m in messages}),
        col(Outbound.message_id).in_({message for _a, message in messages}),
        col(Outbound.talk_id).is_not(None),
        col(Outbound.question).is_not(None),
    )
    return [
        (address, message, talk, key)
        for address, message, talk, key in session.exec(statement.order_by(col(Outbound.id)))
        if (address, message) in messages and message is not None and talk is not None and key is not None
    ]
