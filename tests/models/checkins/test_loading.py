"""What is known of one reporter costs as many queries as what is known of many."""

from collections.abc import Callable, Sequence
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from models.checkins.blockers import load_blocker, load_blockers
from models.checkins.rule import CheckInRule
from models.checkins.thanking import load_colleagues, load_received
from models.checkins.verifying import load_closings
from models.checkins.week_reports import load_week_reports
from models.plans.states import PlanState
from models.quickwins.rules import Rules
from models.quickwins.states import QuickWinState
from tests.rig.plans import TRAINING, add_plan
from tests.rig.quick_wins import add_quickwin

if TYPE_CHECKING:
    from tests.models.conftest import City

WEEK = date(2026, 12, 4)
LOADERS: dict[str, Callable[..., Any]] = {
    "week": lambda *given: load_week_reports(*given, rules=Rules()),
    "blockers": load_blockers,
    "blocker": load_blocker,
    "closing": load_closings,
    "colleagues": load_colleagues,
    "received": load_received,
}


@pytest.mark.parametrize("name", LOADERS)
def test_many_cost_as_much_as_one(city: "City", statements: Sequence[str], name: str) -> None:
    people = [city.person(f"Peserta {n}") for n in range(10, 20)]
    city.session.add(
        CheckInRule(
            batch_id=city.batch.id or 0, weekday=5, at=time(15), starts_on=WEEK, ends_on=date(2027, 3, 26)
        )
    )
    for n, person in enumerate(people, 10):
        city.chat(n, person)
        quickwin = add_quickwin(city.session, city.member(person), QuickWinState.VALIDATED, city.now)
        add_plan(city.session, quickwin, city.now, TRAINING).state = PlanState.APPROVED
    city.session.flush()
    now = city.now + timedelta(days=12)
    askers = [city.asker(n, str(WEEK), person=person) for n, person in enumerate(people, 10)]
    costs = []
    for crowd in (askers[:1], askers):
        before = len(statements)
        found = LOADERS[name](city.session, crowd, now)
        costs.append(len(statements) - before)
        assert set(found) == set(crowd)
    assert costs[0] == costs[1]
    if name == "week":
        assert all(found[asker].stages for asker in askers)
