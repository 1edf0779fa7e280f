"""Whatever comes in, well formed or bent: no crash, nobody unanswered, no talk parked, and everybody can finish."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import Engine
from sqlmodel import Session

from bot.clock import StoppedClock
from tests.fuzz.machine import AnyUpdates, Tally
from tests.fuzz.people import settle_in

A_RUN = 90  # updates, about


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
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        lambda: AnyUpdates(copies, tally),
        settings=settings(
            max_examples=1 + request.config.getoption("--updates") // A_RUN,
            stateful_step_count=40,
            deadline=None,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.explicit, Phase.generate]
            + [Phase.shrink, Phase.reuse] * ("NOSHRINK" not in __import__("os").environ),
        ),
    )
    print(tally)
