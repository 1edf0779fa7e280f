"""A machine's clock that is set forward and back under the bot, each time for so long that it is believed."""

from datetime import timedelta

from sqlalchemy import Engine

from bot.clock import StoppedClock
from handlers.conversations import REPERTOIRE
from tests.bot.desk import Desk
from tests.failures.trial import WITHIN, trial
from tests.handlers.answering import open_form
from tests.load.crowd import call_up
from tests.load.siege import told

DAY = 86_400.0


async def test_whatever_the_clock_says_people_are_answered_and_told_what_is_due(
    sqlite_database: Engine,
) -> None:
    async with trial(sqlite_database, "polling") as people:
        for answers, jump in ((2, 3 * DAY), (4, -2 * DAY), (6, 400 * DAY), (8, 0.0)):
            await people.under_way(answers)
            await people.bot.set_clock(jump)
        called = call_up(sqlite_database, people.phone, people.phone.clock, 3)
        await people.phone.until(lambda: all(told(c) for c in called), WITHIN)
        await people.finished()
        people.nothing_was_lost(sqlite_database)
        people.nobody_was_troubled()
    sqlite_database.dispose()


async def test_what_was_queued_by_a_fast_clock_is_sent_by_a_right_one(postgresql_database: Engine) -> None:
    """By webhook on PostgreSQL, where others may be sending and leases are not taken over."""
    async with trial(postgresql_database, "webhook") as people:
        await people.under_way(2)
        await people.bot.set_clock(3 * DAY)
        await people.under_way(4)
        await people.restart()
        await people.finished()
        people.nothing_was_lost(postgresql_database)
    postgresql_database.dispose()


def test_who_is_in_the_middle_goes_on_when_the_clock_is_put_back_before_the_opening(
    database: Engine, clock: StoppedClock
) -> None:
    desk = Desk(database, clock, REPERTOIRE)
    siti = desk.person("Siti Aminah")
    open_form(desk)
    for written in ("/asesmen", "begin", "Dinas Sosial"):
        siti.writes(written)
    clock.move(timedelta(days=-2))
    assert siti.writes("i do") == ["3 of 6\n\nHow big is it?"]
