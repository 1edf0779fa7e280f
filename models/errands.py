"""Work that takes longer than a turn: a picture to draw, a file to write or to read. A row is one such order.

It is written in the turn in which it was asked for, done by whoever claims it, and done again where they did not come to
the end; its result is queued in the transaction that marks it done.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from pydantic import JsonValue
from sqlalchemy import JSON, BigInteger, Column
from sqlmodel import AutoString, Field, Index, Session, SQLModel, col, insert, or_, select, text, update

LEASE = timedelta(minutes=2)
"""How long an errand belongs to the process that claimed it."""
MOST_ATTEMPTS = 3


class ErrandState(StrEnum):
    """What became of an errand."""

    WAITING = "waiting"  # also while somebody is at it
    DONE = "done"
    FAILED = "failed"  # given up, and said so; `error` says why


class Errand(SQLModel, table=True):
    """One order, for one chat."""

    __table_args__ = (
        Index(
            "ix_errand_waiting",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str  # its name among the errands that the repertoire knows
    subject: str = ""  # what it is about, in the kind's own words
    channel: str
    address: int = Field(sa_type=BigInteger)  # the chat that the result goes to
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True, ondelete="CASCADE")
    language: str
    file: dict[str, JsonValue] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True))
    )  # one to be fetched first: file_id, name, media_type, size in bytes
    state: ErrandState = Field(default=ErrandState.WAITING, sa_type=AutoString)
    attempts: int = 0
    error: str | None = None
    created_at: datetime
    lease_until: datetime
    done_at: datetime | None = None


def add_errands(session: Session, errands: Sequence[Mapping[str, Any]]) -> None:
    """Write orders, each a mapping of this table's columns."""
    session.connection().execute(insert(Errand), list(errands))


def claim_errand(session: Session, now: datetime) -> Errand | None:
    """Take the oldest errand that waits and nobody is at; None where there is none. `now` is aware, UTC."""
    free = or_(col(Errand.lease_until) <= now, col(Errand.lease_until) > now + 2 * LEASE)
    oldest = (
        select(Errand.id)
        .where(col(Errand.state) == ErrandState.WAITING, free)
        .order_by(col(Errand.id))
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    number = session.exec(oldest).first()
    if number is None:
        return None
    claimed = session.exec(
        update(Errand)
        .where(col(Errand.id) == number, col(Errand.state) == ErrandState.WAITING, free)
        .values(lease_until=now + LEASE, attempts=Errand.attempts + 1)
    )
    return session.get_one(Errand, number, populate_existing=True) if claimed.rowcount else None


def end_errand(
    session: Session, errand: Errand, state: ErrandState, now: datetime, error: str | None = None
) -> bool:
    """Mark it ended; False where somebody else has done so meanwhile, and nothing is to be said."""
    ended = session.exec(
        update(Errand)
        .where(
            col(Errand.id) == errand.id,
            col(Errand.state) == ErrandState.WAITING,
            col(Errand.attempts) == errand.attempts,
        )
        .values(state=state, done_at=now, error=error)
    )
    return ended.rowcount == 1
