"""The bench of nudges at its smallest: each is sent once, none is refused, and whoever writes meanwhile is answered first."""

from dataclasses import replace
from pathlib import Path

import orjson
from sqlalchemy import Engine

from tests.load.nudges.queueing import Queued, measured_apart
from tests.load.nudges.report import middle, queueing, sending, write
from tests.load.nudges.sending import Told, tell

TOLD = Told(5_000, 200.5, 30, 29.8, 25.0, 0, 900, 30.0, 120.4, 5, 125.0, 40.0)
QUEUED = Queued(100_000, 16.0, 6_250.0, 6.5, 130.0, 135.0, 134.0)


async def test_each_is_told_once_and_whoever_writes_is_answered_before_the_others_are_told() -> None:
    told = await tell(people=90, writers=3, thinking=(0.8, 1.6), questions=40)
    assert (told.people, told.refused) == (90, 0)
    assert told.replies > 3
    assert told.overtaken < 45  # of those 90 that were queued before


async def test_all_that_is_due_is_queued_once(database: Engine) -> None:
    queued = await measured_apart(database.url.render_as_string(hide_password=False), 30)
    assert queued.count == 30
    assert queued.rss_before_mb <= queued.rss_most_mb
    assert queued.plain_seconds > 0


def test_what_is_written_down_has_the_figures_that_were_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "nudges.json"
    write(TOLD, {"sqlite": [QUEUED, QUEUED], "postgresql": [QUEUED, replace(QUEUED, per_s=5_500.1234)]}, file)
    found = orjson.loads(file.read_bytes())
    asked = ("allowed_per_s", "sent_per_s", "refused", "reply_p99_ms", "queued_per_s")
    assert [found[name] for name in asked] == [30, 29.8, 0, 120.4, {"sqlite": 6250.0, "postgresql": 5500.123}]
    assert "| 29.80 |" in sending(TOLD)
    assert "| postgresql | 100,000 | 16.0 | 6,250 | 6.5 | 2.5 | 130 | 5.0 |" in queueing(
        {"postgresql": [QUEUED]}
    )


def test_of_several_rounds_the_middle_counts() -> None:
    rounds = [replace(QUEUED, per_s=per_s) for per_s in (6_000.0, 2_000.0, 6_100.0)]
    assert middle(rounds) == replace(QUEUED, per_s=6_000.0)
