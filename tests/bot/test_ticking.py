"""Ticks go on evenly whatever the machine's clock does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.ticking import Every, Ticks
from tests.rig.wall import Wall

DAY = 86_400.0


@asynccontextmanager
async def ticking(wall: Wall) -> AsyncIterator["asyncio.Queue[None]"]:
    """A tick every tenth of a second, each put where a test can wait for it."""
    ticked: asyncio.Queue[None] = asyncio.Queue()

    async def tick() -> None:
        ticked.put_nowait(None)

    with wall.on_show():
        ticks = Ticks()
        ticks.add(tick, 0.1)
        ticks.start()
        try:
            yield ticked
        finally:
            ticks.stop()
            await asyncio.sleep(0)  # APScheduler stops on the next round of the loop


@pytest.mark.parametrize("jump", [DAY, -DAY, 40 * 365 * DAY])
async def test_the_next_tick_comes_however_the_clock_was_set(jump: float) -> None:
    wall = Wall()
    async with asyncio.timeout(30), ticking(wall) as ticked:
        await ticked.get()
        wall.set_by = jump
        for _tick in range(3):
            await ticked.get()


async def test_a_tick_that_takes_long_is_not_called_twice_at_once() -> None:
    beats: asyncio.Queue[None] = asyncio.Queue()
    at_once, most, begun, done = 0, 0, 0, asyncio.Event()

    async def beat() -> None:
        beats.put_nowait(None)

    async def slow() -> None:
        nonlocal at_once, most, begun
        at_once += 1
        begun += 1
        most = max(most, at_once)
        if begun == 3:
            done.set()
        for _beat in range(4):  # as often it could have been called meanwhile
            await beats.get()
        at_once -= 1

    ticks = Ticks()
    ticks.add(beat, 0.05)
    ticks.add(slow, 0.05)
    ticks.start()
    async with asyncio.timeout(30):
        await done.wait()
    ticks.stop()
    await asyncio.sleep(0)
    assert most == 1


def test_what_was_left_out_is_not_made_up_for() -> None:
    now = datetime(2026, 11, 23, 2, tzinfo=UTC)
    assert Every(timedelta(seconds=5)).get_next_fire_time(now - timedelta(days=400), now) == now + timedelta(
        seconds=5
    )
