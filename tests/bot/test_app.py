"""What the app tells the channel about itself, and how it stops."""

import asyncio
import os
import re
import signal

import pytest
from aiohttp import ClientSession
from sqlalchemy import Engine

from bot.app import App, limits_of, presentations
from bot.clock import StoppedClock
from bot.config import Settings
from bot.phone.phone import Phone
from bot.phone.server import serve
from bot.ways import WAYS
from handlers.conversations import REPERTOIRE
from tests.rig.bot_process import settings_for


def test_the_menu_of_commands_is_in_each_language() -> None:
    found = presentations(REPERTOIRE)

    indonesian = dict(found["id"].commands)
    english = dict(found["en"].commands)
    assert {"menu", "asesmen", "bahasa", "dataku", "hapus", "bantuan", "kembali", "nanti", "batal"} <= set(
        indonesian
    )
    assert {"assessments", "language", "mydata", "erase", "help"} <= set(english)
    assert len(indonesian) == len(english)
    assert indonesian["menu"] != english["menu"]
    for presentation in found.values():
        for command, description in presentation.commands:
            assert re.fullmatch(r"[a-z0-9_]{1,32}", command)
            assert 1 <= len(description) <= 256
        assert presentation.about
        assert presentation.greeting


def test_every_command_of_the_menu_means_something() -> None:
    for presentation in presentations(REPERTOIRE).values():
        for command, _description in presentation.commands:
            assert command in WAYS or command in REPERTOIRE.by_word


def test_no_two_conversations_listen_to_the_same_word() -> None:
    words = [word for conversation in REPERTOIRE.conversations for word in set(conversation.words)]
    assert len(words) == len(set(words))


def test_the_pace_is_what_the_settings_say() -> None:
    settings = Settings.model_construct()
    assert limits_of(settings).per_second == settings.limits.messages_per_second


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_one_server_has_the_pages_and_the_webhook(
    sqlite_database: Engine, clock: StoppedClock, mode: str
) -> None:
    phone = Phone(bot_name="Penggerak", clock=clock)
    async with serve(phone) as address, asyncio.timeout(30):
        wanted = settings_for(phone, address, str(sqlite_database.url))
        wanted["telegram"] |= {
            "mode": mode,
            "webhook": {"url": "http://127.0.0.1:9/telegram", "secret_token": "rahasia"},
        }
        wanted["web"] = {"listen": "127.0.0.1", "port": 0, "public_url": "http://127.0.0.1"}
        app = App(Settings.model_validate(wanted), REPERTOIRE, clock, engine=sqlite_database)
        async with app.running(), ClientSession(f"http://127.0.0.1:{app.web_port}") as browser:
            assert await (await browser.get("/health")).text() == "penggerak is at work\n"
            assert (await browser.get("/calendar/never.ics")).status == 404
            called = await browser.post("/telegram", data=b"{}")
            assert called.status == (403 if mode == "webhook" else 404)
    sqlite_database.dispose()


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
async def test_it_stops_when_told_also_while_telegram_does_not_answer(
    sqlite_database: Engine, name: signal.Signals
) -> None:
    called = asyncio.Event()

    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        called.set()
        await reader.read()
        writer.close()

    silent = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    telegram = {"token": "7200000001:invented", "base_url": f"http://127.0.0.1:{port}/bot"}
    settings = Settings.model_validate({"telegram": telegram})
    async with silent, asyncio.timeout(30):
        app = asyncio.create_task(App(settings, REPERTOIRE, engine=sqlite_database).until_stopped())
        await called.wait()
        os.kill(os.getpid(), name)
        await app
    sqlite_database.dispose()
