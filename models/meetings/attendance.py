"""Who was at a meeting: when it may be said, how it was, and by how many minutes somebody was late."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import AutoString, Field, Session, SQLModel, UniqueConstraint, col, select

from models.among import among

OPENS_BEFORE = timedelta(hours=1)
CLOSES_AFTER = timedelta(minutes=30)
"""From when before the start until when after the end people may say by themselves that they are there."""


class How(StrEnum):
    """How it is known that somebody was there."""

    QR = "qr"
    CODE = "code"
    FACILITATOR = "facilitator"


class Attendance(SQLModel, table=True):
    """That one member was at one meeting."""

    __table_args__ = (UniqueConstraint("meeting_id", "member_id"),)

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True, ondelete="CASCADE")
    member_id: int = Field(foreign_key="member.id", index=True)
    how: How = Field(sa_type=AutoString)
    at: datetime
    late: int = 0  # minutes after the start; 0 where a facilitator said so, who sees faces and not clocks


def minutes_late(starts_at: datetime, at: datetime, grace: int) -> int:
    """By how many whole minutes somebody who came at an instant was late; 0 within `grace` minutes."""
    minutes = int((at - starts_at).total_seconds() // 60)
    return minutes if minutes > grace else 0


def is_open(starts_at: datetime, ends_at: datetime, at: datetime) -> bool:
    """Whether people may say by themselves, at this instant, that they are there."""
    return starts_at - OPENS_BEFORE <= at <= ends_at + CLOSES_AFTER


_AT_MEETINGS = select(Attendance).where(among(col(Attendance.meeting_id), "meetings"))


def attended(session: Session, meeting_ids: Collection[int]) -> Mapping[int, Mapping[int, Attendance]]:
    """Who was at each of these meetings, by the member's id."""
    found: dict[int, dict[int, Attendance]] = {}
    for one in session.scalars(_AT_MEETINGS, {"meetings": meeting_ids}):
        found.setdefault(one.meeting_id, {})[one.member_id] = one
    return found
