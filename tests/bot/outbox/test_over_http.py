"""The outbox against a served phone that fails as Telegram and networks do, through the real channel."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr
from sqlmodel import Session

from bot.channels.telegram.channel import TelegramChannel
from bot.clock import StoppedClock
from bot.config import Telegram
from bot.messages import Message
from bot.outbox import Limits, Outbox, Queued
from bot.phone.faults import Fault
from bot.phone.people import Person
from bot.phone.phone import Phone
from bot.phone.server import serve
from bot.phone.throttle import Throttle
from models.outbound import Delivery
from models.people import Chat
from tests.bot.outbox.post import Post


@pytest.fixture
def phone() -> Phone:
    return Phone(token="7200000001:AAfor-tests_only")


@pytest.fixture
async def channel(phone: Phone, post: Post, request: pytest.FixtureRequest) -> AsyncIterator[TelegramChannel]:
    """Patient, for a slow machine must not look like a fault; a test that waits for one asks for less."""
    async with serve(phone) as address:
        settings = Telegram(
            token=SecretStr(phone.token), base_url=address.base_url, base_file_url=address.base_file_url
        )
        channel = TelegramChannel.create(settings, patience=getattr(request, "param", 20.0))
        await channel.open()
        post.channel = channel
        yield channel
        await channel.close()


@pytest.fixture
def people(phone: Phone) -> list[Person]:
    """Fifty people who have written to the bot."""
    people = [phone.add_person(f"Peserta {number}") for number in range(50)]
    for person in people:
        person.write("/start")
    return people


async def deliver(
    post: Post, channel: TelegramChannel, rows: list[Queued], limits: Limits | None = None
) -> Outbox:
    """Deliver, with pauses a hundred times as short where there are no limits to be kept."""
    haste = 1 if limits else 100

    async def hasty_sleep(seconds: float) -> None:
        await asyncio.sleep(seconds / haste)

    outbox = Outbox(
        post.engine,
        {channel.name: channel},
        post.clock,
        limits or Limits.none(),
        monotonic=lambda: time.monotonic() * haste,
        sleep=hasty_sleep,
    )
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(outbox.run())
        outbox.put(rows)
        await outbox.drained()
        await outbox.stop()
    return outbox


def heard(person: Person) -> list[str]:
    """What the bot has said to this person."""
    return [message.text for message in person.messages if message.from_bot]


async def test_at_our_pace_telegram_refuses_nothing(
    post: Post, phone: Phone, channel: TelegramChannel, people: list[Person]
) -> None:
    """At ten times Telegram's rate, so that it takes a tenth of the time."""
    phone.faults.throttle = throttle = Throttle(overall_per_second=300, chat_per_second=10, chat_burst=3)
    rows = post.write(*((person.id, f"{n} dari 12") for n in range(1, 13) for person in people))
    outbox = await deliver(post, channel, rows, Limits(per_second=300, per_chat=10, chat_burst=3))
    assert throttle.refused == 0
    assert outbox.sent == 600
    for person in people:
        assert heard(person) == [f"{n} dari 12" for n in range(1, 13)]


async def test_through_every_kind_of_fault_everything_arrives_in_order(
    post: Post, phone: Phone, channel: TelegramChannel, people: list[Person]
) -> None:
    for seed, fault in enumerate((Fault.DROP, Fault.ERROR_500, Fault.ERROR_502, Fault.TOO_MANY)):
        phone.faults.at_random(fault, 0.05, seed=seed)
    texts = [f"{n} dari 5" for n in range(1, 6)]
    rows = post.write(*((person.id, text) for text in texts for person in people))
    outbox = await deliver(post, channel, rows)
    assert outbox.retried > 0
    assert set(post.deliveries()) == {Delivery.SENT}
    for person in people:
        assert heard(person) == texts


@pytest.mark.parametrize("channel", [0.5], indirect=True)
async def test_a_message_that_was_taken_but_never_answered_for_is_sent_again(
    post: Post, phone: Phone, channel: TelegramChannel, people: list[Person]
) -> None:
    phone.faults.next(Fault.TIME_OUT)
    siti = people[0]
    outbox = await deliver(post, channel, post.write((siti.id, "Satu"), (siti.id, "Dua")))
    assert heard(siti) == ["Satu", "Satu", "Dua"]  # at least once
    assert (outbox.sent, outbox.retried) == (2, 1)


async def test_a_throttled_message_waits_as_told(
    post: Post, phone: Phone, channel: TelegramChannel, people: list[Person]
) -> None:
    phone.faults.next(Fault.TOO_MANY, 3, retry_after=5)
    outbox = await deliver(post, channel, post.write(*((person.id, "Halo") for person in people)))
    assert (outbox.sent, outbox.retried) == (50, 0)
    assert {row.attempts for row in post.rows()} == {1}


async def test_who_blocks_the_bot_is_marked_unreachable(
    post: Post, channel: TelegramChannel, people: list[Person], clock: StoppedClock
) -> None:
    siti, budi, *_ = people
    with Session(post.engine) as session:
        session.add(Chat(channel=channel.name, address=siti.id, opened_at=clock.now()))
        session.commit()
    siti.block()
    await deliver(post, channel, post.write((siti.id, "Satu"), (siti.id, "Dua"), (budi.id, "Tiga")))
    assert [row.delivery for row in post.rows()] == [
        Delivery.UNDELIVERABLE,
        Delivery.UNDELIVERABLE,
        Delivery.SENT,
    ]
    assert "blocked" in (post.rows()[0].error or "")
    with Session(post.engine) as session:
        chat = session.get(Chat, 1)
        assert chat is not None
        assert chat.unreachable_since == clock.now()


async def test_what_is_the_same_already_counts_as_sent_and_what_is_gone_is_sent_anew(
    post: Post, channel: TelegramChannel, people: list[Person]
) -> None:
    siti, budi, *_ = people
    await deliver(post, channel, post.write((siti.id, "Soal 1"), (budi.id, "Soal 1")))
    shown = [row.message_id for row in post.rows()]
    unchanged = Message("Soal 1", replaces=shown[0])
    gone = Message("Soal 2", replaces=4711)
    await deliver(post, channel, post.write((siti.id, unchanged), (budi.id, gone)))
    *_, same, anew = post.rows()
    assert (same.delivery, same.message_id) == (Delivery.SENT, shown[0])
    assert anew.delivery == Delivery.SENT
    assert (heard(siti), heard(budi)) == (["Soal 1"], ["Soal 1", "Soal 2"])
