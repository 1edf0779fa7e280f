"""Judging past programmes: what is offered to whom, and that what was said last stands."""

from collections.abc import Sequence
from datetime import timedelta

from sqlmodel import select

from models.members import Role
from models.past_programmes.looking_back import (
    Judged,
    LookingBack,
    Verdicts,
    keep_verdicts,
    load_looking_back,
)
from models.past_programmes.past_programme import Judgement, Verdict
from models.people import Person
from models.quickwins.rules import Rules
from tests.models.conftest import City
from tests.models.past_programmes.conftest import RanBefore

RULES = Rules()


def looking_back(city: City, person: Person) -> LookingBack:
    asker = city.asker(1, person=person)
    facts = load_looking_back(city.session, [asker], city.now, rules=RULES)[asker]
    assert facts is not None
    return facts


def judges(city: City, person: Person, programme: int, verdict: Verdict, why: str, minutes: int = 0) -> None:
    said = Judged(verdict, why, city.now + timedelta(minutes=minutes))
    verdicts = Verdicts(city.member(person).id or 0, {programme: said})
    keep_verdicts(city.session, city.asker(1, person=person), verdicts, city.now)
    city.session.flush()


def test_programmes_are_looked_back_on_by_agency_and_by_field(city: City, ran_before: RanBefore) -> None:
    siti = city.person("Siti Aminah")
    ran_before("Posyandu Keliling", field="kesehatan", agency_id=city.agency.id)
    ran_before("Antrean Daring", field="kesehatan")
    ran_before("Kota Hijau", field="pertanian")  # a field that the programme no longer has
    facts = looking_back(city, siti)
    assert facts.groups == ["agency", "field:kesehatan", "others"]
    named = {group: [p.name for p in facts.of(group)] for group in facts.groups}
    assert named == {
        "agency": ["Posyandu Keliling"],
        "field:kesehatan": ["Posyandu Keliling", "Antrean Daring"],
        "others": ["Kota Hijau"],
    }
    assert [p.name for p in facts.of(f"one:{facts.programmes[1].id}")] == ["Antrean Daring"]


def test_agents_judge_and_facilitators_add(city: City) -> None:
    roles = {role: looking_back(city, city.person(role.value, role)) for role in Role}
    assert [role for role, facts in roles.items() if facts.judges] == [Role.AGENT]
    assert [role for role, facts in roles.items() if facts.adds] == [Role.FACILITATOR]


def test_what_was_said_last_stands_whatever_is_kept_last(city: City, ran_before: RanBefore) -> None:
    siti, clinic = city.person("Siti Aminah"), ran_before("Posyandu Keliling")
    clinic_id = clinic.id or 0
    judges(city, siti, clinic_id, Verdict.MEND, "The car comes too late")
    judges(city, siti, clinic_id, Verdict.STOP, "Nobody comes any more", minutes=10)
    judges(city, siti, clinic_id, Verdict.MEND, "The car comes too late")  # the first talk, replayed
    [judgement] = city.session.exec(select(Judgement)).all()
    assert (judgement.verdict, judgement.reason) == ("stop", "Nobody comes any more")
    facts = looking_back(city, siti)
    assert facts.programmes[0].judged == Judged(
        Verdict.STOP, "Nobody comes any more", city.now + timedelta(minutes=10)
    )


def test_one_sees_ones_own_judgements_and_how_many_there_are(city: City, ran_before: RanBefore) -> None:
    siti, budi = city.person("Siti Aminah"), city.person("Budi Hartono")
    clinic = ran_before("Posyandu Keliling")
    judges(city, budi, clinic.id or 0, Verdict.CONTINUE, "More children are vaccinated")
    facts = looking_back(city, siti)
    assert (facts.judged, facts.programmes[0].judged) == (1, None)


def test_of_other_batches_nothing_is_seen(city: City, ran_before: RanBefore) -> None:
    ran_before("Posyandu Keliling")
    elsewhere = city.person("Ayu Lestari", batch=city.another_batch("a-2", "Angkatan 2"))
    assert looking_back(city, elsewhere).programmes == ()


def test_many_cost_as_much_as_one(city: City, ran_before: RanBefore, statements: Sequence[str]) -> None:
    people = [city.person(f"Peserta {n}") for n in range(10)]
    clinic = ran_before("Posyandu Keliling")
    for person in people:
        judges(city, person, clinic.id or 0, Verdict.MEND, "The car comes too late")
    askers = [city.asker(n, person=person) for n, person in enumerate(people)]
    costs = []
    for crowd in (askers[:1], askers):
        before = len(statements)
        load_looking_back(city.session, crowd, city.now, rules=RULES)
        costs.append(len(statements) - before)
    assert costs[0] == costs[1] <= 4
