"""Many nudges due at once: how fast they are claimed and queued, and what memory that takes.

Called with a database in which so many are due it measures in a process of its own: `python -m tests.load.nudges.queueing URL COUNT`.
"""

import asyncio
import gc
import sys
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import count as count_up
from pathlib import Path
from typing import cast

import orjson
from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from bot.channels.telegram.api import Api
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.understanding import Me
from bot.clock import StoppedClock
from bot.commands.run import COLLECT
from bot.turns import Turns
from handlers.conversations import REPERTOIRE
from models.database import connect
from models.nudges import Nudge, NudgeState
from models.outbound import Outbound
from tests.load.bench.forms import ten_questions
from tests.load.nudges.people import CHANNEL, count_on, settle, write
from tests.load.nudges.plain import insert_anew

NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)
"""12.00 WIB, when nobody is left in peace."""
LOOK_EVERY = 10  # portions: a look at the memory takes a millisecond


@dataclass(frozen=True)
class Queued:
    """What it came to. Memory is what the process holds (RSS, 10**6 bytes): before, the most at a look, and afterwards.

    `plain_seconds` is what bare INSERTs of the same talks and messages take.
    """

    count: int
    seconds: float
    per_s: float
    plain_seconds: float
    rss_before_mb: float
    rss_most_mb: float
    rss_after_mb: float


def make_due(engine: Engine, count: int, now: datetime = NOON) -> None:
    """So many people who have joined, with an assessment open to them, of which each is to be told at `now`."""
    with Session(engine) as session, session.begin():
        settled = settle(session, range(1, count + 1), ten_questions(), "beban", now)
        subject = settled.open(session, now)
        nudges = (
            {"person_id": n, "script": "opened", "subject": subject, "occasion": f"opened:{n}", "due_at": now}
            for n in settled.numbers
        )
        write(session, Nudge, nudges)
        count_on(engine, session)


def measure(engine: Engine, count: int) -> Queued:
    """Claim and queue all that is due. Raises AssertionError where somebody is not told, or twice."""
    channel = TelegramChannel(
        cast(Api, None), Me(7200000001, "penggerak_bot")
    )  # what is composed needs no network
    turns = Turns(engine, {CHANNEL: channel}, REPERTOIRE, StoppedClock(NOON))
    gc.freeze()  # as `penggerak run` does
    gc.set_threshold(*COLLECT)
    before = _memory()
    most, begun = before, time.perf_counter()
    for portion in count_up(1):
        if not turns.say_what_is_due().count:
            break
        if portion % LOOK_EVERY == 0:
            most = max(most, _memory())
    seconds = time.perf_counter() - begun
    gc.collect()
    _check(engine, count)
    after = _memory()
    return Queued(count, seconds, count / seconds, insert_anew(engine), before, max(most, after), after)


def _check(engine: Engine, count: int) -> None:
    with Session(engine) as session:
        given = session.exec(select(func.count()).where(col(Nudge.state) == NudgeState.GIVEN)).one()
        told = session.exec(select(func.count(func.distinct(Outbound.address)))).one()
        messages = session.exec(select(func.count(col(Outbound.id)))).one()
    if not given == told == messages == count:
        raise AssertionError(f"of {count} nudges {given} are given, in {messages} messages to {told} people")


def _memory() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


async def measured_apart(url: str, count: int) -> Queued:
    """Make so much due and measure in a process of its own, so that its memory is its own."""
    await asyncio.to_thread(_made_due, url, count)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __spec__.name, url, str(count), stdout=asyncio.subprocess.PIPE
    )
    said, _nothing = await process.communicate()
    if process.returncode:
        raise RuntimeError("the queueing was not measured; what went wrong stands above")
    return Queued(**orjson.loads(said))


def _made_due(url: str, count: int) -> None:
    engine = connect(url)
    make_due(engine, count)
    engine.dispose()


def main(url: str, count: str) -> None:
    """Measure, and say what it came to as JSON."""
    sys.stdout.buffer.write(orjson.dumps(asdict(measure(connect(url), int(count)))))


if __name__ == "__main__":
    main(*sys.argv[1:])
