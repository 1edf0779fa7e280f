"""Killed in the middle of a load, everything acknowledged is there and everybody gets the next question.

At full size it is `make kill`; the suite holds a small one.
"""

from pathlib import Path

import orjson
import pytest
from sqlalchemy import Engine

from tests.load.siege import Siege, Toll

REPORT = Path("build/kill.json")


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_nothing_is_lost_and_nothing_handled_twice(
    database: Engine, mode: str, request: pytest.FixtureRequest
) -> None:
    size = {each: request.config.getoption(f"--{each}") for each in ("people", "kills", "messages")}
    toll = await Siege(database, mode, **size).held()
    if request.config.getoption("--report"):
        add_to_report(toll)
    assert (toll.lost, toll.twice, toll.messages_missing) == (0, 0, 0)
    assert toll.duplicates == toll.duplicates_in_flight


def add_to_report(toll: Toll) -> None:
    REPORT.parent.mkdir(exist_ok=True)
    before = Toll(**orjson.loads(REPORT.read_bytes())) if REPORT.exists() else Toll()
    REPORT.write_bytes(orjson.dumps(before + toll, option=orjson.OPT_INDENT_2))
