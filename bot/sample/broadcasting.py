"""What a facilitator wrote to everybody, and who got it."""

import tomllib
from collections.abc import Iterator
from datetime import UTC

from sqlmodel import col, select, update

from bot.sample.meeting import MEETINGS
from bot.sample.scene import Scene
from bot.sample.stories import Calendar, Event
from models.broadcasts.broadcast import Audience, Broadcast, BroadcastState, Recipient, RecipientState
from models.broadcasts.writing import NewBroadcast, keep_broadcast


def broadcast_events(calendar: Calendar) -> Iterator[Event]:
    """What was written, each at its time."""
    for told in tomllib.loads(MEETINGS.read_text(encoding="utf-8"))["broadcasts"]:
        yield Event(calendar.instant(told["day"], told["at"]), told["who"], "broadcast", told)


def broadcast(scene: Scene, event: Event) -> None:
    """Write to everybody; whoever can be reached has got it at once."""
    at, author, session = event.at.astimezone(UTC), scene.doer(event), scene.session
    new = NewBroadcast(author, Audience.BATCH, None, None, event.said["text"], 0)
    keep_broadcast(session, scene.asker(event), new, at, quiet=scene.rules.quiet)
    sent = session.exec(
        select(Broadcast).where(Broadcast.member_id == author.member_id, Broadcast.created_at == at)
    ).one()
    session.exec(
        update(Recipient)
        .where(col(Recipient.broadcast_id) == sent.id, col(Recipient.state) == RecipientState.WAITING)
        .values(state=RecipientState.SENT, at=at)
    )
    sent.state, sent.ended_at, sent.shown = BroadcastState.DONE, at, sent.people
    session.flush()
