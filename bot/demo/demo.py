"""The demo put together: the bot, speaking to a phone over HTTP, on one clock that can be moved."""

import asyncio
import errno
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import SecretStr

from bot.app import App
from bot.config import Database, Logging, QuickWins, Settings, Telegram, Time
from bot.demo.everyday import Everyday
from bot.demo.home import Home
from bot.demo.life import Settled, liven_up
from bot.demo.notes import keep_noted
from bot.demo.residents import move_in
from bot.demo.script import Script
from bot.outbox.limits import Limits
from bot.phone.people import Person
from bot.phone.phone import Phone
from bot.phone.server import Address, serve
from bot.programme_rules import rules_of
from handlers.conversations import repertoire

PORT = 8765
A_DAY = timedelta(days=1)
"""A clock that is moved on by weeks goes day by day, so that people live through each."""
TRIED = 20  # ports looked at, from the wanted one on


@dataclass(frozen=True)
class Demo:
    """A demo that is running."""

    phone: Phone
    address: Address
    app: App
    people: Mapping[str, Person]
    life: "asyncio.Task[None]"
    """Ends when those who were there before the visitor have done what they do."""


@asynccontextmanager
async def running(home: Home, port: int = PORT) -> AsyncIterator[Demo]:
    """Run the demo until the block is left, on `port` or, where that is taken, the next free one; 0 takes any.

    Raises OSError where twenty ports are taken, or none may be used.
    """
    zone = home.sample.zone
    phone = Phone(bot_name="Penggerak Tirtanagari", clock=home.clock, files=home.folder / "files", zone=zone)
    people, script = move_in(phone, home), Script()
    async with _served(phone, port) as address:
        wanted = settings(phone, address, home)
        app = App(
            wanted,
            repertoire(rules_of(wanted)),
            home.clock,
            engine=home.engine,
            limits=Limits.none(),
        )

        async def look(_now: datetime) -> None:
            await app.schedule.look()
            await app.settled()

        async def settled() -> None:
            await phone.until(lambda: not phone.pending, within=30)
            await app.settled()

        phone.on_clock_moved, phone.stride = look, A_DAY
        async with app.running():
            life = asyncio.create_task(
                liven_up(phone, people, script.already if home.is_new else (), settled, home.before)
            )
            everyday = asyncio.create_task(go_on_after(life, phone, people, script, settled))
            noted = asyncio.create_task(keep_noted(phone, people, home))
            try:
                yield Demo(phone, address, app, people, life)
            finally:
                for task in (noted, everyday, life):
                    task.cancel()
                await asyncio.gather(noted, everyday, life, return_exceptions=True)


async def go_on_after(
    life: "asyncio.Task[None]", phone: Phone, people: Mapping[str, Person], script: Script, settled: Settled
) -> None:
    """Let people act by themselves once those who were there before have done what they do."""
    await life
    everyday = Everyday(phone, people, script.later, script.decides, settled)
    phone.on_clock_moving = everyday.live_through
    await everyday.go_on()


def settings(phone: Phone, address: Address, home: Home) -> Settings:
    """Settings of a bot whose Telegram is the phone."""
    return Settings(
        telegram=Telegram(
            token=SecretStr(phone.token), base_url=address.base_url, base_file_url=address.base_file_url
        ),
        database=Database(url=home.database),
        time=Time(zone=home.sample.zone),
        quickwins=QuickWins(goals=tuple(home.sample.goals), fields=tuple(home.sample.fields)),
        logging=Logging(level="warning"),
    )


@asynccontextmanager
async def _served(phone: Phone, wanted: int) -> AsyncIterator[Address]:
    for port in range(wanted, wanted + TRIED if wanted else 1):
        serving = serve(phone, port=port)
        try:
            address = await serving.__aenter__()
        except OSError as taken:
            if taken.errno != errno.EADDRINUSE or port == wanted + TRIED - 1:
                raise
            continue
        try:
            yield address
        finally:
            await serving.__aexit__(None, None, None)
        return
