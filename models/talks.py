"""Conversations under way, and what was answered in them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import JsonValue
from sqlalchemy import JSON, Row, bindparam, literal_column
from sqlalchemy import select as columns
from sqlmodel import (
    AutoString,
    Field,
    Index,
    Session,
    SQLModel,
    UniqueConstraint,
    col,
    insert,
    select,
    text,
    update,
)

from models.among import among
from models.inbound import Inbound
from models.inserting import insert_in_order
from models.people import Chat


class TalkState(StrEnum):
    """Where a conversation stands."""

    OPEN = "open"
    RESTING = "resting"  # put off by the person; goes on when they say so
    LEFT = "left"  # the person turned to something else; goes on when one of its buttons is tapped
    DONE = "done"
    CANCELLED = "cancelled"
    PARKED = "parked"  # its script raised; a developer has to look


UNFINISHED = (TalkState.OPEN, TalkState.RESTING)
CAN_GO_ON = (*UNFINISHED, TalkState.LEFT)


class Talk(SQLModel, table=True):
    """A conversation with one person. Its turn number moves only from the number that was read."""

    __table_args__ = (
        Index(
            "ix_talk_deadline",
            "deadline",
            sqlite_where=text("deadline IS NOT NULL AND state IN ('open', 'resting')"),
            postgresql_where=text("deadline IS NOT NULL AND state IN ('open', 'resting')"),
        ),
        Index(
            "ix_talk_unfinished",
            "chat_id",
            sqlite_where=text("state IN ('open', 'resting')"),
            postgresql_where=text("state IN ('open', 'resting')"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = Field(foreign_key="chat.id", index=True, ondelete="CASCADE")
    script: str
    subject: str = ""  # what it is about, in the script's own words: "window:12"
    state: TalkState = Field(default=TalkState.OPEN, sa_type=AutoString)
    turn: int = 0
    waiting: str | None = None  # the key of the question that is open
    opened_at: datetime
    touched_at: datetime
    deadline: datetime | None = None


class Reply(SQLModel, table=True):
    """The newest answer to one question of a talk, kept by the question's name."""

    __table_args__ = (UniqueConstraint("talk_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    talk_id: int = Field(foreign_key="talk.id", ondelete="CASCADE")
    key: str
    value: JsonValue = Field(sa_type=JSON)  # a code or a list of codes, never a label
    settled: bool = True  # False: to be confirmed or finished (gone back to; ticked, not yet sent)
    at: datetime  # when the person's message was received


class Overtaken(Exception):
    """Another process has moved one of these talks since they were read. Passing: take the turn again."""


@dataclass(frozen=True)
class TalkMove:
    """Where a talk goes from the turn that was read."""

    id: int
    read_turn: int
    state: TalkState
    waiting: str | None
    touched_at: datetime
    deadline: datetime | None


@dataclass(frozen=True, slots=True)
class TalkAtHand:
    """A talk as a turn finds it."""

    id: int
    chat_id: int
    script: str
    subject: str
    state: TalkState
    turn: int
    waiting: str | None
    opened_at: datetime
    touched_at: datetime
    deadline: datetime | None


_IS_UNFINISHED = col(Talk.state).in_([literal_column(f"'{state.value}'") for state in UNFINISHED])
"""Said so that SQLite sees that the indexes of what is unfinished will do; of bound values it does not know that."""
_IN_CHATS = columns(*(getattr(Talk, field.name) for field in fields(TalkAtHand))).where(
    among(col(Talk.chat_id), "chats")
)
_AT_HAND = _IN_CHATS.where(_IS_UNFINISHED)
_MEANT = _IN_CHATS.where(~_IS_UNFINISHED, among(col(Talk.id), "meant"))
_REPLIES = columns(
    col(Reply.talk_id), col(Reply.key), col(Reply.value), col(Reply.settled), col(Reply.at)
).where(among(col(Reply.talk_id), "talks"))


def talks_at_hand(
    session: Session, chat_ids: Collection[int], meant: Collection[int]
) -> Sequence[TalkAtHand]:
    """The unfinished talks of these chats, and those of their talks that a tap or a reply is meant for."""
    connection = session.connection()
    rows = connection.execute(_AT_HAND, {"chats": chat_ids}).all()
    if meant:
        rows = [*rows, *connection.execute(_MEANT, {"chats": chat_ids, "meant": meant}).all()]
    return [TalkAtHand(*row) for row in rows]


def replies_in(
    session: Session, talk_ids: Collection[int]
) -> Sequence[Row[int, str, JsonValue, bool, datetime]]:
    """Talk id, key, value, settled and time of everything answered in these talks."""
    return session.connection().execute(_REPLIES, {"talks": talk_ids}).all()


def add_talks(session: Session, talks: Sequence[Mapping[str, Any]]) -> list[int]:
    """Write new talks; their ids in the same order."""
    return insert_in_order(session, Talk, talks)


_MOVE = (
    update(Talk)
    .where(col(Talk.id) == bindparam("of"), col(Talk.turn) == bindparam("read"))
    .values(
        turn=bindparam("next"),
        state=bindparam("to"),
        waiting=bindparam("asks"),
        touched_at=bindparam("touched"),
        deadline=bindparam("until"),
    )
)


def move_talks(session: Session, moves: Sequence[TalkMove]) -> None:
    """Write where talks have got to. Raises Overtaken where one is no longer at the turn that was read."""
    moved = session.connection().execute(
        _MOVE,
        [
            {
                "of": m.id,
                "read": m.read_turn,
                "next": m.read_turn + 1,
                "to": m.state,
                "asks": m.waiting,
                "touched": m.touched_at,
                "until": m.deadline,
            }
            for m in moves
        ],
    )
    if moved.rowcount != len(moves):
        raise Overtaken


_ADD_REPLY = insert(Reply)


def add_replies(session: Session, replies: Sequence[Mapping[str, Any]]) -> None:
    """Write answers to questions that had none."""
    session.connection().execute(_ADD_REPLY, list(replies))


def change_replies(session: Session, replies: Sequence[Mapping[str, Any]]) -> None:
    """Write new answers over earlier ones."""
    statement = (
        update(Reply)
        .where(col(Reply.talk_id) == bindparam("of"), col(Reply.key) == bindparam("named"))
        .values(value=bindparam("new"), settled=bindparam("stands"), at=bindparam("given"))
    )
    session.connection().execute(
        statement,
        [
            {
                "of": r["talk_id"],
                "named": r["key"],
                "new": r["value"],
                "stands": r["settled"],
                "given": r["at"],
            }
            for r in replies
        ],
    )


_BEFORE_THE_END = select(Inbound.id).where(
    Inbound.channel == Chat.channel,
    Inbound.address == Chat.address,
    col(Inbound.done_at).is_(None),
    col(Inbound.received_at) < col(Talk.deadline),
)
_TIME_UP = (
    columns(col(Chat.channel), col(Chat.address))
    .join(Talk, col(Talk.chat_id) == Chat.id)
    .where(col(Talk.deadline) <= bindparam("now"), _IS_UNFINISHED, ~_BEFORE_THE_END.exists())
    .limit(bindparam("at_most"))
    .with_for_update(skip_locked=True, of=Talk)
)


def chats_with_time_up(session: Session, now: datetime, limit: int) -> Sequence[tuple[str, int]]:
    """Channel and address of chats in which a talk has passed its deadline (aware, UTC).

    What came in before the deadline is worked on first: it counts, however long the queue is. The talks are
    locked until the transaction ends; those that another process has locked are left to it.
    """
    rows = session.connection().execute(_TIME_UP, {"now": now, "at_most": limit})
    return list(dict.fromkeys((channel, address) for channel, address in rows))
