"""A PostgreSQL that is shut down under the bot and comes back, twice, in the midst of posts, turns and calls."""

import asyncio

import pytest

from models.database import connect
from tests.failures.trial import trial
from tests.rig.postgresql import PostgreSQL


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_database_that_goes_and_comes_back_is_waited_out(own_server: PostgreSQL, mode: str) -> None:
    own_server.tell(f"CREATE DATABASE {mode} TEMPLATE template")
    database = connect(str(own_server.url.set(database=mode)))
    async with trial(database, mode) as people:
        for outage, answers in enumerate((3, 6), 1):
            await people.under_way(answers)
            await asyncio.to_thread(own_server.stop)
            await people.told(outage)
            await asyncio.to_thread(own_server.start)
        await people.finished()
        people.nothing_was_lost(database)
        people.nobody_was_troubled()
    database.dispose()
