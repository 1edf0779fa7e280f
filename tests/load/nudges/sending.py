"""A nudge to each of some thousand people, through `penggerak run` and a server that enforces Telegram's limits, while others write."""

import asyncio
import gc
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session

from bot.clock import Clock
from bot.phone.phone import Phone
from bot.phone.server import Address, serve
from bot.phone.throttle import Throttle
from models.database import connect
from models.migrations.steps import upgrade
from tests.load.bench.forms import Form, in_turn, ten_questions
from tests.load.bench.rig import STARTED_WITHIN, FirstPoll, disk
from tests.load.bench.running import Running
from tests.load.bench.systems.penggerak import COMMAND, stored
from tests.load.nudges.people import settle
from tests.load.nudges.writers import Answer, Writers

CONFIGURATION = """
[telegram]
token = "{token}"
base_url = "{api}"
base_file_url = "{files}"

[database]
url = "sqlite:///{database}"

[time]
quiet_from = "00:00"
quiet_until = "00:00"

[logging]
level = "warning"
"""
"""The limits are those that Penggerak comes with; nobody is left in peace at the hour at which this is measured."""
SLACK = 60.0  # seconds beyond what the rate allows, until it counts as never


@dataclass(frozen=True)
class Told:
    """What it came to, from the opening of what people are told about to the last one told.

    Of the messages a second that are allowed those were sent, nudges and answers together; `refused` were answered with 429.
    """

    people: int
    seconds: float
    allowed_per_s: float
    sent_per_s: float
    nudges_per_s: float
    refused: int
    replies: int
    reply_p50_ms: float
    reply_p99_ms: float
    overtaken: int  # nudges that went while an answer was on its way, at the most
    rss_mb: float
    cpu_s: float


@dataclass
class Watched(Throttle):
    """Telegram's limits, and when something was let through (time.perf_counter)."""

    passed: list[float] = field(default_factory=list)

    def spend(self, chat_id: int) -> None:
        """Let it through and note when, or refuse it."""
        super().spend(chat_id)
        self.passed.append(time.perf_counter())


class ToldWrongly(AssertionError):
    """Somebody was told twice or not at all, or an answer that was followed by a question is not stored."""


async def tell(
    people: int, writers: int, thinking: tuple[float, float] = (3.0, 6.0), questions: int = 100
) -> Told:
    """Start Penggerak, let people write, and open a form to others, each of whom is told so once. Raises ToldWrongly."""
    phone = Phone()
    phone.faults.throttle = throttle = Watched()
    with tempfile.TemporaryDirectory(prefix="nudges-", dir=disk()) as name:
        folder = Path(name)
        engine = connect(f"sqlite:///{folder / 'penggerak.db'}")
        run = Run(phone, throttle, folder, engine, in_turn(questions))
        await asyncio.to_thread(run.move_in, people, writers)
        try:
            async with serve(phone, port=0) as address:
                return await run.held(address, thinking)
        finally:
            engine.dispose()


@dataclass
class Run:
    """One such run, with a phone, a folder and a database of its own."""

    phone: Phone
    throttle: Watched
    folder: Path
    engine: Engine
    form: Form
    told: Counter[int] = field(default_factory=Counter)
    told_at: list[float] = field(default_factory=list)

    def move_in(self, people: int, writers: int) -> None:
        """Those who will be told joined long ago; those who write have their form open and know of it."""
        upgrade(self.engine)
        now = Clock().now()
        for number in range(people + writers):
            self.phone.add_person(f"Orang {number}").conversation.chat.started = True
        everybody = list(self.phone.people.values())
        self.called, self.writing = everybody[:people], everybody[people:]
        with Session(self.engine) as session, session.begin():
            called, writing = [p.id for p in self.called], [p.id for p in self.writing]
            self.batch = settle(session, called, ten_questions(), "panggilan", now)
            settle(session, writing, self.form, "beban", now, first=people + 1).open(session, now)

    async def held(self, address: Address, thinking: tuple[float, float]) -> Told:
        """From start to end."""
        first = FirstPoll.on(self.phone)
        writers = Writers(self.phone, self.writing, self.form.scales, thinking)
        running = await Running.start(self._command(address), self.folder)
        try:
            await asyncio.wait_for(first.begun.wait(), STARTED_WITHIN)
            await writers.assemble()
            opened_at = await asyncio.to_thread(self._open)
            gc.collect()
            cpu = running.cpu()
            writers.begin()
            within = len(self.called) / self.throttle.overall_per_second * 2 + SLACK
            async with asyncio.timeout(within):
                await self._watch(writers)
            cpu, memory = running.cpu() - cpu, running.peak_memory()
        except TimeoutError:
            running.cpu()  # says so where it has ended
            raise
        finally:
            await running.stop()
        self._check(writers)
        return self._came_to(writers.answers, opened_at, memory, cpu)

    def _open(self) -> float:
        with Session(self.engine) as session, session.begin():
            self.batch.open(session, Clock().now())
        return time.perf_counter()

    async def _watch(self, writers: Writers) -> None:
        called = {person.id for person in self.called}
        listener = self.phone.world.changes.listen()
        try:
            while len(self.told) < len(called):
                await listener.stirred.wait()
                for kind, subject in listener.take():
                    if kind != "message" or not subject.from_bot:
                        continue
                    if subject.chat.id in called:
                        self.told[subject.chat.id] += 1
                        self.told_at.append(time.perf_counter())
                    else:
                        writers.see(subject)
        finally:
            self.phone.world.changes.forget(listener)

    def _check(self, writers: Writers) -> None:
        said = {p.id: sum(m.from_bot for m in p.messages) for p in self.called}
        if wrong := {address: n for address, n in said.items() if n != 1}:
            raise ToldWrongly(
                f"{len(wrong)} people were told something else than once, such as {wrong.popitem()}"
            )
        kept = stored(self.folder)
        for address, answers in writers.given().items():
            sure = answers[:-1]  # the last may be on its way
            if list(kept.get(address, ()))[: len(sure)] != sure:
                raise ToldWrongly(f"{sure} were answered, {kept.get(address)} are stored")

    def _came_to(self, answers: Sequence[Answer], opened_at: float, memory: float, cpu: float) -> Told:
        begun, ended = self.told_at[0], self.told_at[-1]
        passed = sum(begun <= at <= ended for at in self.throttle.passed)
        meanwhile = [a for a in answers if a.given_at >= opened_at]
        waits = sorted(a.next_at - a.given_at for a in meanwhile)
        return Told(
            people=len(self.called),
            seconds=ended - begun,
            allowed_per_s=self.throttle.overall_per_second,
            sent_per_s=(passed - 1) / (ended - begun),
            nudges_per_s=(len(self.told_at) - 1) / (ended - begun),
            refused=self.throttle.refused,
            replies=len(waits),
            reply_p50_ms=statistics.median(waits) * 1000,
            reply_p99_ms=waits[int(0.99 * (len(waits) - 1))] * 1000,
            overtaken=max(sum(a.given_at < at < a.next_at for at in self.told_at) for a in meanwhile),
            rss_mb=memory,
            cpu_s=cpu,
        )

    def _command(self, address: Address) -> Sequence[str]:
        configuration = self.folder / "config.toml"
        configuration.write_text(
            CONFIGURATION.format(
                token=self.phone.token,
                api=address.base_url,
                files=address.base_file_url,
                database=self.folder / "penggerak.db",
            ),
            encoding="utf-8",
        )
        return [sys.executable, "-c", COMMAND, "--config", str(configuration), "run"]
