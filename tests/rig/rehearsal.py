"""Transcripts that the fork server plays once for itself, so that a bot that is forked need not learn how to speak with its database."""

import asyncio
import os
from datetime import UTC, datetime

from sqlalchemy import Engine

from bot.app import App
from bot.clock import StoppedClock
from bot.config import Settings
from bot.outbox.limits import Limits
from bot.programme_rules import rules_of
from handlers.conversations import repertoire
from models.database import connect
from tests.rig.rehearsed import keep
from tests.rig.town import Town, town
from tests.rig.transcript import TRANSCRIPTS, told_anew

DATABASES = "PENGGERAK_REHEARSE_ON"
"""The variable of the environment with the addresses of migrated, empty databases, one of a kind, between spaces."""

PLAYED = "good_week"


def rehearse() -> None:
    """Play a transcript on each database that the environment names, and keep the engines."""
    for address in os.environ.get(DATABASES, "").split():
        engine = connect(address)
        asyncio.run(_play(engine))
        keep(engine)


async def _play(engine: Engine) -> None:
    lines = (TRANSCRIPTS / f"{PLAYED}.chat").read_text(encoding="utf-8").splitlines()
    async with town(engine, StoppedClock(datetime(2026, 11, 23, 2, tzinfo=UTC)), Rehearsal) as place:
        await told_anew(lines, place.act)


class Rehearsal(Town):
    """A town whose bot is started again before whatever people do, but in this process."""

    async def _with_a_bot(self, do: object) -> None:
        settings = Settings.model_validate(self.settings())
        app = App(
            settings, repertoire(rules_of(settings)), self.clock, engine=self.engine, limits=Limits.none()
        )
        async with app.running():
            await app.schedule.look()
            do()  # type: ignore[operator]
            await self.phone.until(lambda: not self.phone.pending, 60)
            await app.settled()
