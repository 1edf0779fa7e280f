"""A programme that ran before, and an agent's judgement of it."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import AutoString, Field, SQLModel, UniqueConstraint


class PastProgramme(SQLModel, table=True):
    """A programme that ran before the batch."""

    __table_args__ = (UniqueConstraint("batch_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="batch.id", index=True)
    name: str
    field: str = ""  # a priority field, by its code; "" where it belongs to none
    agency_id: int | None = Field(default=None, foreign_key="agency.id", index=True)  # who ran it
    year: int | None = None
    about: str = ""
    added_at: datetime


class Verdict(StrEnum):
    """What should become of it."""

    CONTINUE = "continue"
    MEND = "mend"
    REPLACE = "replace"
    STOP = "stop"


class Judgement(SQLModel, table=True):
    """What one agent thinks should become of a past programme, and why."""

    __table_args__ = (UniqueConstraint("past_programme_id", "member_id"),)

    id: int | None = Field(default=None, primary_key=True)
    past_programme_id: int = Field(foreign_key="pastprogramme.id", index=True, ondelete="CASCADE")
    member_id: int = Field(foreign_key="member.id", index=True)
    verdict: Verdict = Field(sa_type=AutoString)
    reason: str
    at: datetime
