"""Conversations under way, and what was answered in them."""

from datetime import datetime
from enum import StrEnum

from pydantic import JsonValue
from sqlalchemy import JSON
from sqlmodel import AutoString, Field, Index, SQLModel, UniqueConstraint, text


class TalkState(StrEnum):
    """Where a conversation stands."""

    OPEN = "open"
    RESTING = "resting"  # put off by the person; goes on when they say so
    DONE = "done"
    CANCELLED = "cancelled"
    PARKED = "parked"  # its script raised; a developer has to look


UNFINISHED = (TalkState.OPEN, TalkState.RESTING)


class Talk(SQLModel, table=True):
    """A conversation with one person. Its turn number moves only from the number that was read."""

    __table_args__ = (
        Index(
            "ix_talk_deadline",
            "deadline",
            sqlite_where=text("deadline IS NOT NULL AND state IN ('open', 'resting')"),
            postgresql_where=text("deadline IS NOT NULL AND state IN ('open', 'resting')"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = Field(foreign_key="chat.id", index=True, ondelete="CASCADE")
    script: str
    subject: str = ""  # what it is about, in the script's own words: "window:12"
    state: TalkState = Field(default=TalkState.OPEN, sa_type=AutoString, index=True)
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
