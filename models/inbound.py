"""Updates received: committed before they are acknowledged, handled once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Integer, bindparam, case, func, null
from sqlalchemy import select as columns
from sqlmodel import Field, Index, Session, SQLModel, UniqueConstraint, col, select, text, update

from models.inserting import insert_unless_there


class Inbound(SQLModel, table=True):
    """One update as the channel sent it; its payload goes when nothing needs it any more."""

    __table_args__ = (
        UniqueConstraint("channel", "update_id"),
        Index(
            "ix_inbound_pending",
            "id",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    channel: str
    update_id: int = Field(sa_type=BigInteger)
    address: int | None = Field(default=None, sa_type=BigInteger, index=True)  # whose turn it is
    payload: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    received_at: datetime
    done_at: datetime | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """An update that waits."""

    id: int
    channel: str
    update_id: int
    address: int | None
    payload: dict[str, Any] | None
    received_at: datetime


_WAITING = (
    columns(*(getattr(Inbound, field.name) for field in fields(Received)))
    .where(col(Inbound.done_at).is_(None))
    .order_by(col(Inbound.id))
    .limit(bindparam("at_most", type_=Integer))
    .with_for_update(skip_locked=True)
)
_THE_ONE = _WAITING.where(col(Inbound.id) == bindparam("only"))


def keep_updates(session: Session, updates: Sequence[Mapping[str, Any]]) -> None:
    """Write updates as they came in; one that is there already stays as it is.

    Each has channel, update_id, address, payload and received_at.
    """
    insert_unless_there(session, Inbound, updates, ["channel", "update_id"])


def claim_updates(session: Session, limit: int, only: int | None = None) -> list[Received]:
    """The oldest updates that wait (or the one with the id `only`), locked until the transaction ends, at most `limit`.

    Where another process is still at an earlier update of the same chat, the chat's later ones are left
    to it, so that nobody's turns change places.
    """
    connection = session.connection()
    rows = (
        connection.execute(_WAITING, {"at_most": limit})
        if only is None
        else connection.execute(_THE_ONE, {"at_most": limit, "only": only})
    )
    claimed = [Received(*row) for row in rows]
    if session.get_bind().dialect.name == "sqlite" or not claimed:
        return claimed
    first = (
        select(Inbound.channel, Inbound.address, func.min(Inbound.id))
        .where(col(Inbound.done_at).is_(None), col(Inbound.address).in_({row.address for row in claimed}))
        .group_by(col(Inbound.channel), col(Inbound.address))
    )
    mine = {row.id for row in claimed}
    elsewhere = {(channel, address) for channel, address, oldest in session.exec(first) if oldest not in mine}
    return [row for row in claimed if (row.channel, row.address) not in elsewhere]


_DONE = (
    update(Inbound)
    .where(col(Inbound.id) == bindparam("of"))
    .values(
        done_at=bindparam("done"),
        error=bindparam("failure"),
        address=bindparam("whose"),
        payload=case((bindparam("forget"), null()), else_=col(Inbound.payload)),
    )
)


def mark_done(session: Session, done: Sequence[Mapping[str, Any]]) -> None:
    """Note that updates were handled. Each has id, done_at, error, address, and forget: whether to drop the payload."""
    session.connection().execute(
        _DONE,
        [
            {
                "of": d["id"],
                "done": d["done_at"],
                "failure": d["error"],
                "whose": d["address"],
                "forget": d["forget"],
            }
            for d in done
        ],
    )
