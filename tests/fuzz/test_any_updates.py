"""Whatever comes in, well formed or bent: no crash, nobody unanswered, no talk parked, and everybody can finish.

At full size it is `make fuzz`; the suite holds a small one.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path

import orjson
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import Engine
from sqlmodel import Session

from bot.clock import StoppedClock
from tests.fuzz.machine import AnyUpdates, Tally
from tests.fuzz.people import settle_in

A_RUN = 240  # updates, about
REPORT = Path("build/fuzz.json")


def test_any_updates(
    database: Engine,
    copies: Callable[[], AbstractContextManager[Engine]],
    clock: StoppedClock,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.setattr("bot.outbox.outbox.TOGETHER", 0.0)
    with Session(database) as session, session.begin():
        settle_in(session, clock.now())
    tally = Tally()

    def machine() -> AnyUpdates:
        return AnyUpdates(copies, tally)

    run_state_machine_as_test(
        machine,  # type: ignore[arg-type]  # whatever makes a machine when it is called
        settings=settings(
            max_examples=max(1, request.config.getoption("--updates") // A_RUN),
            stateful_step_count=40,
            deadline=None,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert tally.updates >= tally.bent > 0
    if request.config.getoption("--report"):
        REPORT.parent.mkdir(exist_ok=True)
        found = orjson.loads(REPORT.read_bytes()) if REPORT.exists() else {}
        REPORT.write_bytes(
            orjson.dumps(found | {database.dialect.name: asdict(tally)}, option=orjson.OPT_INDENT_2)
        )
