"""A validated quick win of Siti's with a plan, and Made who facilitates."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from models.asking import Asker
from models.members import Role
from models.people import Person
from models.plans.approving import Decided, Handed, keep_decision, keep_plan
from models.plans.cards import PlanCard, load_plans
from models.plans.editing import Begin, Edit
from models.plans.layout import Layout, Line
from models.plans.stages import Horizon, Stage
from models.plans.states import PlanEvent
from models.quickwins.quickwin import QuickWin
from models.quickwins.states import QuickWinState
from tests.rig.plans import TRAINING
from tests.rig.quick_wins import add_quickwin

if TYPE_CHECKING:
    from tests.models.conftest import City

TRIAL = replace(
    TRAINING, name="Uji coba", starts_on=date(2027, 1, 4), ends_on=date(2027, 1, 29), budget=0,
    budget_source="", partners="", risk="", answer="",
)  # fmt: skip


def laid_out(*stages: Stage, horizon: Horizon = Horizon.SHORT) -> Layout:
    """These stages, called a, b, c ..."""
    return Layout(horizon, tuple(Line(chr(97 + n), stage) for n, stage in enumerate(stages)))


@dataclass
class Desk:
    """Where a plan is written and decided on; what is done is done by who is named."""

    city: "City"
    siti: Person
    made: Person
    quickwin: QuickWin

    def asker(self, person: Person, subject: str = "") -> Asker:
        return self.city.asker(70 + (person.id or 0), subject or str(self.quickwin.id), person)

    def card(self, person: Person | None = None) -> PlanCard:
        asker = self.asker(person or self.siti)
        found = load_plans(self.city.session, [asker], self.city.now)[asker]
        assert found is not None
        return found

    def begin(self, horizon: Horizon = Horizon.SHORT) -> None:
        self._keep(Begin(self.quickwin.id or 0, horizon))

    def edit(self, after: Layout, reason: str = "", card: PlanCard | None = None) -> None:
        card = card or self.card()
        member = self.city.member(self.siti).id or 0
        self._keep(Edit(card.plan_id or 0, member, card.state, card.layout, after, reason))

    def write(self, *stages: Stage) -> None:
        self.edit(laid_out(*stages))

    def hand(self, event: PlanEvent, card: PlanCard | None = None) -> None:
        card = card or self.card()
        member = self.city.member(self.siti).id or 0
        self._keep(Handed(card.plan_id or 0, member, event, card.state, card.layout))

    def decide(
        self, *, approved: bool, remarks: str = "", card: PlanCard | None = None, by: Person | None = None
    ) -> None:
        card = card or self.card(self.made)
        member = self.city.member(by or self.made).id or 0
        decided = Decided(card.plan_id or 0, member, card.version, approved=approved, remarks=remarks)
        self.pass_time()
        keep_decision(self.city.session, self.asker(by or self.made), decided, self.city.now)
        self.city.session.flush()

    def pass_time(self) -> None:
        self.city.now += timedelta(minutes=1)

    def _keep(self, result: Begin | Edit | Handed) -> None:
        self.pass_time()
        keep_plan(self.city.session, self.asker(self.siti), result, self.city.now)
        self.city.session.flush()


@pytest.fixture
def desk(city: "City") -> Desk:
    """A validated quick win that has no plan yet."""
    siti = city.person("Siti Aminah")
    made = city.person("Made Suardana", Role.FACILITATOR)
    quickwin = add_quickwin(city.session, city.member(siti), QuickWinState.VALIDATED, city.now)
    return Desk(city, siti, made, quickwin)


@pytest.fixture
def sent(desk: Desk) -> Desk:
    """One whose plan has been sent for approval."""
    desk.begin()
    desk.write(TRAINING, TRIAL)
    desk.hand(PlanEvent.SENT)
    return desk


@pytest.fixture
def approved(sent: Desk) -> Desk:
    """One whose plan has been approved."""
    sent.decide(approved=True)
    return sent


def names(stages: Sequence[Stage]) -> list[str | None]:
    return [stage.name for stage in stages]
