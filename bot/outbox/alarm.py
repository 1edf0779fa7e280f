"""Waiting for news or for a moment, whichever comes first."""

import asyncio
from collections.abc import Awaitable, Callable
from math import inf

Sleep = Callable[[float], Awaitable[None]]


class Alarm:
    """Wakes the one who waits for it. `sleep` takes seconds and may be a test's."""

    def __init__(self, sleep: Sleep) -> None:
        self._sleep = sleep
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """There is news: end the waiting, or the next one that begins."""
        self._rung.set()

    async def wait(self, seconds: float = inf) -> None:
        """Return when it rings, or after so many seconds."""
        if self._rung.is_set() or seconds <= 0:
            await asyncio.sleep(0)
        elif seconds == inf:
            await self._rung.wait()
        else:
            await self._wait_at_most(seconds)
        self._rung.clear()

    async def _wait_at_most(self, seconds: float) -> None:
        timer = asyncio.ensure_future(self._ring_after(seconds))
        try:
            await self._rung.wait()
        finally:
            timer.cancel()

    async def _ring_after(self, seconds: float) -> None:
        await self._sleep(seconds)
        self.ring()
