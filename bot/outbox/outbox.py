"""The durable, paced delivery of what turns have queued."""

import asyncio
import random
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import replace
from math import inf

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.channel import Channel, DeliveryFailed, Refused, Throttled, Unreachable
from bot.clock import Clock
from bot.messages import Acknowledgement
from bot.outbox.alarm import Alarm, Sleep
from bot.outbox.attempts import Anew, Delivered, Outcome, attempt, is_hopeless, pause
from bot.outbox.holdings import Ending, Holdings
from bot.outbox.limits import Limits
from bot.outbox.lines import Lines
from bot.outbox.pacing import Pacer
from bot.outbox.queued import Queued
from models.deliveries import Failed, Sent, ShutOut

log = structlog.get_logger()

LOOK_EVERY = 5.0
"""Seconds between looks for messages that another process has left behind, and between renewals of leases."""
TOGETHER = 0.05
"""Seconds within which deliveries are written down in one transaction."""
ATTEMPTS_ASIDE = 3
"""A tap waits for its acknowledgement for some seconds only."""


class Outbox:
    """Sends each message at least once, in order within a chat, at the pace of its channel.

    Belongs to one event loop: `put` is called on it, `run` runs on it. `monotonic` and `sleep` measure
    the pace in seconds; `clock` is only for instants that are written down, so that it may be moved.
    """

    def __init__(
        self,
        engine: Engine,
        channels: Mapping[str, Channel],
        clock: Clock,
        limits: Limits = Limits(),  # noqa: B008  frozen
        *,
        portion: int = 500,
        thread: Executor | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        """`portion` is how many messages are claimed from the database at a time.

        It is used in `thread`: where turns are taken in the same one, nobody waits for a lock of SQLite's.
        """
        self.sent = 0
        self.retried = 0
        self.refused = 0
        self._channels = channels
        self._clock = clock
        self._monotonic = monotonic
        self._sleep = sleep
        self._in_flight_at_most = limits.in_flight
        self._held = Holdings(engine, channels, clock, portion, thread)
        self._lines = {name: Lines(Pacer(limits)) for name in channels}
        self._asides = {
            name: channel.acknowledge(Acknowledgement("")).method for name, channel in channels.items()
        }
        self._calls: set[asyncio.Task[None]] = set()
        self._loops: list[asyncio.Task[None]] = []
        self._news, self._looks, self._ends = Alarm(sleep), Alarm(sleep), Alarm(sleep)
        self._stopping = False

    @property
    def in_flight(self) -> int:
        """Calls that are under way."""
        return len(self._calls)

    @property
    def queued(self) -> int:
        """Messages in hand that wait for their turn."""
        return sum(lines.waiting for lines in self._lines.values())

    def put(self, rows: Iterable[Queued]) -> None:
        """Send what has just been committed, leased for models.outbound.LEASE from its creation."""
        self._line_up(row for row in rows if self._held.admit(row))

    def look(self) -> None:
        """Look for messages that nobody sends now, rather than within seconds."""
        self._held.expect_more()
        self._looks.ring()

    def withdraw(self, ids: Collection[int], reason: str) -> None:
        """Send these messages no more, where they have not set out: they count as undeliverable for this reason."""
        for lines in self._lines.values():
            for row in lines.withdraw(ids):
                self._end([row], Ending(failed=[Failed(row.id, reason, row.attempts)]))

    async def take_over(self) -> None:
        """Send at once what an earlier process left, however long it is leased. Only while no other one sends."""
        await self._held.release_all()
        self.look()

    @property
    def is_drained(self) -> bool:
        """Whether nothing is queued, in flight or not yet written down."""
        return self._held.idle.is_set()

    async def drained(self) -> None:
        """Return when nothing is queued, in flight or not yet written down."""
        await self._held.idle.wait()

    async def run(self) -> None:
        """Send until `stop`."""
        async with asyncio.TaskGroup() as tasks:
            for loop in (self._look_about(), self._send(tasks), self._write_down()):
                self._loops.append(tasks.create_task(loop))

    async def stop(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109  what is late is sent again, not an error
        """Let what is in flight arrive within so many seconds, write it down and give the rest back."""
        self._stopping = True
        if self._calls:
            await asyncio.wait(self._calls, timeout=timeout)
        late = tuple(self._calls)
        for call in late:
            call.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        try:
            await self._held.close(before=self._end_loops)
        except SQLAlchemyError as error:
            log.warning("ended without the database", unwritten=len(self._held), error=type(error).__name__)

    def _end_loops(self) -> None:
        for loop in self._loops:
            loop.cancel()

    async def _look_about(self) -> None:
        while True:
            try:
                self._line_up(await self._held.look())
            except SQLAlchemyError as error:
                log.warning("the database is away", error=type(error).__name__)
                await self._sleep(LOOK_EVERY)
            if not self._held.wants_more:
                await self._looks.wait(LOOK_EVERY)

    async def _write_down(self) -> None:
        failures = 0
        while True:
            await self._ends.wait()
            await self._sleep(TOGETHER)
            try:
                await self._held.write()
                failures = 0
            except SQLAlchemyError as error:
                failures += 1
                log.warning("the database is away", unwritten=len(self._held), error=type(error).__name__)
                await self._sleep(pause(min(failures, 2), random.random()))  # noqa: S311  spreads load
                self._ends.ring()
            if self._held.wants_more:
                self._looks.ring()

    async def _send(self, tasks: asyncio.TaskGroup) -> None:
        while True:
            await self._news.wait(self._start_calls(tasks))

    def _start_calls(self, tasks: asyncio.TaskGroup) -> float:
        """Start the calls that may be made now; seconds until the next may."""
        now = self._monotonic()
        for name, lines in self._lines.items():
            while not self._is_full and (row := lines.next(now)) is not None:
                call = tasks.create_task(self._call(name, row))
                self._calls.add(call)
                call.add_done_callback(self._called)
        if self._is_full:
            return inf
        return min(lines.opens_at(now) for lines in self._lines.values()) - now

    @property
    def _is_full(self) -> bool:
        return self._stopping or len(self._calls) >= self._in_flight_at_most

    def _called(self, call: asyncio.Task[None]) -> None:
        self._calls.discard(call)
        self._news.ring()

    async def _call(self, name: str, row: Queued) -> None:
        self._conclude(self._lines[name], row, await attempt(self._channels[name], row.call))

    def _conclude(self, lines: Lines, row: Queued, outcome: Outcome) -> None:
        now = self._monotonic()
        match outcome:
            case Delivered(message_id):
                self.sent += 1
                lines.over(row, now)
                self._end([row], Ending(sent=[Sent(row.id, message_id, self._clock.now(), row.attempts + 1)]))
            case Throttled(seconds=seconds):
                log.info("told to wait", channel=row.channel, seconds=seconds)
                lines.pause(now + seconds)
                lines.again(row, now, now)
            case Anew(call) if not row.anew:
                lines.again(replace(row, call=call, anew=True), now, now)
            case Unreachable() if not self._is_aside(row):
                self._shut_out(row, str(outcome), lines.give_up(row, now))
            case Refused() | Unreachable() | Anew():
                lines.over(row, now)
                self._fail(
                    row, str(outcome) if isinstance(outcome, DeliveryFailed) else "cannot be sent anew"
                )
            case _:
                self._try_again(lines, row, str(outcome), now)

    def _try_again(self, lines: Lines, row: Queued, reason: str, now: float) -> None:
        attempts = row.attempts + 1
        since = now if row.tried_since is None else row.tried_since
        too_late = self._is_aside(row) and attempts >= ATTEMPTS_ASIDE
        if too_late or is_hopeless(now - since):
            lines.over(row, now)
            self._fail(row, reason)
            return
        self.retried += 1
        self._held.struggle(row.id)
        after = pause(attempts, random.random())  # noqa: S311  spreads load, guards nothing
        log.info("will try again", message=row.id, attempts=attempts, seconds=round(after, 1), reason=reason)
        lines.again(replace(row, attempts=attempts, tried_since=since), now, now + after)

    def _fail(self, row: Queued, reason: str) -> None:
        self.refused += 1
        log.error("message undeliverable", message=row.id, method=row.call.method, reason=reason)
        self._end([row], Ending(failed=[Failed(row.id, _storable(reason), row.attempts + 1)]))

    def _shut_out(self, row: Queued, reason: str, waited: list[Queued]) -> None:
        self.refused += 1 + len(waited)
        log.info("chat unreachable", channel=row.channel, message=row.id, with_it=len(waited), reason=reason)
        error = _storable(reason)
        shut_out = ShutOut(row.channel, row.address, self._clock.now(), error)
        failed = Failed(row.id, error, row.attempts + 1)
        self._end([row, *waited], Ending(failed=[failed], shut_out=[shut_out]))

    def _end(self, rows: list[Queued], ending: Ending) -> None:
        self._held.finish(rows, ending)
        self._ends.ring()

    def _line_up(self, rows: Iterable[Queued]) -> None:
        for row in rows:
            self._lines[row.channel].add(row, self._monotonic(), aside=self._is_aside(row))
        self._news.ring()

    def _is_aside(self, row: Queued) -> bool:
        return row.call.method == self._asides[row.channel]


def _storable(reason: str) -> str:
    return reason.replace("\0", "")[:500]  # PostgreSQL takes no NUL
