"""A plan goes to the facilitators and back; nobody decides twice, or on what they have not seen."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from models.asking import FactsChanged
from models.members import Role
from models.nudges import Nudge
from models.plans.approving import Unfinished
from models.plans.stages import Stage
from models.plans.states import PlanEvent, PlanState
from models.quickwins.quickwin import Ownership
from tests.models.plans.conftest import TRIAL, Desk, laid_out
from tests.rig.plans import TRAINING

if TYPE_CHECKING:
    from tests.models.conftest import City


def told(city: "City") -> list[tuple[int, str, str]]:
    """Who is told what, the oldest first."""
    nudges = city.session.exec(select(Nudge).order_by(Nudge.id))  # type: ignore[arg-type]
    return [(nudge.person_id, nudge.script, nudge.subject.partition(":")[2]) for nudge in nudges]


def test_those_who_facilitate_the_batch_are_told(sent: Desk, city: "City") -> None:
    assert sent.card().state is PlanState.SENT
    assert told(city) == [(sent.made.id, "plan_decision", "1")]


def test_a_facilitator_who_owns_it_is_not_asked(desk: Desk, city: "City") -> None:
    member = city.member(desk.made).id or 0
    city.session.add(Ownership(quickwin_id=desk.quickwin.id or 0, member_id=member, since=city.now))
    desk.begin()
    desk.write(TRAINING)
    desk.hand(PlanEvent.SENT)
    assert told(city) == []


@pytest.mark.parametrize(
    "stages",
    [
        (),
        (TRAINING, Stage(name="Uji coba")),
        (replace(TRAINING, ends_on=date(2027, 3, 10)),),  # 101 days
    ],
    ids=["nothing", "something unfinished", "something too long"],
)
def test_what_is_not_ready_cannot_be_sent(desk: Desk, stages: tuple[Stage, ...]) -> None:
    desk.begin()
    desk.write(*stages)
    assert not desk.card().may_be_sent
    with pytest.raises(Unfinished):
        desk.hand(PlanEvent.SENT)
    assert desk.card().state is PlanState.DRAFT


def test_a_hundred_days_are_not_too_long(desk: Desk) -> None:
    desk.begin()
    desk.write(replace(TRAINING, ends_on=date(2027, 3, 9)))
    desk.hand(PlanEvent.SENT)
    assert desk.card().state is PlanState.SENT


def test_what_was_changed_since_it_was_shown_is_not_sent(desk: Desk) -> None:
    desk.begin()
    desk.write(TRAINING)
    seen = desk.card()
    desk.edit(seen.layout.saying("a", TRIAL))
    with pytest.raises(FactsChanged):
        desk.hand(PlanEvent.SENT, seen)


def test_it_is_approved(approved: Desk, city: "City") -> None:
    card = approved.card()
    assert card.state is PlanState.APPROVED
    assert [(v.event, v.who) for v in card.history] == [
        (PlanEvent.SENT, "Siti Aminah"),
        (PlanEvent.APPROVED, "Made Suardana"),
    ]
    assert told(city)[1:] == [(approved.siti.id, "plan_decided", "2")]


def test_it_is_sent_back_with_remarks_and_sent_again(sent: Desk) -> None:
    sent.decide(approved=False, remarks="Siapa yang merekap?")
    card = sent.card()
    assert (card.state, card.remarks, card.history[-1].reason) == (
        PlanState.RETURNED, "Siapa yang merekap?", "Siapa yang merekap?",
    )  # fmt: skip
    sent.hand(PlanEvent.SENT)
    sent.decide(approved=True)
    assert (sent.card().state, sent.card().remarks) == (PlanState.APPROVED, "")


def test_two_facilitators_cannot_both_decide(sent: Desk, city: "City") -> None:
    rina = city.person("Rina Wulandari", Role.FACILITATOR)
    seen = sent.card(rina)
    sent.decide(approved=True)
    with pytest.raises(FactsChanged):
        sent.decide(approved=False, remarks="Belum jelas", card=seen, by=rina)
    assert sent.card().state is PlanState.APPROVED


def test_nobody_approves_what_they_have_not_seen(sent: Desk) -> None:
    seen = sent.card(sent.made)
    sent.hand(PlanEvent.TAKEN_BACK)
    assert sent.card().state is PlanState.DRAFT
    sent.edit(laid_out(TRIAL))
    sent.hand(PlanEvent.SENT)
    with pytest.raises(FactsChanged):
        sent.decide(approved=True, card=seen)
    assert sent.card().state is PlanState.SENT


def test_it_is_taken_back_only_before_it_is_decided_on(sent: Desk) -> None:
    seen = sent.card()
    sent.decide(approved=True)
    with pytest.raises(FactsChanged):
        sent.hand(PlanEvent.TAKEN_BACK, seen)
    with pytest.raises(FactsChanged):
        sent.hand(PlanEvent.TAKEN_BACK)


def test_a_change_after_approval_is_told_and_may_be_sent_back(approved: Desk, city: "City") -> None:
    approved.edit(approved.card().layout.without("b"), "Anggaran dipotong")
    assert told(city)[-1] == (approved.made.id, "plan_changed", "3")
    approved.decide(approved=False, remarks="Uji coba tetap perlu")
    assert approved.card().state is PlanState.RETURNED
    assert told(city)[-1] == (approved.siti.id, "plan_decided", "4")
