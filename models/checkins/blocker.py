"""What stands in somebody's way: since when, who could help, what colleagues answer, and what solved it."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel, UniqueConstraint


class Blocker(SQLModel, table=True):
    """One obstacle. It is open until it is closed with what solved it."""

    __table_args__ = (UniqueConstraint("member_id", "given_as"),)

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)  # whose it is
    given_as: str  # the talk in which it was told
    what: str
    since: date
    helper: str = ""  # who could help
    opened_at: datetime
    escalated_at: datetime | None = None  # when the facilitators were told that it lasts
    closed_at: datetime | None = None
    closed_by: int | None = Field(default=None, foreign_key="member.id", index=True)
    solved_by: str = ""  # what solved it


class BlockerAnswer(SQLModel, table=True):
    """What a colleague or a facilitator answers: that they can help, and how."""

    id: int | None = Field(default=None, primary_key=True)
    blocker_id: int = Field(foreign_key="blocker.id", index=True, ondelete="CASCADE")
    member_id: int = Field(foreign_key="member.id", index=True)
    text: str
    at: datetime
