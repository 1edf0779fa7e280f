"""People who wait for the database hear once that nothing is lost, through the real channel on a real phone."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from bot.channels.channel import Update
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.updates import address_of
from bot.clock import Clock
from bot.config import Telegram
from bot.messages import Button, Message
from bot.phone.faults import Fault
from bot.phone.people import Person
from bot.phone.phone import Phone
from bot.phone.server import serve
from bot.reassuring import Reassurance

AFTER = 0.2
NOTE = "tidak hilang"


class Outage:
    """What a channel receives, while nothing can be kept."""

    def __init__(self, phone: Phone, channel: TelegramChannel) -> None:
        self.phone = phone
        self.channel = channel
        self.reassurance = Reassurance({channel.name: channel}, Clock(), "id", AFTER)
        self.updates: list[Update] = []

    def receive(self) -> None:
        """Receive what Telegram has, as often as one asks for it."""
        pending = [update.as_json() for update in self.phone.pending]
        self.updates = [Update(raw["update_id"], address_of(raw), raw) for raw in pending]
        self.reassurance.expect(self.channel.name, self.updates)

    def end(self) -> None:
        """What was received last is answered."""
        self.reassurance.answered((self.channel.name, update) for update in self.updates)
        self.phone.world.updates.clear()


@pytest.fixture
def phone() -> Phone:
    return Phone(token="7200000001:AAfor-tests_only")


@pytest.fixture
async def outage(phone: Phone) -> AsyncIterator[Outage]:
    async with serve(phone) as address:
        telegram = Telegram(token=SecretStr(phone.token), base_url=address.base_url)
        channel = TelegramChannel.create(telegram)
        await channel.open()
        outage = Outage(phone, channel)
        running = asyncio.create_task(outage.reassurance.run())
        yield outage
        running.cancel()
        await asyncio.wait({running})
        await channel.close()


def heard(person: Person) -> list[str]:
    return [message.text for message in person.messages if message.from_bot]


async def told(phone: Phone, person: Person) -> str:
    return await phone.until(lambda: next(iter(heard(person)), ""))


async def test_who_waits_is_told_once_however_often_it_is_received(phone: Phone, outage: Outage) -> None:
    siti, budi = phone.add_person("Siti Aminah"), phone.add_person("Budi Santoso")
    siti.write("halo")
    outage.receive()
    assert NOTE in await told(phone, siti)

    siti.write("masih di sana?")
    budi.write("halo")
    outage.receive()
    assert NOTE in await told(phone, budi)
    assert len(heard(siti)) == 1


async def test_the_next_outage_is_told_of_again(phone: Phone, outage: Outage) -> None:
    siti = phone.add_person("Siti Aminah")
    siti.write("halo")
    outage.receive()
    await told(phone, siti)
    outage.end()

    siti.write("halo lagi")
    outage.receive()
    await phone.until(lambda: len(heard(siti)) == 2)


async def test_who_was_answered_is_not_told_what_others_are(phone: Phone, outage: Outage) -> None:
    siti, budi = phone.add_person("Siti Aminah"), phone.add_person("Budi Santoso")
    siti.write("halo")
    budi.write("halo")
    outage.receive()
    outage.reassurance.answered([(outage.channel.name, outage.updates[0])])
    await told(phone, budi)
    assert heard(siti) == []


async def test_what_is_received_again_after_it_was_answered_waits_for_nothing(
    phone: Phone, outage: Outage
) -> None:
    siti, budi = phone.add_person("Siti Aminah"), phone.add_person("Budi Santoso")
    siti.write("halo")
    outage.receive()
    outage.reassurance.kept(outage.channel.name, outage.updates)
    outage.reassurance.answered(outage.reassurance.stored())  # there was no turn to take
    budi.write("halo")
    outage.receive()
    outage.reassurance.kept(outage.channel.name, outage.updates[:1])
    outage.reassurance.answered(outage.reassurance.stored())
    await told(phone, budi)
    assert heard(siti) == []


async def test_it_is_said_in_the_language_of_their_app(phone: Phone, outage: Outage) -> None:
    grace = phone.add_person("Grace Tobing", language_code="en-GB")
    grace.write("hello")
    outage.receive()
    assert "not lost" in await told(phone, grace)


async def test_every_tap_is_acknowledged_and_the_word_said_once(phone: Phone, outage: Outage) -> None:
    siti = phone.add_person("Siti Aminah")
    siti.write("/start")
    asks = Message("Setuju?", [[Button("Ya", "1"), Button("Tidak", "2")]])
    await outage.channel.deliver(outage.channel.compose(siti.id, asks))
    phone.world.updates.clear()
    siti.tap("Ya")
    siti.tap("Tidak")
    for _time in range(3):
        outage.receive()
        await phone.until(lambda: len(siti.toasts) == 2)
    budi = phone.add_person("Budi Santoso")
    budi.write("halo")
    outage.receive()
    await told(phone, budi)
    assert [toast.text for toast in siti.toasts] == ["", ""]
    assert [NOTE in text for text in heard(siti)] == [False, True]
    assert [call.method for call in phone.calls].count("answerCallbackQuery") == 2


async def test_nobody_is_told_while_the_database_gets_on(phone: Phone, outage: Outage) -> None:
    """A rush, in which people wait for long, is no outage."""
    siti = phone.add_person("Siti Aminah")
    siti.write("halo")
    outage.receive()
    for _batch in range(30):
        await asyncio.sleep(AFTER / 10)
        outage.reassurance.progress()
    assert heard(siti) == []
    assert NOTE in await told(phone, siti)


async def test_groups_and_those_who_shut_the_bot_out_are_left_alone(phone: Phone, outage: Outage) -> None:
    siti, budi = phone.add_person("Siti Aminah"), phone.add_person("Budi Santoso")
    budi.write("/start")
    phone.world.updates.clear()
    group = phone.add_group("Angkatan 1", [siti, budi])
    siti.write("/menu", group)
    budi.block()
    budi.unblock()
    outage.receive()
    await asyncio.sleep(AFTER)
    siti.write("halo")
    outage.receive()
    await told(phone, siti)
    assert [call.parameters["chat_id"] for call in phone.calls if call.method == "sendMessage"] == [siti.id]


async def test_who_is_to_wait_for_telegram_is_told_after_that(phone: Phone, outage: Outage) -> None:
    phone.faults.next(Fault.TOO_MANY, retry_after=1)
    siti = phone.add_person("Siti Aminah")
    siti.write("halo")
    outage.receive()
    assert NOTE in await told(phone, siti)


async def test_an_update_that_nobody_understands_keeps_nobody_from_being_told(
    phone: Phone, outage: Outage
) -> None:
    siti = phone.add_person("Siti Aminah")
    outage.reassurance.expect("telegram", [Update(1, siti.id, {"message": "bent"})])
    siti.write("halo")
    outage.receive()
    assert NOTE in await told(phone, siti)
