"""A database that another process has locked for longer than anybody waits for a lock."""

import sqlite3
from contextlib import closing

from sqlalchemy import Engine, text

from tests.failures.trial import trial


async def test_a_locked_sqlite_is_waited_out(sqlite_database: Engine) -> None:
    file = str(sqlite_database.url.database)
    async with trial(sqlite_database, "webhook", f"sqlite:///{file}?timeout=0.2") as people:
        await people.under_way(3)
        with closing(sqlite3.connect(file, isolation_level=None, timeout=60)) as somebody_else:
            somebody_else.execute("BEGIN IMMEDIATE")
            await people.told()
        await people.finished()
        people.nothing_was_lost(sqlite_database)
        people.nobody_was_troubled()
    sqlite_database.dispose()


async def test_a_locked_postgresql_is_waited_out(postgresql_database: Engine) -> None:
    """Nothing fails here: whoever asks for a locked table waits for as long as it takes."""
    async with trial(postgresql_database, "polling") as people:
        await people.under_way(3)
        with postgresql_database.begin() as somebody_else:
            somebody_else.execute(text("LOCK TABLE inbound, outbound, talk IN ACCESS EXCLUSIVE MODE"))
            await people.told()
        await people.finished()
        people.nothing_was_lost(postgresql_database)
        people.nobody_was_troubled()
    postgresql_database.dispose()
