"""Whatever is done with a plan in whatever order, on old sight or new: no step is skipped and every one is written down."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.asking import FactsChanged
from models.plans.approving import Unfinished
from models.plans.cards import PlanCard
from models.plans.editing import NeedsReason
from models.plans.stages import Stage
from models.plans.states import PlanEvent, PlanState, state_after
from tests.models.plans.conftest import TRIAL, Desk
from tests.rig.plans import TRAINING

Doing = Callable[[Desk, PlanCard], None]

DOINGS: dict[str, Doing] = {
    "begin": lambda desk, _seen: desk.begin(),
    "write": lambda desk, seen: desk.edit(seen.layout.saying("a", TRAINING), card=seen),
    "write another": lambda desk, seen: desk.edit(seen.layout.saying("b", TRIAL), card=seen),
    "begin a stage": lambda desk, seen: desk.edit(seen.layout.saying("c", Stage(name="Nanti")), card=seen),
    "take a stage out": lambda desk, seen: desk.edit(seen.layout.without("c"), card=seen),
    "change": lambda desk, seen: desk.edit(
        seen.layout.saying("a", replace(TRAINING, budget=(seen.content.budget + 1) % 7)), "Berubah", card=seen
    ),
    "change without a reason": lambda desk, seen: desk.edit(seen.layout.saying("a", TRIAL), card=seen),
    "send": lambda desk, seen: desk.hand(PlanEvent.SENT, seen),
    "take back": lambda desk, seen: desk.hand(PlanEvent.TAKEN_BACK, seen),
    "approve": lambda desk, seen: desk.decide(approved=True, card=seen),
    "return": lambda desk, seen: desk.decide(approved=False, remarks="Belum jelas", card=seen),
}


@given(st.lists(st.tuples(st.sampled_from(list(DOINGS)), st.integers(0, 2)), max_size=25))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_step_is_skipped(desk: Desk, doings: list[tuple[str, int]]) -> None:
    example = desk.city.session.begin_nested()
    seen = [desk.card()]
    for doing, ago in doings:
        sight = seen[max(0, len(seen) - 1 - ago)]
        if sight.plan_id is None and doing != "begin":
            continue
        with suppress(FactsChanged, NeedsReason, Unfinished), desk.city.session.begin_nested():
            DOINGS[doing](desk, sight)
        seen.append(desk.card())
        check(seen[-1], seen[-2])
    example.rollback()
    desk.city.session.expire_all()


def check(now: PlanCard, before: PlanCard) -> None:
    """What is written down leads, step by allowed step, to where the plan stands."""
    state = PlanState.DRAFT
    for version in now.history:
        state = state_after(state, version.event)
        assert version.reason or version.event not in (PlanEvent.CHANGED, PlanEvent.RETURNED)
        assert version.content.can_be_sent or version.event is PlanEvent.CHANGED
    assert now.state is state
    assert [version.number for version in now.history] == list(range(1, len(now.history) + 1))
    assert now.history[: len(before.history)] == before.history
    if now.content != before.content:
        assert now.state is not PlanState.SENT
    if now.state in (PlanState.SENT, PlanState.APPROVED):
        assert now.history[-1].content == now.content
