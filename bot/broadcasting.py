"""Broadcasts on their way: the outbox gets a portion at a time, and gives back what was stopped."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import Session

from bot.announcement import announcement
from bot.channels.channel import Channel
from bot.clock import Clock
from bot.messages import Message
from bot.outbox.limits import Limits
from bot.outbox.queued import Queued
from bot.saying import queue_many
from models.availability.knowing import availabilities
from models.availability.quiet_hours import QuietHours
from models.broadcasts.broadcast import Why
from models.broadcasts.sending import (
    Due,
    claim_portion,
    is_under_way,
    note_queued,
    note_unreached,
    put_off,
    stopped_messages,
    take_back,
)
from models.broadcasts.upkeep import see_to_broadcasts
from models.broadcasts.waiting import worth_waiting_for
from models.outbound import Priority

SECONDS_AHEAD = 2.0
"""What the outbox is given at most beforehand, in seconds of the channel's rate: enough that it never runs dry."""
WITHOUT_LIMITS = 500


@dataclass(frozen=True)
class Portion:
    """What one look came to: messages that are now to be sent, and the ids of those that are not to be sent any more."""

    is_under_way: bool = False
    queued: Sequence[Queued] = ()
    stopped: Sequence[int] = ()


class Broadcasting:
    """The database's side of broadcasts. Everything here is synchronous: call it in the thread of the turns."""

    def __init__(
        self,
        engine: Engine,
        channels: Mapping[str, Channel],
        clock: Clock,
        quiet: QuietHours,
        limits: Limits = Limits(),  # noqa: B008  frozen
    ) -> None:
        self.engine = engine
        self.channels = channels
        self.clock = clock
        self.quiet = quiet
        self.ahead = math.ceil(limits.per_second * SECONDS_AHEAD) if limits.per_second else WITHOUT_LIMITS
        """How many messages the outbox may hold, replies and all, for a further portion to be handed over."""

    def hand_over(self, held: int) -> Portion:
        """What is to be sent and not to be sent, where the outbox holds so many messages; what became of others is noted."""
        now = self.clock.now()
        with Session(self.engine, expire_on_commit=False) as session:
            if not is_under_way(session):
                return Portion()
            if stopped := stopped_messages(session):
                take_back(session, stopped, free_at=now)
            queued = self._portion(session, now, self.ahead - held) if held < self.ahead else ()
            see_to_broadcasts(session, now)
            session.commit()
            return Portion(is_under_way=True, queued=queued, stopped=stopped)

    def take_back_all(self) -> None:
        """Send nothing more of what was stopped, whoever held it. Only while no other process sends."""
        with Session(self.engine) as session:
            if stopped := stopped_messages(session):
                take_back(session, stopped)
                session.commit()

    def _portion(self, session: Session, now: datetime, at_most: int) -> Sequence[Queued]:
        due = claim_portion(session, now, at_most)
        known = availabilities(session, {one.person_id for one in due}, self.quiet) if due else {}
        reached: list[tuple[Due, tuple[str, int]]] = []
        unreached: dict[int, Why] = {}
        later: dict[int, datetime] = {}
        for one in due:
            free_at = worth_waiting_for(known[one.person_id], now)
            if one.chat is None:
                unreached[one.recipient_id] = one.why or Why.NEVER
            elif free_at is None:
                unreached[one.recipient_id] = Why.AWAY
            elif free_at > now:
                later[one.recipient_id] = free_at
            else:
                reached.append((one, one.chat))
        note_unreached(session, unreached, now)
        put_off(session, later)
        if not reached:
            return ()
        queued = queue_many(
            session,
            [
                (
                    self.channels[channel],
                    address,
                    Message(announcement(one.author, one.batch, one.text)),
                    one.occasion,
                )
                for one, (channel, address) in reached
            ],
            Priority.BROADCAST,
            now,
        )
        note_queued(
            session, {one.recipient_id: row.id for (one, _chat), row in zip(reached, queued, strict=True)}
        )
        return queued
