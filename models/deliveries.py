"""What became of messages, written down for many at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Session, SQLModel, update

from models.outbound import Delivery, queued
from models.people import mark_unreachable


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that was delivered; `message_id` where the channel gave it one."""

    id: int
    message_id: int | None
    sent_at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A message that will never be delivered, and why."""

    id: int
    error: str
    attempts: int


@dataclass(frozen=True, slots=True)
class ShutOut:
    """A chat in which nothing can be said: what was queued for it by then is undeliverable."""

    channel: str
    address: int
    at: datetime
    error: str


def settle(
    session: Session, sent: Collection[Sent], failed: Collection[Failed], shut_out: Collection[ShutOut]
) -> None:
    """Write down what became of messages, in a statement a kind however many there are."""
    connection = session.connection()
    outbound = SQLModel.metadata.tables["outbound"]
    this_row = update(outbound).where(outbound.c.id == bindparam("row"))
    undeliverable = {"delivery": Delivery.UNDELIVERABLE, "error": bindparam("reason")}
    if sent:
        connection.execute(
            this_row.values(
                delivery=Delivery.SENT,
                error=None,
                attachment=None,  # it has arrived: one picture for three hundred people need not lie here so often
                message_id=bindparam("number"),
                sent_at=bindparam("instant"),
                attempts=bindparam("tried"),
            ),
            [{"row": s.id, "number": s.message_id, "instant": s.sent_at, "tried": s.attempts} for s in sent],
        )
    if failed:
        connection.execute(
            this_row.values(undeliverable | {"attempts": bindparam("tried")}),
            [{"row": f.id, "reason": f.error, "tried": f.attempts} for f in failed],
        )
    if shut_out:
        connection.execute(
            update(outbound)
            .where(
                outbound.c.channel == bindparam("on"),
                outbound.c.address == bindparam("to"),
                outbound.c.created_at <= bindparam("until"),
                queued(),
            )
            .values(undeliverable),
            [{"on": s.channel, "to": s.address, "until": s.at, "reason": s.error} for s in shut_out],
        )
        mark_unreachable(session, [(s.channel, s.address, s.at) for s in shut_out])
