"""Changes: whoever waits for something to happen is woken, and the page is told what."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class Listener:
    """One open page: what changed since it was last told, each thing once."""

    def __init__(self) -> None:
        self.waiting: dict[tuple[str, Any], Any] = {}
        self.stirred = asyncio.Event()

    def take(self) -> list[tuple[str, Any]]:
        """What changed, oldest first: kind and subject."""
        taken = [(kind, subject) for (kind, _), subject in self.waiting.items()]
        self.waiting.clear()
        self.stirred.clear()
        return taken


class Changes:
    """Counts every change of the phone and wakes those who wait. All on one event loop."""

    def __init__(self) -> None:
        self.version = 0
        self._sleepers: list[asyncio.Future[None]] = []
        self._listeners: list[Listener] = []

    def note(self, kind: str, subject: Any) -> int:
        """Something of this kind changed; returns the change's number."""
        self.version += 1
        if self._sleepers:
            sleepers, self._sleepers = self._sleepers, []
            for sleeper in sleepers:
                if not sleeper.done():
                    sleeper.set_result(None)
        for listener in self._listeners:
            key = (kind, id(subject))
            listener.waiting.pop(key, None)
            listener.waiting[key] = subject
            listener.stirred.set()
        return self.version

    async def next(self) -> None:
        """Wait for the next change, whatever it is."""
        sleeper = asyncio.get_running_loop().create_future()
        self._sleepers.append(sleeper)
        await sleeper

    async def until(self, holds: Callable[[], T], within: float) -> T:
        """Wait until ``holds()`` gives something true, and return it. Raises TimeoutError after so many seconds."""
        async with asyncio.timeout(within):
            while not (found := holds()):
                await self.next()
        return found

    def listen(self) -> Listener:
        """A new listener, told of every change from now on."""
        listener = Listener()
        self._listeners.append(listener)
        return listener

    def forget(self, listener: Listener) -> None:
        """Stop telling a listener."""
        self._listeners.remove(listener)
