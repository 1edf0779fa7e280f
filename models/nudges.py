"""What is due, for whom and when: the schedule itself."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import AutoString, Field, Index, SQLModel, text


class NudgeState(StrEnum):
    """What became of a nudge."""

    WAITING = "waiting"
    GIVEN = "given"
    EXPIRED = "expired"  # came too late to be of use
    DROPPED = "dropped"  # no longer wanted when it was due


class Nudge(SQLModel, table=True):
    """One thing to be said to one person, once, when it is due."""

    __table_args__ = (
        Index(
            "ix_nudge_due",
            "due_at",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True, ondelete="CASCADE")
    script: str  # the conversation that says it
    subject: str = ""
    occasion: str = Field(unique=True)  # such as "opens:window 3:member 12"
    due_at: datetime
    expires_at: datetime | None = None
    state: NudgeState = Field(default=NudgeState.WAITING, sa_type=AutoString)
    given_at: datetime | None = None
