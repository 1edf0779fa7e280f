"""The one worker that takes turns: woken when something has come in, or come due."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor

import structlog

from bot.inbox import Inbox
from bot.outbox.outbox import Outbox
from bot.turns import Taken, Turns
from models.database import is_passing

log = structlog.get_logger()

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 2.0  # seconds, while the database is away: its return is soon noticed


class Worker:
    """Takes turns in the database's thread and hands what is to be sent to the outbox."""

    def __init__(
        self, turns: Turns, inbox: Inbox, outbox: Outbox, thread: Executor, ordered: Callable[[], None]
    ) -> None:
        """`ordered` is called when there are errands to do."""
        self.turns = turns
        self.inbox = inbox
        self.outbox = outbox
        self.thread = thread
        self.ordered = ordered
        self.idle = asyncio.Event()

    async def run(self) -> None:
        """Take turns until cancelled."""
        self.inbox.arrived.set()  # what an earlier process left
        while True:
            if not self.inbox.arrived.is_set():
                self.idle.set()
            await self.inbox.arrived.wait()
            self.idle.clear()
            self.inbox.arrived.clear()
            stored = self.inbox.reassurance.stored()
            await self.exhaust(self.turns.take)
            self.inbox.reassurance.answered(stored)  # whoever took their turns

    async def exhaust(self, take: Callable[[], Taken]) -> None:
        """Call `take` in the thread until there is nothing left, sending what follows; wait out a database that is away."""
        pause = FIRST_PAUSE
        while True:
            try:
                taken = await asyncio.get_running_loop().run_in_executor(self.thread, take)
            except Exception as error:
                if not is_passing(error):
                    raise
                why = " ".join(str(error.__cause__ or error).split())
                log.warning("the database is away; trying again", why=why, seconds=pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
                continue
            pause = FIRST_PAUSE
            self.inbox.reassurance.answered((update.channel, update) for update in taken.updates)
            if taken.queued:
                self.outbox.put(taken.queued)
            if taken.has_orders:
                self.ordered()
            if not taken.count or not taken.may_be_more:
                return
