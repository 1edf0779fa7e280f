"""What is done at each tick of the clock: the database says what is due."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

import structlog
from sqlalchemy import Engine
from sqlmodel import Session

from bot.broadcasting import Broadcasting, Portion
from bot.clock import Clock
from bot.ticking import Ticks
from bot.turns import Taken, Turns
from bot.worker import Worker
from models.availability.quiet_hours import QuietHours
from models.broadcasts.sending import STOPPED
from models.nudges import reconsider
from models.outlook import look_at_all
from models.retention import forget_what_is_not_needed

log = structlog.get_logger()

LOOK = 5  # seconds between looks at what is due
PORTIONS = 1  # seconds between portions of a broadcast, and within which a stop is heeded
TIDY = 600  # seconds between sweeps of what is no longer needed


class Schedule:
    """Looks at what is due every few seconds, and at once when the clock was moved."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        turns: Turns,
        worker: Worker,
        broadcasting: Broadcasting,
        quiet: QuietHours,
        keep: timedelta,
    ) -> None:
        self.engine = engine
        self.clock = clock
        self.turns = turns
        self.worker = worker
        self.broadcasting = broadcasting
        self.quiet = quiet
        self.keep = keep
        self._looking = asyncio.Lock()
        self._handing_over = asyncio.Lock()
        self._planned_at: datetime | None = None
        self._ticks = Ticks()
        self._ticks.add(self.look, LOOK)
        self._ticks.add(self.tidy, TIDY)
        self._ticks.add(self._send_broadcasts, PORTIONS)

    def start(self) -> None:
        """Begin to tick."""
        self._ticks.start()

    def stop(self) -> None:
        """Tick no more."""
        self._ticks.stop()

    async def look(self) -> None:
        """Plan what is called for, close what is late, say what is due, and take what others left."""
        async with self._looking:
            await self._attempt(partial(self.worker.exhaust, self._plan))
            await self._send_broadcasts()
            turns = self.turns
            for take in (turns.close_what_is_late, turns.say_what_is_due, turns.show_what_changed):
                await self._attempt(partial(self.worker.exhaust, take))
        self.worker.inbox.arrived.set()

    async def tidy(self) -> None:
        """Drop payloads that nothing needs any more."""
        await self._attempt(partial(self.worker.exhaust, self._forget))

    async def send_broadcasts(self) -> None:
        """Give the outbox the next portion, take back what was stopped, and show how far it has come."""
        async with self._handing_over:
            outbox = self.worker.outbox
            held = outbox.queued
            portion = Portion()

            def hand_over() -> Taken:
                nonlocal portion
                portion = self.broadcasting.hand_over(held)
                return Taken(0, portion.queued)

            await self.worker.exhaust(hand_over)
            outbox.withdraw(portion.stopped, STOPPED)
            if portion.is_under_way:
                await self.worker.exhaust(self.turns.show_what_changed)

    async def forget_what_was_stopped(self) -> None:
        """Send nothing of a stopped broadcast that an earlier process has left. Only while no other one sends."""

        def take_back() -> Taken:
            self.broadcasting.take_back_all()
            return Taken(0)

        await self.worker.exhaust(take_back)

    async def _send_broadcasts(self) -> None:
        await self._attempt(self.send_broadcasts)

    def _plan(self) -> Taken:
        now = self.clock.now()
        with Session(self.engine) as session:
            if (
                self._planned_at is None or now < self._planned_at
            ):  # the clock may have been put back meanwhile
                reconsider(session, now)
                look_at_all(session, now)
            for see_to in self.turns.repertoire.chores:
                see_to(session, now, self.quiet)
            session.commit()
        self._planned_at = now
        return Taken(0)

    def _forget(self) -> Taken:
        with Session(self.engine) as session:
            forget_what_is_not_needed(session, self.clock.now(), self.keep)
            session.commit()
        return Taken(0)

    async def _attempt(self, step: Callable[[], Awaitable[None]]) -> None:
        try:
            await step()
        except Exception:
            log.exception("a tick failed; the next one tries again")
