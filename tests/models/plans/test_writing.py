"""A plan is begun once, says what was written last, and loses nothing when two write at once."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from models.asking import FactsChanged
from models.members import Role
from models.plans.cards import load_plans
from models.plans.editing import NeedsReason
from models.plans.plan import ActionStep, PlanVersion
from models.plans.stages import Horizon, Stage
from models.plans.states import PlanEvent, PlanState
from models.quickwins.quickwin import Ownership
from models.quickwins.states import QuickWinState
from tests.models.plans.conftest import TRIAL, Desk, laid_out, names
from tests.rig.plans import TRAINING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.models.conftest import City


def test_a_plan_is_begun_once(desk: Desk) -> None:
    desk.begin(Horizon.MEDIUM)
    card = desk.card()
    assert (card.state, card.layout.horizon) == (PlanState.DRAFT, Horizon.MEDIUM)
    with pytest.raises(FactsChanged), desk.city.session.begin_nested():
        desk.begin()


def test_only_for_a_quick_win_that_was_validated(desk: Desk) -> None:
    desk.quickwin.state = QuickWinState.IN_REVIEW
    desk.city.session.add(desk.quickwin)
    desk.city.session.flush()
    with pytest.raises(FactsChanged):
        desk.begin()
    asker = desk.asker(desk.siti)
    assert load_plans(desk.city.session, [asker], desk.city.now)[asker] is None


def test_a_stage_is_kept_as_far_as_it_is_written(desk: Desk) -> None:
    desk.begin()
    desk.write(Stage(name="Melatih petugas loket", output="Petugas"))
    card = desk.card()
    assert card.unfinished is not None
    assert card.unfinished.stage.missing == [
        "volume", "dates", "in_charge", "partners", "budget", "verification", "risk",
    ]  # fmt: skip
    assert not card.may_be_sent


def test_stages_are_changed_moved_and_taken_out(desk: Desk) -> None:
    desk.begin()
    third = replace(TRIAL, name="Menerapkan")
    desk.write(TRAINING, TRIAL, third)
    ids = {line.begun_as: line.step_id for line in desk.card().layout.lines}
    desk.edit(desk.card().layout.moved("c", 1))
    assert names(desk.card().content.stages) == ["Menerapkan", "Melatih petugas loket", "Uji coba"]
    desk.edit(desk.card().layout.moved("a", 3))
    assert names(desk.card().content.stages) == ["Menerapkan", "Uji coba", "Melatih petugas loket"]
    desk.edit(desk.card().layout.without("b").saying("a", replace(TRAINING, budget=3_000_000_000)))
    card = desk.card()
    assert names(card.content.stages) == ["Menerapkan", "Melatih petugas loket"]
    assert card.content.budget == 3_000_000_000  # more than 32 bits
    assert [line.step_id for line in card.layout.lines] == [ids["c"], ids["a"]]
    rows = desk.city.session.exec(select(ActionStep.number).order_by(ActionStep.number))  # type: ignore[arg-type]
    assert list(rows) == [1, 2]


def test_what_was_split_stands_behind_what_it_was_split_from(desk: Desk) -> None:
    desk.begin()
    desk.write(TRAINING, TRIAL)
    rest = Stage(starts_on=TRAINING.ends_on, ends_on=TRIAL.ends_on)
    desk.edit(desk.card().layout.split("a", "a+", rest))
    assert names(desk.card().content.stages) == ["Melatih petugas loket", None, "Uji coba"]
    later = replace(rest, ends_on=TRIAL.starts_on)
    desk.edit(desk.card().layout.split("a", "a+", later))
    assert desk.card().content.stages[1] == later
    written = desk.card().layout.saying("a+", replace(TRIAL, name="Lanjutan"))
    desk.edit(written)
    assert desk.card().layout.split("a", "a+", None) == desk.card().layout, "somebody has written on it"


def test_who_saw_something_else_starts_over(desk: Desk) -> None:
    desk.begin()
    seen = desk.card()
    desk.write(TRAINING)
    with pytest.raises(FactsChanged):
        desk.edit(laid_out(TRIAL), card=seen)
    assert names(desk.card().content.stages) == ["Melatih petugas loket"]


def test_while_it_waits_for_approval_nothing_changes(sent: Desk) -> None:
    with pytest.raises(FactsChanged):
        sent.write(TRAINING)
    assert not sent.card().may_write


def test_what_was_approved_changes_with_a_reason_and_stays_approved(approved: Desk) -> None:
    later = approved.card().layout.saying("b", replace(TRIAL, ends_on=TRIAL.starts_on))
    with pytest.raises(NeedsReason):
        approved.edit(later)
    approved.edit(later, "Petugas baru datang")
    card = approved.card()
    assert card.state is PlanState.APPROVED
    newest = card.history[-1]
    assert (newest.event, newest.reason, newest.who) == (
        PlanEvent.CHANGED, "Petugas baru datang", "Siti Aminah",
    )  # fmt: skip
    assert newest.content == card.content
    assert newest.content != card.history[-2].content


def test_an_edit_that_changes_nothing_is_no_version(approved: Desk) -> None:
    before = approved.card().history
    approved.edit(approved.card().layout, "Tidak ada")
    assert approved.card().history == before


def test_what_a_version_kept_is_what_it_said(sent: Desk) -> None:
    version = sent.city.session.exec(select(PlanVersion)).one()
    assert version.content["stages"][0]["starts_on"] == "2026-11-30"
    assert sent.card().history[0].content == sent.card().content


def test_who_has_no_business_with_it_sees_nothing(desk: Desk, city: "City") -> None:
    desk.begin()
    other = city.person("Budi Hartono")
    elsewhere = city.person("Rina", Role.FACILITATOR, batch=city.another_batch("a-2", "Angkatan 2"))
    askers = [
        desk.asker(other),
        desk.asker(elsewhere),
        desk.asker(desk.siti, "999"),
        desk.asker(desk.siti, "x"),
    ]
    assert set(load_plans(city.session, askers, city.now).values()) == {None}


def test_the_owners_of_a_plan_do_not_decide_on_it(sent: Desk, city: "City") -> None:
    assert sent.card(sent.made).decides
    member = city.member(sent.made).id or 0
    city.session.add(Ownership(quickwin_id=sent.quickwin.id or 0, member_id=member, since=city.now))
    city.session.flush()
    assert not sent.card(sent.made).decides
    assert sent.card().facilitators == ()


def test_many_cards_cost_no_more_queries_than_one(
    sent: Desk, city: "City", statements: "Sequence[str]"
) -> None:
    one = [sent.asker(sent.siti)]
    before = len(statements)
    load_plans(city.session, one, city.now)
    cost = len(statements) - before
    many = [sent.asker(person) for person in (sent.siti, sent.made)] + [sent.asker(sent.siti, "99")]
    before = len(statements)
    load_plans(city.session, many, city.now)
    assert len(statements) - before == cost
