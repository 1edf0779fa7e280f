"""One message of a facilitator's to many, and each of those it goes to."""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import AutoString, Field, Index, SQLModel, UniqueConstraint, text


class Audience(StrEnum):
    """To whom a facilitator writes."""

    BATCH = "batch"  # everybody in it
    AGENCY = "agency"  # everybody of one agency
    SILENT = "silent"  # agents who have not handed in this week's report


class BroadcastState(StrEnum):
    """How far a broadcast has come. While it is written it is no more than a talk."""

    SENDING = "sending"  # also while it waits for the morning
    STOPPED = "stopped"
    DONE = "done"


class Broadcast(SQLModel, table=True):
    """One message to many. Instants are in UTC."""

    __table_args__ = (
        UniqueConstraint("member_id", "begun_at"),
        Index(
            "ix_broadcast_under_way",
            "id",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="batch.id", index=True)
    member_id: int = Field(foreign_key="member.id")  # who writes
    begun_at: datetime  # when the talk was opened in which it was written: one talk, one broadcast
    text: str  # word for word
    audience: Audience = Field(sa_type=AutoString)
    agency_id: int | None = Field(default=None, foreign_key="agency.id")
    week: date | None = None  # the week that was not reported on (models.checkins.rule.Week)
    state: BroadcastState = Field(default=BroadcastState.SENDING, sa_type=AutoString)
    people: int  # how many it is for, with those who cannot be reached
    created_at: datetime
    ended_at: datetime | None = None  # when it was known of everybody whether they got it
    shown_at: datetime  # when its writer last saw how far it has come
    shown: int = 0  # of how many it was known by then what became of it


class RecipientState(StrEnum):
    """What became of a broadcast for one of them."""

    WAITING = "waiting"
    QUEUED = "queued"  # handed to the outbox
    SENT = "sent"
    UNREACHED = "unreached"  # it could not be delivered; `why`
    UNSENT = "unsent"  # it was not tried; `why`


class Why(StrEnum):
    """Why somebody did not get it."""

    NEVER = "never"  # they have not come in yet
    BLOCKED = "blocked"  # they have shut the bot out
    AWAY = "away"  # they are on leave or want no messages, for longer than it is of use
    REFUSED = "refused"  # the messenger did not take it
    STOPPED = "stopped"
    GONE = "gone"  # they have been erased meanwhile


class Recipient(SQLModel, table=True):
    """One of those that a broadcast goes to, once."""

    __table_args__ = (
        UniqueConstraint("broadcast_id", "member_id"),
        Index(
            "ix_recipient_waiting",
            "due_at",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index(
            "ix_recipient_queued",
            "broadcast_id",
            sqlite_where=text("state = 'queued'"),
            postgresql_where=text("state = 'queued'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    broadcast_id: int = Field(foreign_key="broadcast.id")
    member_id: int = Field(foreign_key="member.id", index=True)
    state: RecipientState = Field(default=RecipientState.WAITING, sa_type=AutoString)
    why: Why | None = Field(default=None, sa_type=AutoString)
    due_at: datetime  # not before: nobody is written to in their quiet hours, on leave or in a pause
    outbound_id: int | None = Field(default=None, foreign_key="outbound.id", ondelete="SET NULL", index=True)
    at: datetime | None = None  # when it was sent, or known that it would not be
