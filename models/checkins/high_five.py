"""Thanking a colleague."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel, UniqueConstraint


class HighFive(SQLModel, table=True):
    """One colleague thanks another, once a day at most."""

    __table_args__ = (UniqueConstraint("from_id", "to_id", "day"),)

    id: int | None = Field(default=None, primary_key=True)
    from_id: int = Field(foreign_key="member.id", index=True)
    to_id: int = Field(foreign_key="member.id", index=True)
    day: date  # of the batch
    words: str = ""
    at: datetime
