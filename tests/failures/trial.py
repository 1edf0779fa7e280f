"""A few people who answer a form through the real bot while its database fails, and what must be true in the end."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from bot.courtesy import gone_wrong, one_moment
from bot.i18n import speaking
from bot.phone.phone import Phone
from bot.phone.server import serve
from tests.load.crowd import Answering, move_in
from tests.load.reckoning import acknowledged, asked_twice, handled, repeated, wrong
from tests.load.siege import receiving
from tests.rig.bot_process import BotProcess, settings_for

PEOPLE = 5
SILENCE = 0.5  # seconds
WITHIN = 60.0  # seconds of real time, on a machine that may be busy

with speaking("id"):
    NOTE, SORRY = one_moment(), gone_wrong()


@dataclass
class Trial:
    """People, their phones, and the bot in a process of its own."""

    phone: Phone
    crowd: list[Answering]
    settings: dict[str, Any]
    bot: BotProcess

    async def restart(self) -> None:
        """Kill the bot, and start another."""
        self.bot.kill()
        self.bot = BotProcess(self.settings, silence=SILENCE)
        await self.bot.ready()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Let people go on answering until this holds."""

        def answered_and_holds() -> bool:
            for answering in self.crowd:
                answering.act()
            return holds()

        await self.phone.until(answered_and_holds, WITHIN)

    async def under_way(self, answers: int) -> None:
        """Let people go on until each has given so many answers at least."""
        await self.until(lambda: all(len(a.answered) >= answers for a in self.crowd))

    async def told(self, times: int = 1) -> None:
        """Let people go on until all who are not done wait, and have heard so many times that it will take a moment."""
        await self.until(lambda: all(a.thanked or heard(a).count(NOTE) >= times for a in self.crowd))

    async def finished(self) -> None:
        """Let people go on until everybody has been thanked."""
        await self.until(lambda: all(a.thanked for a in self.crowd))
        await self.bot.settled(self.phone)

    def nothing_was_lost(self, database: Engine) -> None:
        """Everything is stored as it was given, and nothing was done twice."""
        assert acknowledged(self.phone) <= handled(database)
        assert wrong(database, self.crowd) == 0
        assert asked_twice(database) == 0

    def nobody_was_troubled(self) -> None:
        """Nobody heard an error, or anything twice but that it will take a moment. No button is left spinning."""
        for answering in self.crowd:
            assert SORRY not in heard(answering)
        assert {text for _chat, text in repeated(self.crowd)} <= {NOTE}
        assert self.phone.world.callbacks._open == {}


def heard(answering: Answering) -> list[str]:
    """What the bot has said to somebody."""
    return [message.text for message in answering.person.messages if message.from_bot]


@asynccontextmanager
async def trial(database: Engine, mode: str, address: str = "") -> AsyncIterator[Trial]:
    """People who have just begun to answer; `address` where the bot opens the database in its own way."""
    phone = Phone()
    crowd = move_in(database, phone, phone.clock, PEOPLE)
    async with serve(phone) as served:
        settings = settings_for(phone, served, address or database.url.render_as_string(hide_password=False))
        for part, values in receiving(mode).items():
            settings[part] = settings.get(part, {}) | values
        settings["time"] = {"quiet_from": "00:00", "quiet_until": "00:00"}  # the machine may test at night
        people = Trial(phone, crowd, settings, BotProcess(settings, silence=SILENCE))
        try:
            await people.bot.ready()
            for answering in crowd:
                answering.person.write("/asesmen")
                answering.person.write("mulai")
            yield people
        finally:
            people.bot.kill()
