"""The wall clock jumps: nothing is given up by it, sent twice by it, or waits for it to catch up."""

import asyncio
from datetime import timedelta

import pytest

from bot.channels.channel import Unavailable
from models.outbound import LEASE, Delivery
from tests.bot.outbox.post import Post

SITI = 6_210_000_001


async def test_a_clock_that_jumps_a_year_gives_up_nothing(post: Post) -> None:
    """Nothing arrives meanwhile, since in another year no certificate is valid."""
    rows = post.write((SITI, "Kemarin"))
    post.messenger.answers["Kemarin"].extend(Unavailable("certificate expired") for _ in range(20))
    post.clock.move(timedelta(days=365))
    await post.deliver(post.outbox(), rows)
    assert post.deliveries() == [Delivery.SENT]


async def test_what_is_in_hand_is_not_claimed_again_however_far_the_clock_is_moved(post: Post) -> None:
    outbox = post.outbox()
    post.messenger.holding["Satu"] = asyncio.Event()
    outbox.put(post.write((SITI, "Satu"), (SITI, "Dua")))

    async def move_the_clock() -> None:
        await post.messenger.heard(1)
        post.clock.move(timedelta(days=30))
        await post.time.sleep(30)  # it looks about, and renews what it holds
        post.messenger.holding["Satu"].set()
        await outbox.drained()

    await post.while_running(outbox, move_the_clock)
    assert post.messenger.texts == ["Satu", "Dua"]


async def test_after_the_clock_was_put_back_nothing_waits_for_it_to_catch_up(post: Post) -> None:
    post.clock.move(timedelta(days=1))
    post.write((SITI, "Dari proses lama"))
    post.clock.move(timedelta(days=-1))
    await post.deliver(post.outbox())
    assert post.messenger.texts == ["Dari proses lama"]


async def test_what_is_in_hand_stays_there_when_the_clock_is_put_back(post: Post) -> None:
    one, other = post.outbox(), post.outbox()
    post.messenger.holding["Satu"] = asyncio.Event()
    post.clock.move(timedelta(days=1))
    one.put(post.write((SITI, "Satu")))

    async def put_the_clock_back() -> None:
        await post.messenger.heard(1)
        post.clock.move(timedelta(days=-1))
        while post.rows()[0].lease_until > post.clock.now() + LEASE:
            await post.time.sleep(1)  # it looks about, and renews what it holds
        running = asyncio.ensure_future(other.run())
        await other.drained()
        post.messenger.holding["Satu"].set()
        await one.drained()
        await other.stop()
        await running

    await post.while_running(one, put_the_clock_back)
    assert post.messenger.texts == ["Satu"]


async def test_what_was_left_to_the_database_goes_on_in_order_when_the_clock_is_put_back(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.outbox.holdings.ROOM", 10)
    outbox = post.outbox(portion=4)
    post.clock.move(timedelta(days=1))

    async def write_more_than_there_is_room_for() -> None:
        outbox.put(post.write(*((SITI, f"{n}") for n in range(20))))
        await post.messenger.heard(10)
        post.clock.move(timedelta(days=-1))
        await post.messenger.heard(20)
        outbox.put(post.write((SITI, "20")))
        await outbox.drained()

    await post.while_running(outbox, write_more_than_there_is_room_for)
    assert post.messenger.texts == [f"{n}" for n in range(21)]
