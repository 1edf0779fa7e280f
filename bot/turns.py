"""One update in, one transaction: what came in together is loaded, replayed, kept and written together."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import Engine
from sqlmodel import Session

from bot.batch import Batch
from bot.channels.channel import Channel, Incomprehensible
from bot.clock import Clock
from bot.courtesy import gone_wrong, unasked
from bot.hearing import hear
from bot.i18n import DEFAULT, speaking
from bot.messages import Act, Heard, Message
from bot.nudging import give_due
from bot.outbox.queued import Queued
from bot.performing import Performer, ScriptFailed
from bot.repertoire import Repertoire
from bot.saying import queue_what_is_said
from bot.scene import OpenTalk, Scene
from bot.writing import write_scenes
from models.availability.quiet_hours import NEVER_QUIET, QuietHours
from models.database import is_passing
from models.inbound import Received, claim_updates, mark_done
from models.outbound import Priority
from models.talks import UNFINISHED, Overtaken, TalkState, chats_with_time_up

log = structlog.get_logger()

MOST_TOGETHER = 100  # updates worked on in one transaction
DUE_TOGETHER = 500  # nudges; whoever writes meanwhile waits for one such transaction at most


@dataclass(frozen=True)
class Taken:
    """What one batch came to: how many updates or talks it dealt with, what is now to be sent, and which updates those were."""

    count: int
    queued: Sequence[Queued] = ()
    updates: Sequence[Received] = ()
    has_orders: bool = False  # whether errands were ordered
    may_be_more: bool = True  # whether it is worth looking again, where there was something


class Turns:
    """Takes what has come in or come due, a batch at a time. Everything here is synchronous: call it in a thread."""

    def __init__(
        self,
        engine: Engine,
        channels: Mapping[str, Channel],
        repertoire: Repertoire,
        clock: Clock,
        zone: str = "Asia/Jakarta",
        quiet: QuietHours = NEVER_QUIET,
        language: str = DEFAULT,
    ) -> None:
        """`zone` (IANA) and `language` hold for whoever has said nothing else."""
        self.engine = engine
        self.channels = channels
        self.repertoire = repertoire
        self.clock = clock
        self.zone = zone
        self.language = language
        self.quiet = quiet

    def take(self, at_most: int = MOST_TOGETHER) -> Taken:
        """Handle the oldest updates that wait. Raises what the database raises while it is away (`is_passing`).

        Where the batch as a whole fails, its updates are taken one by one, and only the bad one fails.
        """
        try:
            return self._take_together(at_most)
        except Overtaken:
            return Taken(1)  # nothing was written; there is more to take
        except Exception as error:
            if is_passing(error):
                raise
            log.exception("a batch of turns failed; taking them one by one")
        return self._take_alone(at_most)

    def close_what_is_late(self, at_most: int = MOST_TOGETHER) -> Taken:
        """Bring talks whose deadline has passed to their end."""
        now = self.clock.now()
        with Session(self.engine, expire_on_commit=False) as session:
            places = chats_with_time_up(session, now, at_most)
            if not places:
                return Taken(0)
            batch = self._batch(session, now)
            batch.load(places)
            for scene in batch.scenes.values():
                for talk in [t for t in scene.talks if t.deadline is not None and t.deadline <= now]:
                    self._end(batch, scene, talk)
            return self._written(session, batch, len(places))

    def say_what_is_due(self, at_most: int = DUE_TOGETHER) -> Taken:
        """Turn nudges that are due into talks and messages."""
        now = self.clock.now()
        with Session(self.engine, expire_on_commit=False) as session:
            batch = self._batch(session, now)
            count = give_due(session, batch, self.quiet, at_most)
            return self._written(session, batch, count, may_be_more=count >= at_most or batch.has_kept)

    def show_what_changed(self) -> Taken:
        """Show the open questions that say something else by now, in place."""
        now = self.clock.now()
        with Session(self.engine, expire_on_commit=False) as session:
            changed = {c.name: set(c.watch(session, now)) for c in self.repertoire.conversations if c.watch}
            places = {place for those in changed.values() for place in those}
            if not places:
                return Taken(0)
            batch = self._batch(session, now)
            batch.load(places)
            for place, scene in batch.scenes.items():
                for talk in scene.talks:
                    if place in changed.get(talk.script, ()):
                        self._show_anew(batch, scene, talk)
            return self._written(session, batch, len(places))

    def _show_anew(self, batch: Batch, scene: Scene, talk: OpenTalk) -> None:
        if talk.state is not TalkState.OPEN or talk.shown_in is None:
            return
        scene.priority = Priority.NUDGE
        performer = Performer(self.repertoire, batch, scene, batch.now)
        with contextlib.suppress(ScriptFailed), performer.playing(talk) as play:  # parked, logged and said
            performer.show(talk, play, batch.now, replaces=talk.shown_in)

    def _batch(self, session: Session, now: datetime) -> Batch:
        return Batch(session, self.repertoire, self.zone, self.language, now)

    def _written(self, session: Session, batch: Batch, count: int, *, may_be_more: bool = True) -> Taken:
        try:
            queued = self._commit(session, batch, []) if count else ()
            return Taken(count, queued, has_orders=batch.has_orders, may_be_more=may_be_more)
        except Overtaken:
            return Taken(1)  # nothing was written; look again

    def _end(self, batch: Batch, scene: Scene, talk: OpenTalk) -> None:
        performer = Performer(self.repertoire, batch, scene, batch.now)
        try:
            with performer.playing(talk) as play:
                if play.ended:
                    performer.show(talk, play, batch.now)
                else:  # it has been given more time
                    talk.deadline, talk.moved = play.talk.deadline, True
        except ScriptFailed:
            pass  # parked, logged and said

    def _take_together(self, at_most: int, only: int | None = None) -> Taken:
        now = self.clock.now()
        with Session(self.engine, expire_on_commit=False) as session:
            inbound = claim_updates(session, at_most, only)
            if not inbound:
                return Taken(0)
            heard = {row.id: self._understood(row) for row in inbound}
            batch = self._batch(session, now)
            understood = [h for h in heard.values() if h is not None]
            riddles = {
                (row.channel, row.address)
                for row in inbound
                if heard[row.id] is None
                and row.address is not None
                and row.address > 0  # a person's own chat
            }
            batch.load(riddles | {(h.channel, h.address) for h in understood}, understood)
            for place in riddles:
                with speaking(batch.scenes[place].language):
                    batch.scenes[place].say(unasked(Act.OTHER))
            for h in understood:
                hear(self.repertoire, batch, batch.scenes[h.channel, h.address], h)
            return Taken(
                len(inbound),
                self._commit(session, batch, [self._done(batch, row, heard[row.id]) for row in inbound]),
                inbound,
                batch.has_orders,
            )

    def _take_alone(self, at_most: int) -> Taken:
        with Session(self.engine) as session:
            waiting = claim_updates(session, at_most)
        queued: list[Queued] = []
        done: list[Received] = []
        has_orders = False
        for row in waiting:
            try:
                taken = self._take_together(1, row.id)
                queued += taken.queued
                has_orders |= taken.has_orders
            except Overtaken:
                break  # what is left is taken next
            except Exception as error:
                if is_passing(error):
                    break
                log.exception("an update could not be handled")
                queued += self._give_up_on(row.id, error)
            done.append(row)
        return Taken(1, queued, done, has_orders)

    def _give_up_on(self, one: int, error: Exception) -> Sequence[Queued]:
        try:
            return self._put_away(one, error, apologise=True)
        except Exception as further:
            if is_passing(further):
                raise
            log.exception("nor could anybody be told")
            return self._put_away(one, error, apologise=False)

    def _put_away(self, one: int, error: Exception, *, apologise: bool) -> Sequence[Queued]:
        with Session(self.engine, expire_on_commit=False) as session:
            inbound = claim_updates(session, 1, one)
            batch = self._batch(session, self.clock.now())
            if apologise:
                batch.load({(row.channel, row.address) for row in inbound if row.address is not None})
            for scene in batch.scenes.values():
                with speaking(scene.language):
                    scene.effects.append(Message(gone_wrong()))
            failure = type(error).__name__  # no more: the rest may say what somebody wrote
            return self._commit(
                session, batch, [{**self._done(batch, row, None), "error": failure} for row in inbound]
            )

    def _understood(self, row: Received) -> Heard | None:
        try:
            return self.channels[row.channel].understand(row.payload or {}, row.received_at)
        except Incomprehensible as error:
            log.warning("an update was not understood", update=row.update_id, reason=str(error))
            return None

    def _done(self, batch: Batch, row: Received, heard: Heard | None) -> dict[str, Any]:
        scene = batch.scenes.get((heard.channel, heard.address)) if heard else None
        consented = scene is not None and scene.person_id is not None
        under_way = scene is not None and any(talk.state in UNFINISHED for talk in scene.talks)
        return {
            "id": row.id,
            "done_at": batch.now,
            "error": None if heard else "not understood",
            "address": row.address if consented or under_way else None,
            "forget": not consented,
        }

    def _commit(self, session: Session, batch: Batch, done: Sequence[Mapping[str, Any]]) -> Sequence[Queued]:
        scenes = list(batch.scenes.values())
        write_scenes(session, scenes, batch.now)
        queued = queue_what_is_said(session, scenes, self.channels, batch.now)
        if done:
            mark_done(session, done)
        session.commit()
        return queued
