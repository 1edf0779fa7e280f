"""Asking to be forgotten: recorded once, told to facilitators, withdrawn, and what those who carry it out see."""

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlmodel import select

from models.erasures import (
    AskErasure,
    Erasure,
    ErasureStanding,
    Request,
    WithdrawErasure,
    keep_wish,
    load_requests,
    load_standings,
    open_requests,
)
from models.members import Role
from models.nudges import Nudge, NudgeState

if TYPE_CHECKING:
    from models.people import Person
    from tests.models.conftest import City


def wish(city: "City", person: "Person", result: AskErasure | WithdrawErasure) -> None:
    keep_wish(city.session, city.asker(70, person=person), result, city.now)


def test_it_is_recorded_once_and_every_facilitator_is_told(city: "City") -> None:
    endang, bagus = city.person("Endang", Role.FACILITATOR), city.person("Bagus", Role.FACILITATOR)
    wagiman = city.person("Wagiman")
    wish(city, wagiman, AskErasure())
    wish(city, wagiman, AskErasure())
    [erasure] = city.session.exec(select(Erasure))
    assert (erasure.person_id, erasure.requested_at, erasure.open) == (wagiman.id, city.now, True)
    nudges = city.session.exec(select(Nudge)).all()
    assert {nudge.person_id for nudge in nudges} == {endang.id, bagus.id}
    assert {(n.script, n.subject, n.due_at) for n in nudges} == {
        ("erasure_requested", str(erasure.id), city.now)
    }


def test_a_facilitator_who_asks_is_not_told_of_it_themself(city: "City") -> None:
    endang, bagus = city.person("Endang", Role.FACILITATOR), city.person("Bagus", Role.FACILITATOR)
    wish(city, endang, AskErasure())
    assert [nudge.person_id for nudge in city.session.exec(select(Nudge))] == [bagus.id]


def test_it_can_be_withdrawn_and_asked_again(city: "City") -> None:
    city.person("Endang", Role.FACILITATOR)
    wagiman = city.person("Wagiman")
    wish(city, wagiman, AskErasure())
    wish(city, wagiman, WithdrawErasure())
    city.session.expire_all()
    [erasure] = city.session.exec(select(Erasure))
    assert erasure.withdrawn_at == city.now
    assert [nudge.state for nudge in city.session.exec(select(Nudge))] == [NudgeState.DROPPED]
    assert open_requests(city.session) == []
    wish(city, wagiman, AskErasure())
    assert len(open_requests(city.session)) == 1


def test_who_comes_back_hears_how_it_stands(city: "City") -> None:
    city.person("Endang", Role.FACILITATOR)
    wagiman, dewi = city.person("Wagiman"), city.person("Dewi")
    wish(city, wagiman, AskErasure())
    askers = [city.asker(70, person=wagiman), city.asker(71, person=dewi)]
    standing = load_standings(city.session, askers, city.now)
    assert standing[askers[0]] == ErasureStanding(city.now, "Endang")
    assert standing[askers[1]] == ErasureStanding(None, "Endang")


def test_those_who_carry_it_out_see_who_waits_longest_first(city: "City") -> None:
    wagiman, dewi = city.person("Wagiman"), city.person("Dewi")
    earlier = city.now - timedelta(days=2)
    city.session.add(Erasure(person_id=wagiman.id or 0, requested_at=city.now))
    city.session.add(Erasure(person_id=dewi.id or 0, requested_at=earlier))
    assert open_requests(city.session) == [
        Request(dewi.id or 0, "Dewi", ("Angkatan 1",), earlier),
        Request(wagiman.id or 0, "Wagiman", ("Angkatan 1",), city.now),
    ]


def test_who_is_told_sees_the_request_they_are_told_of(city: "City") -> None:
    wagiman = city.person("Wagiman")
    wish(city, wagiman, AskErasure())
    [erasure] = city.session.exec(select(Erasure))
    askers = [city.asker(70, str(erasure.id)), city.asker(71, "404"), city.asker(72, "")]
    found = load_requests(city.session, askers, city.now)
    assert found[askers[0]] == Request(wagiman.id or 0, "Wagiman", ("Angkatan 1",), city.now)
    assert (found[askers[1]], found[askers[2]]) == (None, None)
    wish(city, wagiman, WithdrawErasure())
    told = load_requests(city.session, askers, city.now)[askers[0]]
    assert told is not None
    assert told.withdrawn
