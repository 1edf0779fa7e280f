"""“Not now, but this evening”: until when somebody wants to hear no more of a report."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import bindparam
from sqlalchemy import select as columns
from sqlmodel import AutoString, Field, Session, SQLModel, UniqueConstraint, col

from models.among import among
from models.checkins.ladder import PutOffTo, Rung


class PutOff(SQLModel, table=True):
    """The last time that one report was put off; it is about the rung that was then said."""

    __table_args__ = (UniqueConstraint("member_id", "week"),)

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", ondelete="CASCADE")
    week: date
    rung: Rung = Field(sa_type=AutoString)
    until: datetime


def put_offs(session: Session, members: Collection[int], since: date) -> Mapping[tuple[int, date], PutOffTo]:
    """To when each of these members has put off which report, by member and week, of the weeks since then."""
    rows = session.connection().execute(_PUT_OFF, {"members": members, "since": since}).all()
    return {(member, week): PutOffTo(Rung(rung), until) for member, week, rung, until in rows}


_PUT_OFF = columns(col(PutOff.member_id), col(PutOff.week), col(PutOff.rung), col(PutOff.until)).where(
    among(col(PutOff.member_id), "members"), col(PutOff.week) >= bindparam("since")
)
