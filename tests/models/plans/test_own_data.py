"""What is kept of a person in action plans is shown to them, and goes with them."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from models.erasing import carry_out
from models.erasures import Erasure
from models.people import Person
from models.plans.layout import layouts_of
from models.plans.own_data import FORGOTTEN, WORDS, naming, own_planning
from models.plans.plan import ActionPlan, PlanVersion
from models.plans.stages import PlanContent, Stage
from models.plans.states import PlanEvent, PlanState
from models.quickwins.quickwin import Ownership
from tests.models.plans.conftest import TRIAL, Desk
from tests.rig.plans import TRAINING

if TYPE_CHECKING:
    from tests.models.conftest import City


def forget(desk: Desk, person: Person) -> None:
    """Erase them, as somebody who asked for it."""
    desk.city.session.add(Erasure(person_id=person.id or 0, requested_at=desk.city.now))
    desk.city.session.flush()
    carry_out(desk.city.session, person.id or 0, desk.city.now)
    desk.city.session.flush()
    desk.city.session.expire_all()


def versions(desk: Desk) -> list[PlanVersion]:
    return list(desk.city.session.exec(select(PlanVersion).order_by(PlanVersion.number)))  # type: ignore[arg-type]


def stages(desk: Desk) -> tuple[Stage, ...]:
    plan = desk.city.session.exec(select(ActionPlan)).one()
    return layouts_of(desk.city.session, [plan])[plan.id or 0].content.stages


@pytest.fixture
def returned(sent: Desk) -> Desk:
    """One that Made has sent back."""
    sent.decide(approved=False, remarks="Tahap 2 belum menyebut pelaksananya")
    return sent


def test_people_see_their_plans_and_what_they_did(returned: Desk, city: "City") -> None:
    wulan = city.person("Wulan")
    ids = [person.id or 0 for person in (returned.siti, returned.made, wulan)]
    siti, made, nobody = own_planning(city.session, ids).values()
    [plan] = siti.plans
    assert (plan.code, plan.state) == ("QW-1", PlanState.RETURNED)
    assert plan.content.stages == (TRAINING, TRIAL)
    assert [(act.code, act.number, act.event, act.reason) for act in siti.acts] == [
        ("QW-1", 1, PlanEvent.SENT, "")
    ]
    assert made.plans == ()
    assert [(act.event, act.reason) for act in made.acts] == [
        (PlanEvent.RETURNED, "Tahap 2 belum menyebut pelaksananya")
    ]
    assert (nobody.plans, nobody.acts) == ((), ())


def test_alone_their_words_go_and_days_and_figures_stay(returned: Desk) -> None:
    forget(returned, returned.siti)
    first, second = stages(returned)
    for before, after in ((TRAINING, first), (TRIAL, second)):
        forgotten = {name: FORGOTTEN for name in WORDS if getattr(before, name)}
        assert after.stored() == before.stored() | forgotten
    assert {PlanContent.of(version.content).stages for version in versions(returned)} == {(first, second)}


def test_what_they_own_with_others_stays_and_their_reasons_go(approved: Desk, city: "City") -> None:
    grace = city.person("Grace Tobing")
    city.session.add(
        Ownership(quickwin_id=approved.quickwin.id or 0, member_id=city.member(grace).id or 0, since=city.now)
    )
    layout = approved.card().layout
    approved.edit(layout.saying("a", replace(TRAINING, budget=1)), reason="Saya cuti melahirkan")
    forget(approved, approved.siti)
    assert stages(approved) == (replace(TRAINING, budget=1), TRIAL)
    assert [version.reason for version in versions(approved)] == ["", "", FORGOTTEN]


def test_remarks_go_with_the_facilitator_who_made_them(returned: Desk) -> None:
    forget(returned, returned.made)
    assert [version.reason for version in versions(returned)] == ["", FORGOTTEN]
    assert returned.city.session.exec(select(ActionPlan.remarks)).one() == FORGOTTEN
    assert stages(returned) == (TRAINING, TRIAL)


def test_where_others_named_them_the_name_goes(desk: Desk, city: "City") -> None:
    grace = city.person("Hj. Grace Tobing, S.K.M.")
    desk.begin()
    desk.write(
        replace(TRAINING, in_charge="Grace Tobing", partners="Dinas Kominfo, Ibu Grace Tobing, S.K.M.")
    )
    desk.hand(PlanEvent.SENT)
    forget(desk, grace)
    [stage] = stages(desk)
    assert stage == replace(TRAINING, in_charge="–", partners="Dinas Kominfo, Ibu –")
    assert PlanContent.of(versions(desk)[0].content).stages == (stage,)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("Grace Tobing", "grace  tobing dan Kasi Pelayanan", "– dan Kasi Pelayanan"),
        ("Hj. Grace Tobing, S.K.M.", "Hj. Grace Tobing, S.K.M. (ketua)", "– (ketua)"),
        ("Hj. Grace Tobing, S.K.M.", "Bu Grace Tobing", "Bu –"),
        ("M. Yusuf", "Pak Yusuf, M. Yusuf", "Pak Yusuf, –"),
        ("Wulan", "Wulandari, Wulan", "Wulandari, –"),
        ("@Yosef (Papua)", "Pak @Yosef (Papua)", "Pak –"),
    ],
)
def test_a_name_is_found_with_or_without_titles(name: str, before: str, after: str) -> None:
    assert naming(name).sub(FORGOTTEN, before) == after
