"""The bot in a process of its own, which may be killed at any moment.

Processes come from a fork server that has imported everything, so that a restart takes some milliseconds.
"""

import asyncio
import multiprocessing
import resource
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.forkserver import ensure_running
from typing import Any

from bot.app import App
from bot.clock import Clock, StoppedClock
from bot.config import Settings
from bot.logs import set_up
from bot.outbox.limits import Limits
from bot.phone.phone import Phone
from bot.phone.server import Address
from bot.programme_rules import rules_of
from bot.reassuring import SILENCE
from handlers.conversations import repertoire
from tests.rig.rehearsed import engine_for
from tests.rig.wall import Wall

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.rig.fork_server"])


def start_fork_server() -> None:
    """Have it started with the environment as it is now."""
    ensure_running()


@dataclass
class BotProcess:
    """One life of the bot, in the time of the machine or, where `now` is given, at that one moment.

    `silence` is how many seconds people wait without a word while the database is away.
    """

    settings: dict[str, Any]
    now: datetime | None = None
    silence: float = SILENCE

    def __post_init__(self) -> None:
        self._ours, theirs = _FORKS.Pipe()
        self._process = _FORKS.Process(
            target=_live, args=(theirs, self.settings, self.now, self.silence), daemon=False
        )
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

    async def set_clock(self, by: float) -> None:
        """Set the machine's clock by so many seconds, for this process, and return when that is believed."""
        self._ours.send(by)
        await self._told("set")

    def limit_files(self, size: int) -> None:
        """Let no file that it writes grow beyond so many bytes, as on a disk that is full; -1 lifts that."""
        resource.prlimit(self._process.pid or 0, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

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


def _live(pipe: Connection, settings: dict[str, Any], now: datetime | None, silence: float) -> None:
    wall = Wall()
    clock = StoppedClock(now) if now else Clock(believed_after=0.1, wall=wall.seconds)
    with wall.on_show():
        asyncio.run(_work(pipe, Settings.model_validate(settings), clock, wall, silence))


async def _work(pipe: Connection, settings: Settings, clock: Clock, wall: Wall, silence: float) -> None:
    set_up(settings.logging, [settings.telegram.required_token()])
    engine = engine_for(settings.database.url)
    conversations = repertoire(rules_of(settings))
    app = App(settings, conversations, clock, engine=engine, limits=Limits.none(), silence=silence)
    async with app.running():
        await app.schedule.look()
        pipe.send("ready")
        while True:
            match await asyncio.to_thread(pipe.recv):
                case "settle":
                    await app.settled()
                    pipe.send("settled")
                case seconds:
                    wall.set_by = seconds
                    while abs(clock.now().timestamp() - wall.seconds()) > 1:  # noqa: ASYNC110  nobody tells
                        await asyncio.sleep(0.02)
                    pipe.send("set")
