"""What this process holds of the messages to send: their leases, and what became of them until it is written."""

import asyncio
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from sqlalchemy import Engine
from sqlmodel import Session

from bot.clock import Clock
from bot.outbox.queued import Queued
from models.deliveries import Failed, Sent, ShutOut, settle
from models.outbound import LEASE, claim, is_leased, lease, release_all

T = TypeVar("T")

_FOR_EVER = datetime.max.replace(tzinfo=UTC)  # the lease of what is not stored
ROOM = 10_000
"""Messages held at most; what comes in beyond is left to the database."""


@dataclass
class Ending:
    """What became of messages; `over` are those that are out of our hands once this is written."""

    sent: list[Sent] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    shut_out: list[ShutOut] = field(default_factory=list)
    over: list[int] = field(default_factory=list)


class Holdings:
    """The outbox's side of the database. Where the database is away, SQLAlchemy's errors are raised."""

    def __init__(
        self, engine: Engine, channels: Collection[str], clock: Clock, portion: int, thread: Executor | None
    ) -> None:
        """`thread` is where the database is used; None: any."""
        self.idle = asyncio.Event()
        """Set while nothing is held and the database holds nothing that nobody sends."""
        self._engine = engine
        self._thread = thread
        self._channels = list(channels)
        self._clock = clock
        self._portion = portion
        self._leases: dict[int, datetime] = {}
        self._struggling: set[int] = set()  # those of them that have failed for now
        self._unwritten: list[Ending] = []
        self._more = True  # whether the database may hold what nobody sends
        self._left_until: datetime | None = None  # until then, what was left to the database is leased
        self._writing = asyncio.Lock()

    def admit(self, row: Queued) -> bool:
        """Hold a message that has just been committed; False where it is held already or there is no room."""
        self.idle.clear()
        if not row.is_stored:
            return self._hold(row, _FOR_EVER)
        until = row.created_at + LEASE
        if self._left_until is not None or len(self._leases) >= ROOM:
            self._left_until = until  # and what follows too, so that order is kept
            return False
        return self._hold(row, until)

    def expect_more(self) -> None:
        """The database may hold messages that nobody sends."""
        self._more = True
        self.idle.clear()

    @property
    def wants_more(self) -> bool:
        """Whether there is more to claim and room for it."""
        return self._more and self._has_room()

    def struggle(self, number: int) -> None:
        """This message will be held for long."""
        self._struggling.add(number)

    def finish(self, rows: Iterable[Queued], ending: Ending) -> None:
        """These messages have come to their end; `write` writes down how."""
        ending.over = [row.id for row in rows]
        self._unwritten.append(ending)

    async def write(self) -> None:
        """Write down what became of messages, in one transaction, and let go of them."""
        async with self._writing:
            await self._write()

    async def look(self) -> list[Queued]:
        """Renew the leases of what is held, and claim a portion of what nobody sends, in order of id."""
        async with self._writing:
            now, until = self._clock.now(), self._clock.now() + LEASE
            if short := [
                number for number, ends in self._leases.items() if number > 0 and not _is_long(ends - now)
            ]:
                await self._do(lambda session: lease(session, short, until))
                self._leases.update(dict.fromkeys(short, until))
            if not self._has_room():
                return []
            rows = await self._do(lambda session: self._claim(session, now, until))
            self._more = len(rows) == self._portion
            if not self._more and self._left_until is not None and not is_leased(self._left_until, now):
                self._left_until = None
            new = [row for row in rows if self._hold(row, until)]
            self._note_idle()
            return new

    async def release_all(self) -> None:
        """Let whatever is queued be claimed, whoever had it."""
        async with self._writing:
            await self._do(lambda session: release_all(session, self._clock.now()))

    async def close(self, before: Callable[[], None]) -> None:
        """Write what is unwritten and give back the rest; `before` is called when nothing is being written."""
        async with self._writing:
            before()
            await self._write()
            await self._do(lambda session: lease(session, self._leases, self._clock.now()))

    def __len__(self) -> int:
        return len(self._leases)

    def _hold(self, row: Queued, until: datetime) -> bool:
        if row.id in self._leases:
            return False
        self._leases[row.id] = until
        return True

    def _has_room(self) -> bool:
        moving = len(self._leases) - len(self._struggling)
        return moving <= self._portion // 2 and len(self._leases) < ROOM

    def _claim(self, session: Session, now: datetime, until: datetime) -> list[Queued]:
        return [Queued.of(row) for row in claim(session, self._channels, now, until, self._portion)]

    async def _write(self) -> None:
        endings = tuple(self._unwritten)
        if not endings:
            return
        sent = [sent for ending in endings for sent in ending.sent if sent.id > 0]
        failed = [failed for ending in endings for failed in ending.failed if failed.id > 0]
        shut_out = [shut_out for ending in endings for shut_out in ending.shut_out]
        if sent or failed or shut_out:
            await self._do(lambda session: settle(session, sent, failed, shut_out))
        del self._unwritten[: len(endings)]
        for number in (number for ending in endings for number in ending.over):
            self._leases.pop(number, None)
            self._struggling.discard(number)
        self._note_idle()

    def _note_idle(self) -> None:
        if not self._leases and not self._more and self._left_until is None:
            self.idle.set()

    async def _do(self, work: Callable[[Session], T]) -> T:
        def in_transaction() -> T:
            with Session(self._engine, expire_on_commit=False) as session:
                result = work(session)
                session.commit()
                return result

        return await asyncio.get_running_loop().run_in_executor(self._thread, in_transaction)


def _is_long(left: timedelta) -> bool:
    """Whether a lease with so much to go need not be renewed yet; one with more than there is was written before a jump."""
    return LEASE / 2 <= left <= LEASE
