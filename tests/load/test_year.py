"""A small year: what is said, held against the rules reckoned once more; with restarts, kills, a wild clock, an outage, two processes."""

import random
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from models.nudges import Nudge, NudgeState
from tests.load.year.life import Life, Outcome, outcome
from tests.load.year.plain import STEPS, Reckoning
from tests.load.year.plain_meetings import Said
from tests.load.year.plan import Plan, draw
from tests.load.year.process import BotInProcess

LADDER = ["asked", *(rung for rung, _days in STEPS)]
EVERYTHING = {
    *LADDER, "asked again", "told", "digest",
    "news", "7d", "1d", "1h", "changed", "ended", "feedback", "missed",
}  # fmt: skip


@pytest.fixture
def sqlite(sqlite_database: Engine) -> Iterator[Engine]:
    yield sqlite_database
    sqlite_database.dispose()


@pytest.fixture
def postgresql(postgresql_database: Engine) -> Iterator[Engine]:
    yield postgresql_database
    postgresql_database.dispose()


def once_and_no_other(held: Outcome) -> None:
    assert (held.missing, held.extra) == (set(), set())
    assert set(held.heard.said.values()) == {1}


def test_what_is_called_for_is_said_once_and_on_time_also_when_the_bot_is_started_anew_again_and_again(
    sqlite: Engine,
) -> None:
    life = Life(sqlite, draw(40, 3, 9, seed=2))
    for number, now in enumerate(life.plan.ticks()):
        if number % 7 == 0:
            life.restart()
        life.tick(now)
    held = outcome(life)
    life.close()
    once_and_no_other(held)
    assert held.heard.at == held.expected
    assert {what for _who, what, _of in held.expected} == EVERYTHING


def test_a_process_that_is_killed_in_the_middle_of_a_tick_loses_and_repeats_nothing(database: Engine) -> None:
    life = Life(database, draw(30, 1, 3, seed=5))
    lot = random.Random(5)
    due = set(Reckoning(life.plan).everything().values())
    address = database.url.render_as_string(hide_password=False)
    bot = BotInProcess(address)
    kills = 0
    for now in life.plan.ticks():
        life.happen(now)
        bot.begin(now)
        if now in due and lot.random() < 0.3:
            if bot.ended(within=lot.uniform(0, 0.03)):
                continue
            bot.kill()
            kills += 1
            bot = BotInProcess(address)
            for seconds in (5, 10):  # what a server still holds for the dead is there at the next tick
                bot.begin(now + timedelta(seconds=seconds))
                bot.ended()
            continue
        bot.ended()
    bot.kill()
    held = outcome(life)
    life.close()
    once_and_no_other(held)
    assert kills


def test_two_processes_say_it_once(postgresql: Engine) -> None:
    life = Life(postgresql, draw(20, 1, 3, seed=2))
    both = [BotInProcess(postgresql.url.render_as_string(hide_password=False)) for _process in range(2)]
    for now in life.plan.ticks():
        life.happen(now)
        for bot in both:
            bot.begin(now)
        for bot in both:
            bot.ended()
    for bot in both:
        bot.kill()
    held = outcome(life)
    life.close()
    once_and_no_other(held)


def test_after_three_days_of_outage_what_still_counts_is_said_in_one_word(sqlite: Engine) -> None:
    life = Life(sqlite, draw(30, 1, 4, seed=3))
    ticks = list(life.plan.ticks())
    down = ticks[len(ticks) // 3]
    up = next(now for now in ticks if now >= down + timedelta(days=3))
    for now in ticks:
        if now < down or now >= up:
            life.tick(now)
    held = outcome(life)
    life.close()
    at, expected = held.heard.at, held.expected
    assert held.extra == set()
    assert set(held.heard.said.values()) == {1}
    assert all(expected[one] == at[one] for one in at if not down <= expected[one] < up)
    assert {one for one in held.missing if not down <= expected[one] < up} == set()
    late = still_to_be_said(life.plan, expected, down, up)
    assert late
    assert {one: at.get(one) for one in late} == late
    for texts in held.heard.messages_between(up, up + timedelta(days=2)).values():
        assert len(texts) == 1


def still_to_be_said(
    plan: Plan, expected: Mapping[Said, datetime], down: datetime, up: datetime
) -> dict[Said, datetime]:
    """The rungs that fell into an outage and still count after it, and when the person works again."""
    plain = Reckoning(plan)
    batches = {batch.number: batch for batch in plan.batches}
    found = {}
    for (number, rung, week), at in expected.items():
        if rung in LADDER and down <= at < up:
            who = plan.people[number]
            day = next(one for one in batches[who.batch].weeks if str(one) == week)
            closes = who.at(day + timedelta(days=7), batches[who.batch].clock)
            works = plain.works_from(who, up, closes)
            following = [expected.get((number, later, week)) for later in LADDER[LADDER.index(rung) + 1 :]]
            over = min([closes, who.reports.get(day, closes), *(one for one in following if one)])
            if works is not None and (then := plain.next_tick(works)) < over:
                found[number, rung, week] = then
    return found


def test_a_clock_that_jumps_ahead_and_back_says_nothing_twice(sqlite: Engine) -> None:
    life = Life(sqlite, draw(30, 1, 3, seed=4))
    ticks = list(life.plan.ticks())
    wrong = ticks[len(ticks) // 2]
    for now in ticks:
        if now == wrong:
            life.bot.tick(now + timedelta(days=9))
        life.tick(now)
    held = outcome(life)
    life.close()
    assert set(held.heard.said.values()) == {1}
    assert {one for one in held.missing if held.expected[one] < wrong} == set()
    plain, end = Reckoning(life.plan), ticks[-1]
    with Session(sqlite) as session:
        waits = session.exec(select(Nudge).where(Nudge.state == NudgeState.WAITING)).all()
    people = [life.plan.people[nudge.person_id - 1] for nudge in waits]
    assert all(nudge.due_at > end for nudge in waits)
    assert all(plain.on_leave(who, end, "leave") or plain.on_leave(who, end, "pause") for who in people)
