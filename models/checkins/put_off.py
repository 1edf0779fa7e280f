"""“Not now, but this evening”: until when somebody wants to hear no more of a report."""

from datetime import date, datetime

from sqlmodel import AutoString, Field, SQLModel, UniqueConstraint

from models.checkins.ladder import PutOffTo, Rung


class PutOff(SQLModel, table=True):
    """The last time that one report was put off; it is about the rung that was then said."""

    __table_args__ = (UniqueConstraint("member_id", "week"),)

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", ondelete="CASCADE")
    week: date
    rung: Rung = Field(sa_type=AutoString)
    until: datetime

    @property
    def to(self) -> PutOffTo:
        """What the ladder goes by."""
        return PutOffTo(Rung(self.rung), self.until)
