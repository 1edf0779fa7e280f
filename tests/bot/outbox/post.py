"""A messenger that does as it is told, and time that passes only while everybody sleeps."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heappop, heappush
from typing import Any

from sqlalchemy import Engine, text
from sqlmodel import Session, col, select

from bot.channels.channel import Call, Channel
from bot.clock import StoppedClock
from bot.messages import Acknowledgement, Heard, Message
from bot.outbox import Limits, Outbox, Queued
from models.outbound import LEASE, Delivery, Outbound, Priority, queue


class Time:
    """Monotonic seconds for the outbox and the messenger."""

    def __init__(self) -> None:
        self.now = 1000.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = 0

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.get_running_loop().create_future()
        self._count += 1
        heappush(self._sleepers, (self.now + seconds, self._count, woken))
        await woken

    async def until(self, happens: Awaitable[Any]) -> None:
        """Let time pass, from one who wakes to the next, until this has happened."""
        happening = asyncio.ensure_future(happens)
        while not happening.done():
            for _ in range(30):
                await asyncio.sleep(0)
            if self._sleepers and not happening.done():
                self._wake_the_next()
        await happening

    def _wake_the_next(self) -> None:
        at, _, woken = heappop(self._sleepers)
        if not woken.done():
            self.now = max(self.now, at)
            woken.set_result(None)


@dataclass(frozen=True)
class Said:
    """One call that reached the messenger, when, and how many were under way with it."""

    at: float
    address: int
    text: str
    method: str
    together: int


class Messenger:
    """A channel that takes everything, save where it was told what to answer to a text."""

    name = "telegram"

    def __init__(self, time: Time) -> None:
        self.time = time
        self.said: list[Said] = []
        self.answers: dict[str, deque[Exception]] = defaultdict(deque)
        self.latency = 0.0
        self.holding: dict[str, asyncio.Event] = {}
        self._under_way = 0
        self._spoken_to = asyncio.Event()

    @property
    def texts(self) -> list[str]:
        return [said.text for said in self.said]

    async def heard(self, count: int) -> None:
        """Return when so many calls have reached the messenger."""
        while len(self.said) < count:
            self._spoken_to.clear()
            await self._spoken_to.wait()

    def understand(self, payload: dict[str, Any], received_at: datetime) -> Heard:
        raise NotImplementedError

    def compose(self, address: int, message: Message) -> Call:
        if message.replaces is not None:
            return Call("edit", {"to": address, "text": message.text, "message": message.replaces})
        return Call("send", {"to": address, "text": message.text})

    def acknowledge(self, acknowledgement: Acknowledgement) -> Call:
        return Call("acknowledge", {"to": 0, "text": acknowledgement.text})

    def anew(self, call: Call) -> Call:
        return Call("send", {"to": call.payload["to"], "text": call.payload["text"]})

    async def fetch(self, file_id: str) -> bytes:
        raise NotImplementedError

    def invitation_link(self, token: str) -> str:
        raise NotImplementedError

    async def deliver(self, call: Call) -> int | None:
        saying = call.payload["text"]
        self._under_way += 1
        self.said.append(Said(self.time.now, call.payload["to"], saying, call.method, self._under_way))
        self._spoken_to.set()
        number = len(self.said)
        try:
            if self.latency:
                await self.time.sleep(self.latency)
            if saying in self.holding:
                await self.holding[saying].wait()
            if self.answers[saying]:
                raise self.answers[saying].popleft()
        finally:
            self._under_way -= 1
        return number if call.method != "acknowledge" else None


class Post:
    """Everything a test of the outbox needs: it writes messages as turns do, and reads what became of them."""

    def __init__(self, engine: Engine, clock: StoppedClock) -> None:
        self.engine = engine
        self.clock = clock
        self.time = Time()
        self.messenger = Messenger(self.time)
        self.channel: Channel = self.messenger

    def outbox(self, limits: Limits | None = None, portion: int = 500) -> Outbox:
        return Outbox(
            self.engine,
            {self.messenger.name: self.messenger},
            self.clock,
            limits or Limits.none(),
            portion=portion,
            monotonic=self.time.monotonic,
            sleep=self.time.sleep,
        )

    def write(
        self,
        *messages: tuple[int, str] | tuple[int, Acknowledgement] | tuple[int, Message],
        priority: Priority = Priority.REPLY,
        lease: timedelta = LEASE,
    ) -> list[Queued]:
        """Queue messages, each an address and a text, and commit."""
        calls = [(address, self._call(address, saying)) for address, saying in messages]
        now = self.clock.now()
        rows = [
            {
                "channel": "telegram",
                "address": address,
                "method": call.method,
                "payload": call.payload,
                "priority": priority,
                "created_at": now,
                "lease_until": now + lease,
            }
            for address, call in calls
        ]
        with Session(self.engine) as session:
            ids = queue(session, rows)
            session.commit()
        return [
            Queued(number, "telegram", address, call, priority, now)
            for number, (address, call) in zip(ids, calls, strict=True)
        ]

    def _call(self, address: int, saying: str | Message | Acknowledgement) -> Call:
        if isinstance(saying, Acknowledgement):
            return self.channel.acknowledge(saying)
        return self.channel.compose(address, Message(saying) if isinstance(saying, str) else saying)

    def rename(self, table: str, name: str) -> None:
        """Take a table out of everybody's sight, or bring it back."""
        with self.engine.begin() as connection:
            connection.execute(text(f"ALTER TABLE {table} RENAME TO {name}"))

    def deliveries_in(self, table: str) -> list[str]:
        """What became of the messages, read from the table under the name it now has."""
        with self.engine.connect() as connection:
            return list(connection.execute(text(f"SELECT delivery FROM {table} ORDER BY id")).scalars())

    def rows(self) -> list[Outbound]:
        with Session(self.engine) as session:
            return list(session.exec(select(Outbound).order_by(col(Outbound.id))))

    def deliveries(self) -> list[Delivery]:
        return [row.delivery for row in self.rows()]

    async def deliver(self, outbox: Outbox, rows: Iterable[Queued] = ()) -> None:
        """Run the outbox until these, and all that is left in the database, are dealt with."""
        outbox.put(rows)
        await self.while_running(outbox, outbox.drained)

    async def while_running(self, outbox: Outbox, what: Callable[[], Awaitable[Any]]) -> None:
        running = asyncio.ensure_future(outbox.run())
        await self.time.until(what())
        await self.time.until(outbox.stop())
        await self.time.until(running)
