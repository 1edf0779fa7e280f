"""Who is invited to a meeting, and whether they come."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import AutoString, Field, Index, SQLModel, UniqueConstraint, text

LONGEST_REASON = 200  # characters


class Coming(StrEnum):
    """What somebody said about coming."""

    NO_WORD = "no_word"
    YES = "yes"
    NO = "no"


class MeetingAudience(SQLModel, table=True):
    """One part of those whom a meeting is for: an agency, a role, or a member; the whole batch where it names none.

    Whoever comes into the batch later is invited by it as well. Facilitators hold the meetings and are no invitees.
    """

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True, ondelete="CASCADE")
    agency_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    role: str | None = None
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)


class Invitee(SQLModel, table=True):
    """One member invited to one meeting."""

    __table_args__ = (
        UniqueConstraint("meeting_id", "member_id"),
        Index(
            "ix_invitee_unannounced",
            "member_id",
            sqlite_where=text("announced_at IS NULL"),
            postgresql_where=text("announced_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True, ondelete="CASCADE")
    member_id: int = Field(foreign_key="member.id", index=True)
    coming: Coming = Field(default=Coming.NO_WORD, sa_type=AutoString)
    reason: str = ""  # why not
    answered_at: datetime | None = None
    announced_at: datetime | None = None  # when it was put to be told to them
    wrong_codes: int = 0  # how often they typed figures that were not on the screen
