"""The bot in a process of its own, which may be killed at any moment.

Processes come from a fork server that has imported everything, so that a restart takes some milliseconds.
"""

import asyncio
import multiprocessing
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from typing import Any

from bot.app import App
from bot.clock import Clock, StoppedClock
from bot.config import Settings
from bot.logs import set_up
from bot.outbox.limits import Limits
from bot.phone.phone import Phone
from bot.phone.server import Address
from handlers.conversations import REPERTOIRE

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.rig.bot_process"])


@dataclass
class BotProcess:
    """One life of the bot, in the time of the machine or, where `now` is given, at that one moment."""

    settings: dict[str, Any]
    now: datetime | None = None

    def __post_init__(self) -> None:
        self._ours, theirs = _FORKS.Pipe()
        self._process = _FORKS.Process(target=_live, args=(theirs, self.settings, self.now), daemon=True)
        self._process.start()
        theirs.close()

    async def ready(self) -> None:
        """Return when the bot is at work and has looked at what is due."""
        await self._told("ready")

    async def settled(self, phone: Phone) -> None:
        """Return when everything that people did has been answered."""
        await phone.until(lambda: not phone.pending, 60)
        self._ours.send("settle")
        await self._told("settled")

    def kill(self) -> None:
        """End it with SIGKILL."""
        self._process.kill()
        self._process.join()
        self._ours.close()

    async def _told(self, word: str) -> None:
        heard = await asyncio.wait_for(asyncio.to_thread(self._ours.recv), 60)
        if heard != word:
            raise RuntimeError(f"the bot said {heard!r} where {word!r} was expected")


def settings_for(phone: Phone, address: Address, database: str) -> dict[str, Any]:
    """Settings of a bot whose Telegram is the phone, with long polling."""
    return {
        "telegram": {
            "token": phone.token,
            "base_url": address.base_url,
            "base_file_url": address.base_file_url,
        },
        "database": {"url": database},
        "logging": {"level": "warning"},
    }


def _live(pipe: Connection, settings: dict[str, Any], now: datetime | None) -> None:
    asyncio.run(_work(pipe, Settings.model_validate(settings), now))


async def _work(pipe: Connection, settings: Settings, now: datetime | None) -> None:
    set_up(settings.logging, [settings.telegram.required_token()])
    app = App(settings, REPERTOIRE, StoppedClock(now) if now else Clock(), limits=Limits.none())
    async with app.running():
        await app.schedule.look()
        pipe.send("ready")
        while True:
            await asyncio.to_thread(pipe.recv)
            await app.settled()
            pipe.send("settled")
