"""Somebody's report of one week."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel, UniqueConstraint


class CheckIn(SQLModel, table=True):
    """One report of one week; it is in once `handed_in_at` is set."""

    __table_args__ = (UniqueConstraint("member_id", "week"),)

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    week: date  # the day on which it was asked for, which names it (rule.Week)
    begun_at: datetime
    touched_at: datetime
    handed_in_at: datetime | None = None
