"""The other process: heavy libraries are imported there, and go with it when there has been nothing to do for a while."""

import asyncio
import multiprocessing
import os
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection
from pkgutil import resolve_name
from typing import Any

from bot.i18n import speaking

IDLE = 60.0  # seconds without work after which the process ends


class Workshop:
    """Runs one piece of work at a time in a process of its own, which is there only while there is work."""

    def __init__(self, idle: float = IDLE) -> None:
        self._idle = idle
        self._pool: ProcessPoolExecutor | None = None
        self._closing: asyncio.TimerHandle | None = None

    @property
    def is_open(self) -> bool:
        """Whether the process is there."""
        return self._pool is not None

    async def do(self, work: str, *given: Any, language: str) -> Any:
        """What `work` ("module:function") makes of what it is given. Raises what it raises; BrokenProcessPool where the process died."""
        if self._closing:
            self._closing.cancel()
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                1, mp_context=multiprocessing.get_context("spawn"), initializer=_end_with_the_bot
            )
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._pool, _speaking, language, work, given
            )
        except BrokenProcessPool:
            self.close()
            raise
        finally:
            if self._pool is not None:
                self._closing = asyncio.get_running_loop().call_later(self._idle, self.close)

    def close(self) -> None:
        """End the process; what it is at is left undone."""
        if self._closing:
            self._closing.cancel()
            self._closing = None
        if self._pool is not None:
            pool, self._pool = self._pool, None
            pool.shutdown(wait=False, cancel_futures=True)


def _end_with_the_bot() -> None:
    """Have this process end when the bot does, also when that is killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_for_the_end, args=(parent.sentinel,), daemon=True).start()


def _wait_for_the_end(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def _speaking(language: str, work: str, given: tuple[Any, ...]) -> Any:
    with speaking(language):
        return resolve_name(work)(*given)
