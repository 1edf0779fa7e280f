"""Ticks at even distances: APScheduler calls, and a machine's clock that jumps neither delays nor heaps up its calls."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from typing_extensions import override

Tick = Callable[[], Awaitable[None]]


class Every(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """So long after the last time. IntervalTrigger counts every time that a clock put forward has left out, a year of them too."""

    def __init__(self, span: timedelta) -> None:
        self.span = span

    @override
    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """When to call next."""
        return now + self.span


class Ticks:
    """Calls what it was given, each at its own distance, one call of each at a time."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 2, "misfire_grace_time": None}
        )
        self._watching: asyncio.Task[None] | None = None

    def add(self, tick: Tick, seconds: float) -> None:
        """Call `tick` every so many seconds, the first time after as many; while it is still at it, that call is left out."""
        busy = asyncio.Lock()

        async def unless_busy() -> (
            None
        ):  # else APScheduler would warn each time, and call the end of it all an error
            if not busy.locked():
                with contextlib.suppress(asyncio.CancelledError):
                    async with busy:
                        await tick()

        self._scheduler.add_job(unless_busy, Every(timedelta(seconds=seconds)))

    def start(self) -> None:
        """Begin."""
        self._scheduler.start()
        self._watching = asyncio.create_task(self._watch())

    def stop(self) -> None:
        """Call no more."""
        if self._watching is not None:
            self._watching.cancel()
            self._scheduler.shutdown(wait=False)
            self._watching = None

    async def _watch(self) -> None:
        """Call at once what a clock that was put back has moved into the distance."""
        while True:
            await asyncio.sleep(1)
            now = datetime.now(UTC)
            for job in self._scheduler.get_jobs():
                if job.next_run_time > now + job.trigger.span:
                    job.modify(next_run_time=now)
