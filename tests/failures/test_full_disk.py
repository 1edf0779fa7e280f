"""A disk that is full for a while: what is written fails for real, and nobody is the worse for it."""

from os import stat

import pytest
from sqlalchemy import Engine

from tests.failures.trial import trial


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_full_disk_is_waited_out(sqlite_database: Engine, mode: str) -> None:
    async with trial(sqlite_database, mode) as people:
        await people.under_way(3)
        people.bot.limit_files(stat(f"{sqlite_database.url.database}-wal").st_size)
        await people.told()
        people.bot.limit_files(-1)
        await people.finished()
        people.nothing_was_lost(sqlite_database)
        people.nobody_noticed(outages=1)
    sqlite_database.dispose()
