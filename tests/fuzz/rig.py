"""The bot behind a real webhook, before a real phone, taking turns when it is told to."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from typing import Any

import aiohttp
from sqlalchemy import Engine
from starlette.applications import Starlette

from bot.app import App
from bot.channels.channel import Update
from bot.channels.telegram.webhook import webhook_route
from bot.clock import Clock
from bot.config import Settings
from bot.outbox.limits import Limits
from bot.phone.phone import Phone
from bot.phone.server import serve
from bot.serving import serving
from handlers.conversations import REPERTOIRE
from tests.rig.bot_process import settings_for

SECRET = "rahasia-uji"
PATIENCE = 60.0
"""Seconds in which everything has to be said, on a machine that may be busy: what is tried again and again never is."""
_HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}


class Rig:
    """Updates are posted to the bot as Telegram posts them; what it says goes to the phone over HTTP.

    All parts are those that `bot.app.App` has put together. Only when they are to work is up to the test, so that
    which updates come in together is the same on every run.
    """

    def __init__(self, engine: Engine, phone: Phone, clock: Clock) -> None:
        self.engine = engine
        self.phone = phone
        self.clock = clock
        self._stack = AsyncExitStack()

    async def open(self) -> None:
        """Switch the phone on and start the bot."""
        self._address = await self._stack.enter_async_context(serve(self.phone))
        pages = Starlette(routes=[webhook_route("/telegram", SECRET, self._receive)])
        port = await self._stack.enter_async_context(serving(pages, "127.0.0.1", 0))
        self._url = f"http://127.0.0.1:{port}/telegram"
        self._session = await self._stack.enter_async_context(aiohttp.ClientSession(headers=_HEADERS))
        await self._start()

    async def close(self) -> None:
        """Switch everything off."""
        await self._end()
        await self._stack.aclose()

    async def start_anew(self) -> None:
        """End the bot as if it was killed, and start it with nothing but the database."""
        await self._end()
        await self._start()
        await self.app.outbox.take_over()
        await self.work()

    async def post(self, bodies: Sequence[bytes]) -> list[int]:
        """Telegram posts updates, one after the other; the statuses of the answers."""
        statuses = []
        for body in bodies:
            async with self._session.post(self._url, data=body) as answer:
                statuses.append(answer.status)
        return statuses

    def take(self) -> None:
        """One batch of turns, of which nothing is sent: the bot is about to be killed."""
        self.app.turns.take()

    async def work(self) -> None:
        """Take turns until nothing waits, and send what they said. Raises what a turn raises."""
        async with asyncio.timeout(PATIENCE):
            await self.app.worker.exhaust(self.app.turns.take)
            await self.app.outbox.drained()

    async def tick(self) -> None:
        """Look at what is due, and at what is no longer needed."""
        await self.app.schedule.look()
        await self.app.schedule.tidy()
        await self.work()

    async def _receive(self, updates: Sequence[Update]) -> None:
        await self.app.inbox.receive(self.app.channel.name, updates)

    async def _start(self) -> None:
        url = self.engine.url.render_as_string(hide_password=False)
        settings: dict[str, Any] = settings_for(self.phone, self._address, url)
        self.app = App(
            Settings.model_validate(settings),
            REPERTOIRE,
            self.clock,
            engine=self.engine,
            limits=Limits.none(),
        )
        await self.app.channel.open()
        self._sending = asyncio.create_task(self.app.outbox.run())
        await self.app.outbox.take_over()

    async def _end(self) -> None:
        self._sending.cancel()
        with suppress(asyncio.CancelledError):
            await self._sending
        await self.app.channel.close()
        self.app.thread.shutdown()
