"""One run: the phone and the crowd in this process, a system in another, and what it came to."""

import asyncio
import gc
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bot.phone.phone import Phone
from bot.phone.polling import Polling
from bot.phone.server import serve
from bot.phone.updates import Update
from tests.load.bench.crowd import Crowd, Script
from tests.load.bench.forms import Form
from tests.load.bench.running import Running
from tests.load.bench.systems.system import System

BOUND = 10.0  # seconds that people answer for
ASSEMBLED_WITHIN = 60.0
STARTED_WITHIN = 30.0


class Lost(AssertionError):
    """Somebody was asked the next question, and their answer is not stored."""


@dataclass(frozen=True)
class Figures:
    """What one run came to. `rig_share` is the part of a processor that the phone and the crowd took."""

    turns: int
    turns_per_s: float
    p50_ms: float
    p99_ms: float
    cpu_s_per_1000: float
    rss_mb: float
    startup_s: float
    calls_per_turn: float
    rig_share: float


class FirstPoll(Polling):
    """Tells when the bot asks for updates for the first time."""

    @classmethod
    def on(cls, phone: Phone) -> "FirstPoll":
        """Put it into the phone's place for polling."""
        world = phone.world
        world.polling = first = cls(world.updates, world.changes)
        first.begun = asyncio.Event()
        return first

    begun: asyncio.Event

    async def poll(self, offset: int, limit: int, timeout: int) -> list[Update]:  # noqa: ASYNC109
        """Note that it has begun, and poll."""
        self.begun.set()
        return await super().poll(offset, limit, timeout)


async def run(system: System, form: Form, users: int, delay_ms: int, bound: float = BOUND) -> Figures:
    """Start the system, bring everybody to the first question, let them answer. Raises Lost."""
    phone = Phone()
    first = FirstPoll.on(phone)
    people = [phone.add_person(f"Orang {n}") for n in range(users)]
    for person in people:
        person.conversation.chat.started = True
    crowd = Crowd(phone, people, Script(system.opening, form.scales))
    with tempfile.TemporaryDirectory(prefix="bench-", dir=disk()) as name:
        folder = Path(name)
        async with serve(phone) as address:
            command = await asyncio.to_thread(system.start, phone, address, folder, people, form.content)
            running = await Running.start(command, folder)
            try:
                await asyncio.wait_for(first.begun.wait(), STARTED_WITHIN)
                startup = time.perf_counter() - running.began
                await crowd.assemble(ASSEMBLED_WITHIN)
                figures = await _measured(phone, crowd, running, delay_ms / 1000, bound, startup)
            except TimeoutError:
                running.cpu()  # says so where it has ended
                raise
            finally:
                await running.stop()
        _check(crowd, system, folder)
    return figures


async def _measured(
    phone: Phone, crowd: Crowd, running: Running, delay: float, bound: float, startup: float
) -> Figures:
    gc.collect()
    phone.calls.clear()
    phone.faults.delay = delay
    cpu, rig = running.cpu(), time.process_time()
    seconds = await crowd.answer(bound)
    cpu, rig = running.cpu() - cpu, time.process_time() - rig
    phone.faults.delay = 0.0
    waits = sorted(crowd.waits)
    turns = len(waits)
    return Figures(
        turns=turns,
        turns_per_s=turns / seconds,
        p50_ms=statistics.median(waits) * 1000,
        p99_ms=waits[int(0.99 * (turns - 1))] * 1000,
        cpu_s_per_1000=cpu / turns * 1000,
        rss_mb=running.peak_memory(),
        startup_s=startup,
        calls_per_turn=min(len(phone.calls) / turns, 99),
        rig_share=rig / seconds,
    )


def _check(crowd: Crowd, system: System, folder: Path) -> None:
    stored = system.stored(folder)
    for person, one in crowd.everybody.items():
        sure = one.answers[: len(one.waits)]
        if list(stored.get(person, ()))[: len(sure)] != sure:
            raise Lost(
                f"{system.name}: of {one.person.name} {sure} were answered, {stored.get(person)} are stored"
            )


def disk() -> Path:
    """A folder on the disk of the checkout: a temporary one may lie in memory, where FULL costs nothing."""
    folder = Path("build")
    folder.mkdir(exist_ok=True)
    return folder.absolute()
