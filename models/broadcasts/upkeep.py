"""What became of a broadcast is written down as the outbox gets on, and its end is told."""

from datetime import datetime

from sqlalchemy import bindparam
from sqlalchemy import select as columns
from sqlmodel import Session, SQLModel, col, select, update

from models.availability.quiet_hours import QuietHours
from models.broadcasts.broadcast import Broadcast, BroadcastState, Recipient, RecipientState, Why
from models.broadcasts.sending import STOPPED, is_under_way
from models.members import Member
from models.nudges import add_new
from models.outbound import Delivery, Outbound
from models.people import Chat, Person
from models.talks import Talk, TalkState

PROGRESS = "broadcast_progress"
"""The conversation that shows how far a broadcast has come. The subject is its id; "" is the asker's newest."""
AT_ONCE = 1_000


def see_to_broadcasts(session: Session, now: datetime, _quiet: QuietHours | None = None) -> None:
    """Write down at `now` (aware, UTC) who got it, and end what has come to its end."""
    if not is_under_way(session):
        return
    session.flush()
    while _note_what_became(session, now) == AT_ONCE:
        pass
    _end(session, now)


def _note_what_became(session: Session, now: datetime) -> int:
    rows = session.execute(
        columns(
            col(Recipient.id),
            col(Outbound.delivery),
            col(Outbound.error),
            col(Outbound.sent_at),
            col(Chat.unreachable_since),
            col(Person.erased_at),
        )
        .join(Member, col(Member.id) == col(Recipient.member_id))
        .join(Person, col(Person.id) == col(Member.person_id))
        .join(Chat, col(Chat.person_id) == col(Person.id), isouter=True)
        .join(Outbound, col(Outbound.id) == col(Recipient.outbound_id), isouter=True)
        .where(
            col(Recipient.state) == RecipientState.QUEUED,
            col(Outbound.id).is_(None) | (col(Outbound.delivery) != Delivery.QUEUED),
        )
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True, of=Recipient)
    ).all()
    became = []
    for of, delivery, error, sent_at, shut, erased in rows:
        state, why = _outcome(delivery, error, shut is not None, erased is not None)
        became.append({"of": of, "became": state, "reason": why, "then": sent_at or now})
    if became:
        recipient = SQLModel.metadata.tables["recipient"]
        session.connection().execute(
            update(recipient)
            .where(recipient.c.id == bindparam("of"))
            .values(state=bindparam("became"), why=bindparam("reason"), at=bindparam("then")),
            became,
        )
    return len(became)


def _outcome(
    delivery: str | None, error: str | None, shut: bool, erased: bool
) -> tuple[RecipientState, Why | None]:
    if delivery == Delivery.SENT:
        return RecipientState.SENT, None
    if erased or delivery is None:
        return RecipientState.UNSENT, Why.GONE
    if error == STOPPED:
        return RecipientState.UNSENT, Why.STOPPED
    return RecipientState.UNREACHED, Why.BLOCKED if shut else Why.REFUSED


def _end(session: Session, now: datetime) -> None:
    left = (
        select(Recipient.id)
        .where(
            Recipient.broadcast_id == Broadcast.id,
            col(Recipient.state).in_((RecipientState.WAITING, RecipientState.QUEUED)),
        )
        .exists()
    )
    over = session.exec(
        select(Broadcast.id, Broadcast.state, Member.person_id, col(Person.erased_at).is_(None))
        .join(Member, col(Member.id) == col(Broadcast.member_id))
        .join(Person, col(Person.id) == col(Member.person_id))
        .where(col(Broadcast.ended_at).is_(None), ~left)
        .with_for_update(skip_locked=True, of=Broadcast)
    ).all()
    for of, state, person_id, is_here in over:
        became = BroadcastState.DONE if state == BroadcastState.SENDING else state
        session.exec(
            update(Broadcast)
            .where(col(Broadcast.id) == of)
            .values(state=became, ended_at=now)
            .execution_options(synchronize_session=False)
        )
        if is_here and not _is_watched(session, person_id, of or 0):
            _tell(session, person_id, of or 0, now)


def _is_watched(session: Session, person_id: int, broadcast_id: int) -> bool:
    """Whether its writer has it in front of them, where its end is shown in place."""
    return (
        session.exec(
            select(Talk.id)
            .join(Chat, col(Chat.id) == col(Talk.chat_id))
            .where(
                Chat.person_id == person_id,
                Talk.script == PROGRESS,
                Talk.state == TalkState.OPEN,
                col(Talk.subject).in_(("", str(broadcast_id))),
            )
            .limit(1)
        ).first()
        is not None
    )


def _tell(session: Session, person_id: int, broadcast_id: int, now: datetime) -> None:
    add_new(
        session,
        [
            {
                "person_id": person_id,
                "script": PROGRESS,
                "subject": str(broadcast_id),
                "occasion": f"broadcast {broadcast_id}:over",
                "due_at": now,
            }
        ],
    )
