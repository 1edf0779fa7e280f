"""A disk that is full for a while: what is written fails for real, and nobody is the worse for it."""

from datetime import datetime
from os import stat
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from bot.clock import StoppedClock
from models.asking import Asker
from models.database import is_passing
from models.people import Person
from tests.bot import small_talk
from tests.bot.desk import Desk
from tests.failures.trial import trial


async def test_a_full_disk_is_waited_out(sqlite_database: Engine) -> None:
    async with trial(sqlite_database, "polling") as people:
        await people.under_way(3)
        people.bot.limit_files(stat(f"{sqlite_database.url.database}-wal").st_size)
        await people.told()
        people.bot.limit_files(-1)
        await people.finished()
        people.nothing_was_lost(sqlite_database)
        people.nobody_was_troubled()
    sqlite_database.dispose()


def test_a_disk_that_fills_up_while_a_result_is_kept_parks_nothing(
    sqlite_database: Engine, clock: StoppedClock
) -> None:
    """SQLite then takes back the whole transaction by itself, the savepoint with it."""

    def keep_much(session: Session, _asker: Asker, _result: Any, at: datetime) -> None:
        if disk_is_full:
            pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar()
            session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        session.add(Person(name="x" * 100_000, created_at=at))
        session.flush()

    desk = Desk(sqlite_database, clock, small_talk.repertoire(keep=keep_much))
    siti = desk.person("Siti Aminah")
    small_talk.answer_up_to_the_review(siti)
    disk_is_full = True
    with desk.closed():
        siti.taps("Send")
    with pytest.raises(OperationalError) as full:
        desk.turns.take()
    assert is_passing(full.value)
    with sqlite_database.connect() as connection:
        assert connection.execute(text("SELECT state FROM talk")).scalars().all() == ["open"]

    disk_is_full = False
    sqlite_database.dispose()  # the limit goes with the connection
    desk.work()
    assert desk.talks(siti) == [("team", "done")]
    assert siti.last.text == "Thank you, Siti Aminah!"
    sqlite_database.dispose()
