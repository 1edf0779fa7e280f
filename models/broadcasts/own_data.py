"""What is kept of a person in broadcasts: to be shown to them, and to be forgotten.

When somebody is erased, the words of what they wrote go, and what of it has not been sent is not sent. That others got
it when, and that they themselves did or did not, stays under the pseudonym.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select, update

from models.broadcasts.broadcast import Broadcast, BroadcastState, Recipient, RecipientState, Why
from models.members import Member


@dataclass(frozen=True)
class OwnBroadcast:
    """What the person wrote to many."""

    text: str
    people: int
    at: datetime


@dataclass(frozen=True)
class OwnCopy:
    """A broadcast that was for the person, and what became of it."""

    at: datetime
    text: str
    state: RecipientState
    why: Why | None


@dataclass(frozen=True)
class OwnBroadcasts:
    """All of it, the oldest first."""

    written: tuple[OwnBroadcast, ...] = ()
    received: tuple[OwnCopy, ...] = ()


NOTHING_BROADCAST = OwnBroadcasts()


def own_broadcasts(session: Session, person_ids: Collection[int]) -> Mapping[int, OwnBroadcasts]:
    """What each of these people wrote to many, and what was written to them among many."""
    written: dict[int, list[OwnBroadcast]] = {}
    for person, broadcast in session.exec(
        select(Member.person_id, Broadcast)
        .join(Broadcast, col(Broadcast.member_id) == col(Member.id))
        .where(col(Member.person_id).in_(person_ids))
        .order_by(col(Broadcast.id))
    ):
        written.setdefault(person, []).append(
            OwnBroadcast(broadcast.text, broadcast.people, broadcast.created_at)
        )
    received: dict[int, list[OwnCopy]] = {}
    for person, broadcast, copy in session.exec(
        select(Member.person_id, Broadcast, Recipient)
        .join(Recipient, col(Recipient.member_id) == col(Member.id))
        .join(Broadcast, col(Broadcast.id) == col(Recipient.broadcast_id))
        .where(col(Member.person_id).in_(person_ids))
        .order_by(col(Recipient.id))
    ):
        received.setdefault(person, []).append(
            OwnCopy(
                copy.at or broadcast.created_at,
                broadcast.text,
                RecipientState(copy.state),
                Why(copy.why) if copy.why else None,
            )
        )
    return {
        person: OwnBroadcasts(tuple(written.get(person, ())), tuple(received.get(person, ())))
        for person in person_ids
    }


def forget_broadcasts(session: Session, member_ids: Collection[int], now: datetime) -> None:
    """Forget what these members, who are one person, wrote; see above. `now` is aware, UTC."""
    theirs = select(Broadcast.id).where(col(Broadcast.member_id).in_(member_ids))
    waits = col(Recipient.state) == RecipientState.WAITING
    session.exec(
        update(Recipient)
        .where(waits, col(Recipient.broadcast_id).in_(theirs))
        .values(state=RecipientState.UNSENT, why=Why.STOPPED, at=now)
        .execution_options(synchronize_session=False)
    )
    session.exec(
        update(Recipient)
        .where(waits, col(Recipient.member_id).in_(member_ids))
        .values(state=RecipientState.UNSENT, why=Why.GONE, at=now)
        .execution_options(synchronize_session=False)
    )
    session.exec(
        update(Broadcast)
        .where(col(Broadcast.member_id).in_(member_ids), col(Broadcast.state) == BroadcastState.SENDING)
        .values(state=BroadcastState.STOPPED)
        .execution_options(synchronize_session=False)
    )
    session.exec(
        update(Broadcast)
        .where(col(Broadcast.member_id).in_(member_ids))
        .values(text="")
        .execution_options(synchronize_session=False)
    )
    session.flush()
