"""What comes in is committed before it is acknowledged; what comes in together, together."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field

from sqlalchemy import Engine
from sqlmodel import Session

from bot.channels.channel import NotKept, Update
from bot.clock import Clock
from bot.reassuring import SILENCE, Reassurance
from models.database import is_passing
from models.inbound import keep_updates


@dataclass(eq=False)
class _Waiting:
    channel: str
    updates: Sequence[Update]
    kept: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Inbox:
    """Where a channel hands over what it received."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        thread: Executor,
        reassurance: Reassurance,
        *,
        at_most: float = SILENCE,
    ) -> None:
        """A channel is kept waiting for `at_most` seconds."""
        self.engine = engine
        self.clock = clock
        self.thread = thread
        self.reassurance = reassurance
        self.arrived = asyncio.Event()
        self._at_most = at_most
        self._waiting: list[_Waiting] = []
        self._writing: asyncio.Task[None] | None = None

    async def receive(self, channel: str, updates: Sequence[Update]) -> None:
        """Return once the updates are committed. Raises NotKept where they are not, or not yet: receive them again."""
        self.reassurance.expect(channel, updates)
        waiting = _Waiting(channel, updates)
        self._waiting.append(waiting)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        try:
            async with asyncio.timeout(self._at_most):
                await waiting.kept
        except TimeoutError:
            raise NotKept("the database does not answer") from None
        finally:
            if waiting in self._waiting:
                self._waiting.remove(waiting)

    async def _write(self) -> None:
        while self._waiting:
            together, self._waiting = self._waiting, []
            try:
                await asyncio.get_running_loop().run_in_executor(self.thread, self._keep, together)
            except Exception as error:  # handed to everybody who waits for it
                for waiting in together:
                    if not waiting.kept.done():
                        waiting.kept.set_exception(_told(error))
            else:
                for waiting in together:
                    if not waiting.kept.done():
                        waiting.kept.set_result(None)
                    self.reassurance.kept(waiting.channel, waiting.updates)
                self.arrived.set()

    def _keep(self, together: Sequence[_Waiting]) -> None:
        now = self.clock.now()
        rows = [
            {
                "channel": waiting.channel,
                "update_id": update.update_id,
                "address": update.address,
                "payload": update.payload,
                "received_at": now,
            }
            for waiting in together
            for update in waiting.updates
        ]
        with Session(self.engine) as session:
            keep_updates(session, rows)
            session.commit()


def _told(error: Exception) -> Exception:
    return NotKept(" ".join(str(error.__cause__ or error).split())) if is_passing(error) else error
