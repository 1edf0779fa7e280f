"""A small year: what is said, held against the rules reckoned once more; with restarts, a wild clock, an outage, two processes."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from models.database import connect
from models.nudges import Nudge, NudgeState
from tests.load.year.life import Life, compared
from tests.load.year.plan import draw


@pytest.fixture
def sqlite(sqlite_database: Engine) -> Iterator[Engine]:
    yield sqlite_database
    sqlite_database.dispose()


@pytest.fixture
def postgresql(postgresql_database: Engine) -> Iterator[Engine]:
    yield postgresql_database
    postgresql_database.dispose()


def once_and_no_other(life: Life) -> None:
    expected, said, missing, extra = compared(life)
    assert (missing, extra) == (set(), set())
    assert set(said.values()) == {1}
    assert len(expected) > 100
    assert {rung for _who, rung, _week in expected} >= {"asked", "asked again", "reminded", "last_call", "missed", "told", "meeting"}  # fmt: skip


def test_what_is_called_for_is_said_once_also_when_the_bot_is_started_anew_again_and_again(
    sqlite: Engine,
) -> None:
    life = Life(sqlite, draw(40, 3, 6, seed=2))
    for number, now in enumerate(life.plan.ticks()):
        life.tick(now, restarted=number % 7 == 0)
    once_and_no_other(life)
    expected = compared(life)[0]
    assert life.given_at() == expected


def test_two_processes_say_it_once(postgresql: Engine) -> None:
    life = Life(postgresql, draw(20, 2, 3, seed=2))
    both = [postgresql, connect(postgresql.url.render_as_string(hide_password=False))]
    together = Barrier(2)

    def look(engine: Engine) -> None:
        together.wait()
        Life.look(engine, now)

    with ThreadPoolExecutor(2) as processes:
        for now in life.plan.ticks():
            life.happen(now)
            for done in [processes.submit(look, engine) for engine in both]:
                done.result()
    both[1].dispose()
    expected, said, missing, extra = compared(life)
    assert (missing, extra, set(said.values())) == (set(), set(), {1})
    assert len(expected) > 20


def test_after_three_days_of_outage_only_what_counts_now_is_said(sqlite: Engine) -> None:
    life = Life(sqlite, draw(40, 2, 0, seed=3))
    ticks = list(life.plan.ticks())
    down = ticks[len(ticks) // 3]
    up = next(now for now in ticks if now >= down + timedelta(days=3))
    for now in ticks:
        if now < down or now >= up:
            life.tick(now)
    expected, said, _missing, extra = compared(life)
    assert set(said.values()) == {1}
    assert extra == set()  # nothing but what was called for
    told = life.given_at()
    late = [(one[0], at) for one, at in told.items() if down <= expected[one] < up]
    assert late
    assert len(set(late)) == len(late)  # one word a person, no pile
    assert all(expected[one] == told[one] for one in told if not down <= expected[one] < up)


def test_a_clock_that_jumps_ahead_and_back_says_nothing_twice(sqlite: Engine) -> None:
    life = Life(sqlite, draw(40, 2, 0, seed=4))
    ticks = list(life.plan.ticks())
    wrong = ticks[len(ticks) // 2]
    for now in ticks:
        if now == wrong:
            Life.look(sqlite, now + timedelta(days=9))
            Life.look(sqlite, now, restarted=True)  # as the schedule does where a clock was put back
        life.tick(now)
    expected, said, missing, _extra = compared(life)
    assert set(said.values()) == {1}
    assert {one for one in missing if expected[one] < wrong} == set()
    with Session(sqlite) as session:
        waiting = session.exec(select(Nudge).where(Nudge.state == NudgeState.WAITING)).all()
    assert waiting == []
