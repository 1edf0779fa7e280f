"""The clock's ticks: APScheduler says when to look, the database says what is due."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import Engine
from sqlmodel import Session

from bot.clock import Clock
from bot.turns import Taken, Turns
from bot.worker import Worker
from models.reminders import QuietHours, plan_reminders
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
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.add_job(self.look, "interval", seconds=LOOK)
        self._scheduler.add_job(self.tidy, "interval", seconds=TIDY)
        self._scheduler.start()

    def stop(self) -> None:
        """Tick no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

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
        with Session(self.engine) as session:
            plan_reminders(session, self.clock.now(), self.quiet)
            session.commit()
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
