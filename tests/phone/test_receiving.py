"""Updates reach the bot: fetched with offsets, or posted to it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot, Update
from telegram.error import Conflict, TelegramError

from bot.clock import StoppedClock
from bot.phone.people import Person
from bot.phone.phone import Phone
from bot.phone.server import Address, serve


def texts(updates: tuple[Update, ...]) -> list[str | None]:
    return [update.message.text for update in updates if update.message]


async def test_updates_stay_until_they_are_confirmed(bot: Bot, phone: Phone, siti: Person) -> None:
    for text in ("satu", "dua", "tiga"):
        siti.write(text)
    first = await bot.get_updates()
    assert texts(first) == texts(await bot.get_updates()) == ["satu", "dua", "tiga"]
    assert [update.update_id - first[0].update_id for update in first] == [0, 1, 2]
    assert texts(await bot.get_updates(offset=first[1].update_id)) == ["dua", "tiga"]
    assert len(phone.pending) == 2
    assert texts(await bot.get_updates(limit=1)) == ["dua"]


async def test_a_negative_offset_keeps_the_newest(bot: Bot, phone: Phone, siti: Person) -> None:
    for text in ("satu", "dua", "tiga"):
        siti.write(text)
    assert texts(await bot.get_updates(offset=-1)) == ["tiga"]
    assert len(phone.pending) == 1


async def test_a_long_poll_ends_when_something_happens(bot: Bot, siti: Person) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.sleep(0)
    siti.write("halo")
    assert texts(await polling) == ["halo"]


async def test_a_poll_without_a_timeout_comes_back_empty(bot: Bot) -> None:
    assert await bot.get_updates(timeout=0) == ()


async def waits(phone: Phone) -> None:
    while not phone.world.polling.waiting:  # noqa: ASYNC110 - nothing tells when a poll begins
        await asyncio.sleep(0)


async def test_a_second_poll_ends_the_first(bot: Bot, phone: Phone, address: Address, siti: Person) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=10))
    await waits(phone)
    async with Bot(phone.token, base_url=address.base_url) as twin:
        second = asyncio.create_task(twin.get_updates(timeout=10))
        with pytest.raises(
            Conflict, match="terminated by other getUpdates request; make sure that only one bot"
        ):
            await first
        siti.write("halo")
        assert texts(await second) == ["halo"]


async def test_only_what_was_asked_for_comes(bot: Bot, siti: Person) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    siti.write("halo")
    assert await bot.get_updates() == ()
    await bot.get_updates(allowed_updates=[])
    siti.write("halo lagi")
    assert texts(await bot.get_updates()) == ["halo lagi"]


async def test_telegram_forgets_after_a_day() -> None:
    clock = StoppedClock(Phone().clock.now())
    phone = Phone(clock=clock)
    phone.add_person("Budi Santoso").write("kemarin")
    clock.move(timedelta(hours=25))
    assert phone.pending == []


class Receiver:
    """A bot's web server: answers as it is told, and keeps what it got."""

    def __init__(self) -> None:
        self.got: list[tuple[str | None, Any]] = []
        self.answers: list[int] = []
        self.headers: dict[str, str] = {}
        self.url = ""
        self.hold: asyncio.Event | None = None

    async def take(self, request: web.Request) -> web.Response:
        self.got.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), await request.json()))
        if self.hold is not None:
            await self.hold.wait()
        return web.Response(status=self.answers.pop(0) if self.answers else 200, headers=self.headers)

    def texts(self) -> list[str]:
        return [update["message"]["text"] for _, update in self.got]


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        yield receiver
    finally:
        await runner.cleanup()


async def test_a_webhook_gets_every_update_with_its_secret(bot: Bot, phone: Phone, siti: Person) -> None:
    siti.write("sebelumnya")
    async with receiving() as receiver:
        await bot.set_webhook(receiver.url, secret_token="s3cret-T", max_connections=5)
        siti.write("halo")
        await phone.until(lambda: not phone.pending)
        assert receiver.texts() == ["sebelumnya", "halo"]
        assert {secret for secret, _ in receiver.got} == {"s3cret-T"}
        info = await bot.get_webhook_info()
        assert (info.url, info.pending_update_count, info.max_connections) == (receiver.url, 0, 5)
        await bot.delete_webhook()
        assert (await bot.get_webhook_info()).url == ""


async def test_an_update_is_posted_again_until_it_is_taken(bot: Bot, phone: Phone, siti: Person) -> None:
    phone.world.webhook.first_pause = 0.001
    async with receiving() as receiver:
        receiver.answers = [500, 503]
        await bot.set_webhook(receiver.url)
        siti.write("satu")
        siti.write("dua")
        await phone.until(lambda: not phone.pending)
        assert receiver.texts() == ["satu", "satu", "satu", "dua"]
        info = await bot.get_webhook_info()
        assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"


async def test_a_bot_that_says_when_gets_the_update_again_then(bot: Bot, phone: Phone, siti: Person) -> None:
    phone.world.webhook.first_pause = 600
    async with receiving() as receiver:
        receiver.answers, receiver.headers = [503], {"Retry-After": "1"}
        await bot.set_webhook(receiver.url)
        siti.write("satu")
        await phone.until(lambda: not phone.pending)
        assert receiver.texts() == ["satu", "satu"]


async def test_chats_go_side_by_side_and_each_in_order(
    bot: Bot, phone: Phone, siti: Person, budi: Person
) -> None:
    async with receiving() as receiver:
        receiver.hold = asyncio.Event()
        await bot.set_webhook(receiver.url)
        siti.write("satu")
        siti.write("dua")
        budi.write("one")
        while len(receiver.got) < 2:  # noqa: ASYNC110
            await asyncio.sleep(0)
        assert sorted(receiver.texts()) == ["one", "satu"]
        assert (await bot.get_webhook_info()).pending_update_count == 3
        receiver.hold.set()
        await phone.until(lambda: not phone.pending)
        assert receiver.texts()[-1] == "dua"


async def test_polling_and_a_webhook_exclude_each_other(bot: Bot, phone: Phone) -> None:
    async with receiving() as receiver:
        polling = asyncio.create_task(bot.get_updates(timeout=10))
        await waits(phone)
        await bot.set_webhook(receiver.url)
        with pytest.raises(Conflict, match="terminated by setWebhook request"):
            await polling
        with pytest.raises(
            Conflict,
            match="can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook",
        ):
            await bot.get_updates()


async def test_pending_updates_can_be_dropped(bot: Bot, phone: Phone, siti: Person) -> None:
    siti.write("halo")
    await bot.delete_webhook(drop_pending_updates=True)
    assert phone.pending == []


async def test_a_bot_that_is_not_there_is_an_error_that_shows(bot: Bot, phone: Phone, siti: Person) -> None:
    phone.world.webhook.first_pause = 0.001
    await bot.set_webhook("http://127.0.0.1:1/hook")
    siti.write("halo")
    await phone.until(lambda: phone.world.webhook.last_error)
    assert (await bot.get_webhook_info()).last_error_message == "Connection refused"
    assert len(phone.pending) == 1


async def test_a_poll_ends_when_the_phone_does(phone: Phone, siti: Person) -> None:
    async with serve(phone) as address, Bot(phone.token, base_url=address.base_url) as bot:
        polling = asyncio.create_task(bot.get_updates(timeout=30))
        await waits(phone)
    with pytest.raises(TelegramError):
        await polling


async def test_a_webhook_outlives_a_restart_of_the_phone(phone: Phone, siti: Person) -> None:
    async with receiving() as receiver:
        async with serve(phone) as address, Bot(phone.token, base_url=address.base_url) as bot:
            await bot.set_webhook(receiver.url)
        siti.write("sementara itu")
        async with serve(phone):
            await phone.until(lambda: not phone.pending)
        assert receiver.texts() == ["sementara itu"]
