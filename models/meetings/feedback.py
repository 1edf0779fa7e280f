"""What those who were at a meeting thought of it."""

from datetime import datetime, timedelta

from sqlmodel import Field, SQLModel, UniqueConstraint

ASKED_FOR = timedelta(days=3)
"""How long after the end it is asked for."""
LONGEST_WORDS = 300  # characters


class Feedback(SQLModel, table=True):
    """One member's three answers; read without their name."""

    __table_args__ = (UniqueConstraint("meeting_id", "member_id"),)

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True, ondelete="CASCADE")
    member_id: int = Field(foreign_key="member.id", index=True)
    useful: int  # from 1 to 5, how much it helps in their work
    clear: int  # from 1 to 5, how clear it was
    words: str = ""  # what they take along, or what was missing
    at: datetime
