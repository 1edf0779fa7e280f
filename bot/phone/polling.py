"""Long polling: one ``getUpdates`` at a time waits for what happens next."""

import asyncio
from typing import Any

from bot.phone.changes import Changes
from bot.phone.refusals import Conflict
from bot.phone.updates import Update, Updates

LONGEST = 50
"""Telegram holds a poll at most so many seconds."""


class Polling:
    """Who is polling now. A second poll ends the first, as Telegram does when two bots run on one token."""

    def __init__(self, updates: Updates, changes: Changes) -> None:
        self._updates = updates
        self._changes = changes
        self._end_current: asyncio.Future[str] | None = None

    @property
    def waiting(self) -> bool:
        """Whether a poll waits for something to happen."""
        return self._end_current is not None

    async def poll(self, offset: int, limit: int, timeout: int) -> list[Update]:  # noqa: ASYNC109 - the Bot API's word
        """Confirm what is before the offset, then give what there is, or wait for it.

        A negative offset keeps only so many of the newest. Raises Conflict when another poll begins.
        """
        self.end("other getUpdates request; make sure that only one bot instance is running")
        if offset > 0:
            self._updates.confirm_before(offset)
        elif offset < 0:
            self._updates.keep_last(-offset)
        found = self._updates.pending(limit)
        if found or not timeout:
            return found
        ended = self._end_current = asyncio.get_running_loop().create_future()
        try:
            return await self._wait(ended, limit, min(timeout, LONGEST))
        finally:
            if self._end_current is ended:
                self._end_current = None

    async def _wait(self, ended: asyncio.Future[str], limit: int, seconds: float) -> list[Update]:
        filling = asyncio.ensure_future(self._changes.until(lambda: self._updates.pending(limit), seconds))
        both: set[asyncio.Future[Any]] = {filling, ended}
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        if ended.done():
            filling.cancel()
            raise Conflict(f"terminated by {ended.result()}")
        return [] if filling.exception() else filling.result()

    def end(self, by: str) -> None:
        """End the poll that waits, if one does, saying by what."""
        if self._end_current is not None and not self._end_current.done():
            self._end_current.set_result(by)
