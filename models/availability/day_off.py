"""Days on which a batch does not work although they are no national holidays."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import Executable
from sqlalchemy import select as columns
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, delete

from models.among import among
from models.inserting import insert_unless_there
from models.memberships import people_in
from models.outlook import look_again


class DayOff(SQLModel, table=True):
    """One day of one batch, such as its city's anniversary."""

    __table_args__ = (UniqueConstraint("batch_id", "day"),)

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="batch.id", ondelete="CASCADE")
    day: date
    name: str = ""


_DAYS_OFF: Executable = columns(col(DayOff.batch_id), col(DayOff.day)).where(
    among(col(DayOff.batch_id), "batches")
)


def add_days_off(session: Session, batch_id: int, days: Collection[date], name: str, now: datetime) -> None:
    """Let a batch have these days off from `now` (aware, UTC) on; those that it has already stay as they are."""
    rows = [{"batch_id": batch_id, "day": day, "name": name} for day in sorted(set(days))]
    if rows:
        insert_unless_there(session, DayOff, rows, ["batch_id", "day"])
    look_again(session, people_in(batch_id), now)


def remove_days_off(session: Session, batch_id: int, days: Collection[date], now: datetime) -> int:
    """Let a batch work on these days again from `now` (aware, UTC) on; how many of them it had off."""
    look_again(session, people_in(batch_id), now)
    return session.exec(
        delete(DayOff).where(col(DayOff.batch_id) == batch_id, col(DayOff.day).in_(days))
    ).rowcount


def days_off_of(session: Session, batch_ids: Collection[int]) -> Mapping[int, frozenset[date]]:
    """The days off of each of these batches; one that has none is left out."""
    found: dict[int, set[date]] = {}
    for batch_id, day in session.connection().execute(_DAYS_OFF, {"batches": batch_ids}).all():
        found.setdefault(batch_id, set()).add(day)
    return {batch_id: frozenset(days) for batch_id, days in found.items()}
