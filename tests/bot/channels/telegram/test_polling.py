"""Long polling: an update is forgotten by Telegram only when it has been kept."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import orjson
import pytest
from pydantic import SecretStr
from telegram import Bot

from bot.channels.channel import NotKept, Update
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.errors import TokenRefused
from bot.channels.telegram.polling import poll
from bot.config import Telegram
from bot.phone.faults import Fault
from bot.phone.people import Person
from bot.phone.phone import Phone


class Keeper:
    """Keeps what it is given, unless it has been told to fail so many times; sees what Telegram still holds."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.kept: list[Update] = []
        self.given: list[list[int]] = []
        self.failures = 0
        self.failure: Exception = OSError("the code is broken")

    async def __call__(self, updates: Sequence[Update]) -> None:
        numbers = [update.update_id for update in updates]
        self.given.append(numbers)
        assert set(numbers) <= {update.id for update in self.phone.pending}  # not yet acknowledged
        if self.failures:
            self.failures -= 1
            raise self.failure
        self.kept += updates

    def texts(self) -> list[str]:
        return [update.payload["message"]["text"] for update in self.kept]


class Pauses:
    """Time that passes at once and is remembered."""

    def __init__(self) -> None:
        self.taken: list[float] = []
        self._another = asyncio.Event()

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)
        self._another.set()
        await asyncio.sleep(0)

    async def taken_so_many(self, count: int) -> None:
        while len(self.taken) < count:
            self._another.clear()
            await self._another.wait()


@pytest.fixture
def keeper(phone: Phone) -> Keeper:
    return Keeper(phone)


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@asynccontextmanager
async def polling(
    channel: TelegramChannel, keeper: Keeper, pauses: Callable[[float], Awaitable[None]]
) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(poll(channel, keeper, pause=pauses))
    yield task
    task.cancel()
    await asyncio.wait({task})


async def all_confirmed(phone: Phone) -> None:
    await phone.until(lambda: not phone.pending)


async def test_what_people_write_is_kept_and_then_forgotten_by_telegram(
    channel: TelegramChannel, phone: Phone, siti: Person, keeper: Keeper, pauses: Pauses
) -> None:
    siti.write("sebelum")
    async with polling(channel, keeper, pauses):
        await all_confirmed(phone)
        siti.write("sesudah")
        await all_confirmed(phone)
    assert keeper.texts() == ["sebelum", "sesudah"]
    assert {update.address for update in keeper.kept} == {siti.id}
    assert pauses.taken == []


async def test_what_could_not_be_kept_is_asked_for_again_after_a_growing_pause(
    channel: TelegramChannel, phone: Phone, siti: Person, keeper: Keeper, pauses: Pauses, said: list[Any]
) -> None:
    keeper.failures = 3
    siti.write("jangan hilang")
    async with polling(channel, keeper, pauses):
        await all_confirmed(phone)
    assert keeper.texts() == ["jangan hilang"]
    assert len(keeper.given) == 4
    assert pauses.taken == [0.5, 1, 2]
    assert {line["event"] for line in said} == {"updates could not be kept; they are asked for again"}


async def test_half_a_character_does_not_hold_up_everybody(
    channel: TelegramChannel, phone: Phone, siti: Person, keeper: Keeper, pauses: Pauses
) -> None:
    siti.write("sebelum")
    half = {"chat": {"id": siti.id}, "text": orjson.Fragment(rb'"dua \ud83d"')}
    phone.world.updates.put("message", half, siti.id)
    siti.write("sesudah")
    async with polling(channel, keeper, pauses):
        await all_confirmed(phone)
    assert keeper.texts() == ["sebelum", "dua ?", "sesudah"]
    assert pauses.taken == []


async def test_where_nothing_has_a_number_it_pauses_before_it_asks_again(
    channel: TelegramChannel, phone: Phone, siti: Person, keeper: Keeper, pauses: Pauses, said: list[Any]
) -> None:
    siti.write("halo")
    [unread] = phone.pending
    null: Any = orjson.Fragment(b"null")
    phone.world.updates._pending[unread.id] = replace(unread, id=null)
    async with polling(channel, keeper, pauses):
        await pauses.taken_so_many(3)
        siti.write("apa kabar")
        await all_confirmed(phone)
    assert pauses.taken[:3] == [0.5, 1, 2]
    assert keeper.texts() == ["apa kabar"]
    assert said[1]["why"] == "getUpdates was answered with nothing that has a number"


async def test_pauses_grow_no_longer_than_half_a_minute(
    channel: TelegramChannel, phone: Phone, siti: Person, keeper: Keeper, pauses: Pauses, said: list[Any]
) -> None:
    keeper.failures = 20
    siti.write("halo")
    async with polling(channel, keeper, pauses):
        await all_confirmed(phone)
    assert max(pauses.taken) == pauses.taken[-1] == 30
    assert pauses.taken == sorted(pauses.taken)
    assert len(said) == 20


async def test_a_database_that_is_away_is_tried_every_two_seconds_however_long(
    channel: TelegramChannel, phone: Phone, siti: Person, keeper: Keeper, pauses: Pauses, said: list[Any]
) -> None:
    keeper.failures, keeper.failure = 20, NotKept("the disk is full")
    siti.write("jangan hilang")
    async with polling(channel, keeper, pauses):
        await all_confirmed(phone)
    assert keeper.texts() == ["jangan hilang"]
    assert pauses.taken == [0.5, 1, *[2] * 18]
    assert {(line["log_level"], line["why"]) for line in said} == {("warning", "the disk is full")}


@pytest.mark.parametrize("fault", [Fault.ERROR_500, Fault.ERROR_502, Fault.DROP, Fault.TOO_MANY])
async def test_trouble_on_the_way_loses_nothing(
    channel: TelegramChannel, phone: Phone, siti: Person, keeper: Keeper, pauses: Pauses, fault: Fault
) -> None:
    phone.faults.next(fault, 3, method="getUpdates", retry_after=9)
    phone.faults.next(fault, method="deleteWebhook", retry_after=9)
    siti.write("halo")
    async with polling(channel, keeper, pauses):
        await all_confirmed(phone)
    assert keeper.texts() == ["halo"]
    assert pauses.taken == ([9, 9, 9, 9] if fault is Fault.TOO_MANY else [0.5, 1, 2, 4])


async def test_a_webhook_from_earlier_days_is_taken_away_with_nothing_lost(
    channel: TelegramChannel, phone: Phone, siti: Person, keeper: Keeper, pauses: Pauses
) -> None:
    await channel.api.set_webhook("http://127.0.0.1:1/telegram")
    siti.write("halo")
    async with polling(channel, keeper, pauses):
        await all_confirmed(phone)
    assert keeper.texts() == ["halo"]
    assert phone.world.webhook.hook is None


async def test_another_instance_is_named_and_then_outlasted(
    channel: TelegramChannel,
    phone: Phone,
    siti: Person,
    settings: Telegram,
    keeper: Keeper,
    pauses: Pauses,
    said: list[Any],
) -> None:
    async with polling(channel, keeper, pauses):
        await phone.until(lambda: any(call.method == "deleteWebhook" for call in phone.calls))
        async with Bot(phone.token, base_url=settings.base_url) as other:
            while not pauses.taken:
                await other.get_updates(timeout=0)
        siti.write("halo")
        await all_confirmed(phone)
    assert keeper.texts() == ["halo"]
    assert "another instance" in said[0]["event"]
    assert "terminated by other getUpdates" in said[0]["telegram_says"]


async def test_a_webhook_that_somebody_sets_meanwhile_is_named(
    channel: TelegramChannel, phone: Phone, siti: Person, keeper: Keeper, said: list[Any]
) -> None:
    async def somebody_mends_it(_seconds: float) -> None:
        await channel.api.delete_webhook()

    async with polling(channel, keeper, somebody_mends_it):
        await phone.until(lambda: any(call.method == "deleteWebhook" for call in phone.calls))
        await channel.api.set_webhook("http://127.0.0.1:1/telegram")
        siti.write("halo")
        await phone.until(lambda: keeper.kept)
    assert "a webhook has been set" in said[0]["event"]


async def test_a_token_that_was_revoked_ends_it(keeper: Keeper, settings: Telegram, pauses: Pauses) -> None:
    wrong = settings.model_copy(update={"token": SecretStr("7200000001:AArevoked")})
    stranger = TelegramChannel.create(wrong)
    with pytest.raises(TokenRefused, match="BotFather"):
        await stranger.open()
    with pytest.raises(TokenRefused):
        await poll(stranger, keeper, pause=pauses)
    await stranger.close()
    assert pauses.taken == []
