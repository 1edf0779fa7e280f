"""Messages to send: queued in the turn that caused them, sent after its commit, at least once."""

from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger
from sqlmodel import AutoString, Field, Index, SQLModel, text


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
