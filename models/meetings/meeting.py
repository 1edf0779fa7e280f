"""A meeting of a batch (Sesi), and the versions it went through."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import uuid4

from sqlmodel import AutoString, Field, SQLModel, UniqueConstraint

LONGEST_TITLE, LONGEST_SPEAKER, LONGEST_PLACE, LONGEST_LINK = 80, 80, 120, 300  # characters


class MeetingState(StrEnum):
    """Whether it takes place."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Details:
    """What is said of a meeting. Instants are aware, in UTC; empty is what nobody has said."""

    title: str
    starts_at: datetime
    ends_at: datetime
    speaker: str = ""
    place: str = ""
    link: str = ""


class Described(SQLModel):
    """The columns of Details."""

    title: str
    speaker: str = ""
    place: str = ""
    link: str = ""
    starts_at: datetime
    ends_at: datetime

    @property
    def details(self) -> Details:
        """What it says."""
        return Details(self.title, self.starts_at, self.ends_at, self.speaker, self.place, self.link)

    def say(self, details: Details) -> None:
        """Have it say this."""
        self.title, self.speaker = details.title, details.speaker
        self.place, self.link = details.place, details.link
        self.starts_at, self.ends_at = details.starts_at, details.ends_at


class Meeting(Described, table=True):
    """One meeting, as it is planned now. It is known by its title; its local time is that of the batch's zone."""

    __table_args__ = (UniqueConstraint("batch_id", "title"),)

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="batch.id", index=True)
    starts_at: datetime = Field(index=True)
    state: MeetingState = Field(default=MeetingState.PLANNED, sa_type=AutoString)
    sequence: int = 0  # goes up with every change: iCalendar's SEQUENCE (RFC 5545, 3.8.7.4)
    timed_at: datetime  # when its time was last set
    reminded_until: datetime | None = None  # reminders that fell due until then have been seen to
    ended_told: bool = False  # the facilitators, that it is over
    missed_told: bool = False  # who was not there, what they missed
    uid: str = Field(default_factory=lambda: f"{uuid4()}@penggerak", unique=True)  # iCalendar's UID
    secret: str = Field(
        default_factory=lambda: secrets.token_hex(16)
    )  # what its attendance codes are made with
    recap: str = ""  # what those who missed it should know


class MeetingVersion(Described, table=True):
    """What a meeting said from `at` on, who changed it and why."""

    __table_args__ = (UniqueConstraint("meeting_id", "sequence"),)

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True, ondelete="CASCADE")
    sequence: int
    state: MeetingState = Field(default=MeetingState.PLANNED, sa_type=AutoString)
    reason: str = ""
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)  # None: an operator did
    at: datetime
