"""One member's filling of an instrument, and the answers in it."""

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint


class Response(SQLModel, table=True):
    """What a member sent, or what was there when time ran out (`complete` is then False)."""

    __table_args__ = (UniqueConstraint("window_id", "member_id"),)

    id: int | None = Field(default=None, primary_key=True)
    window_id: int = Field(foreign_key="window.id", index=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    version_id: int = Field(foreign_key="instrumentversion.id", index=True)
    language: str
    started_at: datetime
    ended_at: datetime
    complete: bool = True


class Answer(SQLModel, table=True):
    """The value of one node of the form, as ODK writes it."""

    __table_args__ = (UniqueConstraint("response_id", "path"),)

    id: int | None = Field(default=None, primary_key=True)
    response_id: int = Field(foreign_key="response.id", ondelete="CASCADE")
    path: str  # "group/name"
    value: str
    at: datetime | None = None  # when it was answered; None for what the form computed
