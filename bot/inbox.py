"""What comes in is committed before it is acknowledged; what comes in together, together."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field

from sqlalchemy import Engine
from sqlmodel import Session

from bot.channels.channel import Update
from bot.clock import Clock
from models.inbound import keep_updates


@dataclass
class _Waiting:
    updates: Sequence[Update]
    kept: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Inbox:
    """Where a channel hands over what it received."""

    def __init__(self, engine: Engine, clock: Clock, thread: Executor) -> None:
        self.engine = engine
        self.clock = clock
        self.thread = thread
        self.arrived = asyncio.Event()
        self._waiting: list[tuple[str, _Waiting]] = []
        self._writing: asyncio.Task[None] | None = None

    async def receive(self, channel: str, updates: Sequence[Update]) -> None:
        """Return once the updates are committed. Raises what the database raises; then none is kept."""
        waiting = _Waiting(updates)
        self._waiting.append((channel, waiting))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        await waiting.kept

    async def _write(self) -> None:
        while self._waiting:
            together, self._waiting = self._waiting, []
            try:
                await asyncio.get_running_loop().run_in_executor(self.thread, self._keep, together)
            except Exception as error:  # handed to everybody who waits for it
                for _channel, waiting in together:
                    if not waiting.kept.done():
                        waiting.kept.set_exception(error)
            else:
                for _channel, waiting in together:
                    if not waiting.kept.done():
                        waiting.kept.set_result(None)
                self.arrived.set()

    def _keep(self, together: Sequence[tuple[str, _Waiting]]) -> None:
        now = self.clock.now()
        rows = [
            {
                "channel": channel,
                "update_id": update.update_id,
                "address": update.address,
                "payload": update.payload,
                "received_at": now,
            }
            for channel, waiting in together
            for update in waiting.updates
        ]
        with Session(self.engine) as session:
            keep_updates(session, rows)
            session.commit()
