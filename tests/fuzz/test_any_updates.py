"""Whatever comes in, well formed or bent: no crash, nobody unanswered, no talk parked, and everybody can finish.

At full size it is `make fuzz`; the suite holds a small run. What was found is told as a few steps that can be replayed.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import Engine
from sqlmodel import Session

from bot.clock import StoppedClock
from tests.fuzz.intake import Tally
from tests.fuzz.machine import AnyUpdates
from tests.fuzz.people import settle_in

REPORT = Path("build/fuzz.json")
A_RUN = 90  # updates, about


def test_any_updates(
    database: Engine,
    copies: Callable[[], AbstractContextManager[Engine]],
    clock: StoppedClock,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.setattr("bot.outbox.outbox.TOGETHER", 0.0)  # what became of messages is written at once
    with Session(database) as session, session.begin():
        settle_in(session, clock.now())
    tally = Tally()
    machine: Any = lambda: AnyUpdates(copies, tally)  # noqa: E731
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=1
            + request.config.getoption("--updates") // A_RUN,  # the first one is the smallest there is
            stateful_step_count=40,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.reuse, Phase.generate, Phase.shrink],
            report_multiple_bugs=False,
        ),
    )
    if request.config.getoption("--report"):
        add_to_report(database.dialect.name, tally)


def add_to_report(name: str, tally: Tally) -> None:
    REPORT.parent.mkdir(exist_ok=True)
    before = orjson.loads(REPORT.read_bytes()) if REPORT.exists() else {}
    REPORT.write_bytes(orjson.dumps(before | {name: asdict(tally)}, option=orjson.OPT_INDENT_2))
