"""What is due, for whom and when: the schedule itself."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import bindparam, literal_column
from sqlalchemy import select as columns
from sqlmodel import AutoString, Field, Index, Session, SQLModel, col, text, update

from models.among import among
from models.inserting import insert_unless_there


class NudgeState(StrEnum):
    """What became of a nudge."""

    WAITING = "waiting"
    GIVEN = "given"
    EXPIRED = "expired"  # came too late to be of use
    DROPPED = "dropped"  # no longer wanted when it was due


class Hours(StrEnum):
    """When a nudge may be given (models/availability/availability.py)."""

    WAKING = "waking"  # at any time that is not quiet
    WORKING = "working"  # in working time


class Nudge(SQLModel, table=True):
    """One thing to be said to one person, once, when it is due."""

    __table_args__ = (
        Index("ix_nudge_given_to", "person_id", "given_at"),
        Index(
            "ix_nudge_due",
            "due_at",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", ondelete="CASCADE")
    script: str  # the conversation that says it
    subject: str = ""
    occasion: str = Field(unique=True)  # such as "opens:window 3:member 12"
    due_at: datetime
    expires_at: datetime | None = None
    latest_at: datetime | None = None  # what would come too late after the quiet hours is said in them
    hours: Hours = Field(
        default=Hours.WAKING, sa_type=AutoString, sa_column_kwargs={"server_default": "waking"}
    )
    state: NudgeState = Field(default=NudgeState.WAITING, sa_type=AutoString)
    given_at: datetime | None = None


IS_WAITING = col(Nudge.state) == literal_column(f"'{NudgeState.WAITING}'")
"""Said so that SQLite sees that the index of what waits will do; of a bound value it does not know that."""


class DueNudge(NamedTuple):
    """What has to be known of a nudge that is due."""

    id: int
    person_id: int
    script: str
    subject: str
    expires_at: datetime | None
    hours: Hours
    latest_at: datetime | None


_DUE = (
    columns(*(col(getattr(Nudge, name)) for name in DueNudge._fields))
    .where(IS_WAITING, col(Nudge.due_at) <= bindparam("now"))
    .order_by(col(Nudge.due_at), col(Nudge.id))
    .with_for_update(skip_locked=True)
)
_FIRST_DUE = _DUE.limit(bindparam("at_most"))
_DUE_FOR = _DUE.where(among(col(Nudge.person_id), "people"))


def claim_due(session: Session, now: datetime, limit: int) -> list[DueNudge]:
    """What is due and waits, the oldest first, and what else is due for the same people; locked until the transaction ends."""
    connection = session.connection()
    first = connection.execute(_FIRST_DUE, {"now": now, "at_most": limit}).all()
    due = [DueNudge._make(row) for row in first]
    if len(due) == limit:
        known = {nudge.id for nudge in due}
        rows = connection.execute(_DUE_FOR, {"now": now, "people": {nudge.person_id for nudge in due}})
        due += [DueNudge._make(row) for row in rows if row[0] not in known]
    return due


def settle(session: Session, given: Collection[int], put_off: Mapping[int, datetime], now: datetime) -> None:
    """Write that these nudges, by id, were given `now`, and until when (aware, UTC) others are put off."""
    _change(session, given, {"state": NudgeState.GIVEN, "given_at": now})
    if put_off:
        later = update(Nudge).where(col(Nudge.id) == bindparam("of")).values(due_at=bindparam("due"))
        session.connection().execute(later, [{"of": one, "due": due} for one, due in put_off.items()])


def give_up(session: Session, ids: Collection[int], state: NudgeState) -> None:
    """Write that these nudges, by id, will not be given: they came too late, or are not wanted any more."""
    _change(session, ids, {"state": state})


def _change(session: Session, ids: Collection[int], values: Mapping[str, Any]) -> None:
    if ids:
        session.connection().execute(update(Nudge).where(among(col(Nudge.id), ids)).values(values))


def reconsider(session: Session, now: datetime) -> None:
    """Look anew at what was put off, or held to be too late, by a clock that went ahead of `now` (aware, UTC).

    What has rightly been put off is put off again when it is looked at.
    """
    session.exec(
        update(Nudge)
        .where(
            (col(Nudge.state) == NudgeState.WAITING) & (col(Nudge.due_at) > now)
            | (col(Nudge.state) == NudgeState.EXPIRED) & (col(Nudge.expires_at) > now)
        )
        .values(state=NudgeState.WAITING, due_at=now)
        .execution_options(synchronize_session=False)
    )


def add_new(session: Session, nudges: Sequence[Mapping[str, Any]]) -> None:
    """Write nudges of which the occasion is not there yet; each a mapping of this table's columns."""
    insert_unless_there(session, Nudge, nudges, ["occasion"])
