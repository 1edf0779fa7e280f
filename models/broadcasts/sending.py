"""Handing broadcasts to the outbox, a portion at a time, and taking back what was stopped."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as columns
from sqlmodel import Session, SQLModel, col, select, update

from models.broadcasts.broadcast import Broadcast, BroadcastState, Recipient, RecipientState, Why
from models.members import Member
from models.outbound import Delivery, Outbound, queued
from models.people import Chat, Person
from models.programmes import Batch

STOPPED = "the broadcast was stopped"
"""Why a message is not sent any more, as the outbox writes it down."""


@dataclass(frozen=True)
class Due:
    """One person's copy that may go now. `chat` is channel and address; None where nothing can be said."""

    recipient_id: int
    occasion: str  # unique among messages: whatever happens, it is queued once
    chat: tuple[str, int] | None
    why: Why | None  # why nothing can be said
    person_id: int
    author: str
    batch: str
    text: str


_UNDER_WAY = columns(col(Broadcast.id)).where(col(Broadcast.ended_at).is_(None)).limit(1)


def is_under_way(session: Session) -> bool:
    """Whether there is a broadcast of which it is not known of everybody whether they got it."""
    return session.connection().execute(_UNDER_WAY).first() is not None


def claim_portion(session: Session, now: datetime, at_most: int) -> list[Due]:
    """The next copies that may go at `now` (aware, UTC), locked until the transaction ends."""
    rows = session.exec(
        select(Recipient.id, Recipient.broadcast_id, Recipient.member_id)
        .where(col(Recipient.state) == RecipientState.WAITING, col(Recipient.due_at) <= now)
        .order_by(col(Recipient.due_at), col(Recipient.id))
        .limit(at_most)
        .with_for_update(skip_locked=True)
    ).all()
    if not rows:
        return []
    found = {row: (broadcast, member) for row, broadcast, member in rows}
    broadcasts = _broadcasts(session, {broadcast for broadcast, _member in found.values()})
    people = {
        member: (chat, why, person)
        for member, chat, why, person in _people(session, {member for _broadcast, member in found.values()})
    }
    due = []
    for row, (broadcast, member) in found.items():
        chat, why, person = people[member]
        author, batch, text = broadcasts[broadcast]
        occasion = f"broadcast {broadcast}:member {member}"
        due.append(Due(row or 0, occasion, None if why else chat, why, person, author, batch, text))
    return due


def _broadcasts(session: Session, ids: Collection[int]) -> Mapping[int, tuple[str, str, str]]:
    rows = session.execute(
        columns(col(Broadcast.id), col(Person.name), col(Batch.name), col(Broadcast.text))
        .join(Member, col(Member.id) == col(Broadcast.member_id))
        .join(Person, col(Person.id) == col(Member.person_id))
        .join(Batch, col(Batch.id) == col(Broadcast.batch_id))
        .where(col(Broadcast.id).in_(ids))
    )
    return {of: (author, batch, text) for of, author, batch, text in rows}


def _people(
    session: Session, member_ids: Collection[int]
) -> list[tuple[int, tuple[str, int] | None, Why | None, int]]:
    rows = session.execute(
        columns(
            col(Member.id),
            col(Chat.channel),
            col(Chat.address),
            col(Chat.unreachable_since),
            col(Person.erased_at),
            col(Person.id),
        )
        .join(Person, col(Person.id) == col(Member.person_id))
        .join(Chat, col(Chat.person_id) == col(Person.id), isouter=True)
        .where(col(Member.id).in_(member_ids))
    )
    found = []
    for member, channel, address, shut, erased, person in rows:
        why = Why.GONE if erased else Why.NEVER if channel is None else Why.BLOCKED if shut else None
        found.append((member, (channel, address) if channel is not None else None, why, person))
    return found


def note_queued(session: Session, messages: Mapping[int, int]) -> None:
    """Write which message (its id) each of these recipients gets."""
    _change(
        session,
        {"state": RecipientState.QUEUED, "outbound_id": bindparam("message")},
        [{"of": of, "message": message} for of, message in messages.items()],
    )


def note_unreached(session: Session, reasons: Mapping[int, Why], now: datetime) -> None:
    """Write why these recipients cannot be told."""
    _change(
        session,
        {"state": bindparam("became"), "why": bindparam("reason"), "at": now},
        [
            {
                "of": of,
                "became": RecipientState.UNSENT if why is Why.GONE else RecipientState.UNREACHED,
                "reason": why,
            }
            for of, why in reasons.items()
        ],
    )


def put_off(session: Session, moments: Mapping[int, datetime]) -> None:
    """Write until when (aware, UTC) these recipients are left in peace."""
    _change(
        session,
        {"due_at": bindparam("later")},
        [{"of": of, "later": later} for of, later in moments.items()],
    )


def _change(session: Session, values: Mapping[str, Any], rows: list[dict[str, Any]]) -> None:
    if rows:
        recipient = SQLModel.metadata.tables["recipient"]
        session.connection().execute(
            update(recipient).where(recipient.c.id == bindparam("of")).values(values), rows
        )


def stopped_messages(session: Session) -> list[int]:
    """The messages of broadcasts that were stopped which wait to be sent, whoever holds them."""
    found = session.connection().execute(_STOPPED).scalars()
    return [message for message in found if message is not None]


def take_back(session: Session, messages: Collection[int], free_at: datetime | None = None) -> None:
    """Send these messages no more: those that nobody holds at `free_at` (aware, UTC), or all of them."""
    free = [col(Outbound.lease_until) <= free_at] if free_at is not None else []
    session.exec(
        update(Outbound)
        .where(col(Outbound.id).in_(messages), queued(), *free)
        .values(delivery=Delivery.UNDELIVERABLE, error=STOPPED)
        .execution_options(synchronize_session=False)
    )


_STOPPED = (
    columns(col(Recipient.outbound_id))
    .join(Broadcast, col(Broadcast.id) == col(Recipient.broadcast_id))
    .join(Outbound, col(Outbound.id) == col(Recipient.outbound_id))
    .where(
        col(Broadcast.ended_at).is_(None),
        col(Broadcast.state) == BroadcastState.STOPPED,
        col(Recipient.state) == RecipientState.QUEUED,
        queued(),
    )
)
