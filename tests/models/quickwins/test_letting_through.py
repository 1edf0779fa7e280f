"""A facilitator lets a draft through the gate: once, with a reason, and its owners hear of it."""

from dataclasses import replace

import pytest
from sqlmodel import select

from models.asking import FactsChanged
from models.members import Role
from models.nudges import Nudge
from models.people import Person
from models.quickwins.cards import Card, load_cards
from models.quickwins.decisions import decisions_of
from models.quickwins.quickwin import Decision, QuickWin, move
from models.quickwins.rules import Rules
from models.quickwins.states import QuickWinState
from models.reviews.deciding import Choice, Decided, Outcome, choices_for, keep_decision, load_outcomes
from tests.models.conftest import City
from tests.models.quickwins.conftest import QUEUES, Written

OTHER = replace(QUEUES, problem="Laporan lampu jalan yang mati baru ditangani setelah dua minggu")
WHY = "The ward lends two people for it"


def card(city: City, row: QuickWin, person: Person) -> Card | None:
    asker = city.asker(1, str(row.id), person)
    return load_cards(city.session, [asker], city.now, rules=Rules())[asker]


def let_through(city: City, row: QuickWin, made: Person) -> None:
    decided = Decided(row.id or 0, city.member(made).id or 0, Choice.LET_THROUGH, WHY, QuickWinState.READY)
    keep_decision(city.session, city.asker(1, person=made), decided, city.now)
    city.session.expire_all()


def test_only_a_facilitator_may_and_only_what_its_figures_hold_back(city: City, written: Written) -> None:
    siti, made = city.person("Siti Aminah"), city.person("Made Suardana", Role.FACILITATOR)
    ratna, budi = city.person("Ratna Dewi", Role.LEADER), city.person("Budi Hartono")
    held, good = written(siti, replace(QUEUES, effort=5)), written(siti, OTHER)
    may = {
        (row.code, person.name): seen and seen.may_decide and choices_for(seen.state, seen.peers.hindrance)
        for row in (held, good)
        for person in (made, ratna, siti, budi)
        for seen in [card(city, row, person)]
    }
    assert {key for key, allowed in may.items() if allowed} == {("QW-1", "Made Suardana")}
    assert may["QW-1", "Made Suardana"] == (Choice.LET_THROUGH,)
    assert {key for key, allowed in may.items() if allowed is None} == {
        ("QW-1", "Budi Hartono"),
        ("QW-2", "Budi Hartono"),
    }


def test_it_is_done_once_and_its_owners_hear_why(city: City, written: Written) -> None:
    siti, made = city.person("Siti Aminah"), city.person("Made Suardana", Role.FACILITATOR)
    row = written(siti, replace(QUEUES, effort=5))
    let_through(city, row, made)
    [decision] = city.session.exec(select(Decision)).all()
    assert (row.let_through, decision.decision, decision.reason) == (True, "let_through", WHY)
    [nudge] = city.session.exec(select(Nudge)).all()
    assert (nudge.person_id, nudge.script, nudge.subject) == (
        siti.id,
        "quickwin_decided",
        str(decision.id),
    )
    asker, other = (
        city.asker(1, nudge.subject, siti),
        city.asker(2, nudge.subject, city.person("Budi Hartono")),
    )
    told = load_outcomes(city.session, [asker, other], city.now)
    assert told == {
        asker: Outcome(row.id or 0, "QW-1", Choice.LET_THROUGH, WHY, "Made Suardana"),
        other: None,
    }
    [own] = decisions_of(city.session, [made.id or 0])[made.id or 0]
    assert (own.quickwin, own.decision, own.reason) == ("QW-1", "let_through", WHY)
    with pytest.raises(FactsChanged):
        let_through(city, row, made)


def test_what_has_moved_on_is_not_let_through(city: City, written: Written) -> None:
    siti, made = city.person("Siti Aminah"), city.person("Made Suardana", Role.FACILITATOR)
    row = written(siti, replace(QUEUES, effort=5))
    move(city.session, row, QuickWinState.DROPPED, city.now)
    with pytest.raises(FactsChanged):
        let_through(city, row, made)
