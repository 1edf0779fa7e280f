"""Everything that is looked at, in the order in which it has to be mended."""

from collections.abc import Iterator
from pathlib import Path

from bot.clock import Clock
from bot.config import ConfigError, Settings, load
from bot.doctor.account import account, ask
from bot.doctor.database import database
from bot.doctor.findings import Finding
from bot.doctor.hours import clock_of, zone_data
from bot.doctor.web import web


def examine(file: Path | None, clock: Clock) -> Iterator[Finding]:
    """Look at the settings in `file` (see `bot.config.load`) and at all that they lead to, one thing at a time."""
    try:
        settings = load(file)
    except ConfigError as error:
        yield Finding("settings", well=False, says=str(error))
        return
    yield from look_at(settings, clock)


def look_at(settings: Settings, clock: Clock) -> Iterator[Finding]:
    """Look at what these settings lead to."""
    yield Finding("settings", well=True, says="every one of them can be used")
    yield from database(settings.database.url)
    yield zone_data(settings.time.zone, clock)
    answer = ask(settings.telegram)
    yield account(answer)
    if answer.date is not None:
        yield clock_of(answer.date, clock)
    yield web(settings)
