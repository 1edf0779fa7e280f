"""What is done at each tick of the clock: the database says what is due."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

import structlog
from sqlalchemy import Engine
from sqlmodel import Session

from bot.clock import Clock
from bot.ticking import Ticks
from bot.turns import Taken, Turns
from bot.worker import Worker
from models.availability.quiet_hours import QuietHours
from models.nudges import reconsider
from models.retention import forget_what_is_not_needed

log = structlog.get_logger()

LOOK = 5  # seconds between looks at what is due
TIDY = 600  # seconds between sweeps of what is no longer needed


class Schedule:
    """Looks at what is due every few seconds, and at once when the clock was moved."""

    def __init__(
        self, engine: Engine, clock: Clock, turns: Turns, worker: Worker, quiet: QuietHours, keep: timedelta
    ) -> None:
        self.engine = engine
        self.clock = clock
        self.turns = turns
        self.worker = worker
        self.quiet = quiet
        self.keep = keep
        self._looking = asyncio.Lock()
        self._planned_at: datetime | None = None
        self._ticks = Ticks()
        self._ticks.add(self.look, LOOK)
        self._ticks.add(self.tidy, TIDY)

    def start(self) -> None:
        """Begin to tick."""
        self._ticks.start()

    def stop(self) -> None:
        """Tick no more."""
        self._ticks.stop()

    async def look(self) -> None:
        """Plan what is called for, close what is late, say what is due, and take what others left."""
        async with self._looking:
            for take in (self._plan, self.turns.close_what_is_late, self.turns.say_what_is_due):
                await self._attempt(partial(self.worker.exhaust, take))
        self.worker.inbox.arrived.set()

    async def tidy(self) -> None:
        """Drop payloads that nothing needs any more."""
        await self._attempt(partial(self.worker.exhaust, self._forget))

    def _plan(self) -> Taken:
        now = self.clock.now()
        with Session(self.engine) as session:
            if (
                self._planned_at is None or now < self._planned_at
            ):  # the clock may have been put back meanwhile
                reconsider(session, now)
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
