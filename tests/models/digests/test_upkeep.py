"""Who hears of which week when: once a member and week, only the newest, and not where no report has been due."""

from collections.abc import Sequence
from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, select

from models.availability.quiet_hours import USUAL_NIGHT
from models.checkins.rule import CheckInRule
from models.consents import TEXT_VERSION, Consent
from models.digests.rules import DigestRules
from models.digests.upkeep import see_to_digests
from models.members import Role
from models.nudges import Hours, Nudge
from models.people import Person
from models.programmes import Batch
from tests.models.digests.agents import FIRST, RULE, friday, local

if TYPE_CHECKING:
    from tests.models.conftest import City

USUAL = DigestRules()


def asks(city: "City", batch: Batch, weekday: int = 4) -> None:
    city.session.add(
        CheckInRule(
            batch_id=batch.id or 0, weekday=weekday, at=time(14), starts_on=FIRST, ends_on=RULE.ends_on
        )
    )
    city.session.flush()


def joined(city: "City", name: str, role: Role, at: str = "2026-11-23 09.00") -> Person:
    person = city.person(name, role)
    agreed = Consent(person_id=person.id or 0, text_version=TEXT_VERSION, language="id", given_at=local(at))
    city.session.add(agreed)
    city.session.flush()
    return person


def told(city: "City", rules: DigestRules = USUAL, *moments: str) -> list[tuple[str, str]]:
    """The subject and occasion of every digest there is after a tick at each of these moments."""
    for moment in moments:
        see_to_digests(city.session, local(moment), USUAL_NIGHT, rules=rules)
    nudges = city.session.exec(select(Nudge).where(Nudge.script == "digest").order_by(col(Nudge.id)))
    return [(one.subject, one.occasion) for one in nudges]


@pytest.fixture
def batch(city: "City") -> Batch:
    """It reports on Thursdays."""
    asks(city, city.batch)
    return city.batch


def test_facilitators_and_leaders_hear_it_on_friday_once(city: "City", batch: Batch) -> None:
    made, ratna = joined(city, "Made Suardana", Role.FACILITATOR), joined(city, "Ratna Dewi", Role.LEADER)
    joined(city, "Siti Aminah", Role.AGENT)
    city.person("Bagus", Role.FACILITATOR)  # has not agreed to be written to
    assert told(city, USUAL, "2026-12-04 15.29") == []
    expected = [
        (f"{batch.id}:2026-12-03", f"digest:2026-12-04:member {city.member(one).id}") for one in (made, ratna)
    ]
    assert told(city, USUAL, "2026-12-04 15.30", "2026-12-04 15.31", "2026-12-08 09.00") == expected
    [nudge, _other] = city.session.exec(select(Nudge).order_by(col(Nudge.id)))
    assert (nudge.due_at, nudge.expires_at, nudge.hours) == (friday(0), friday(1), Hours.WORKING)


@pytest.mark.usefixtures("batch")
def test_after_days_of_silence_only_the_newest_is_told(city: "City") -> None:
    joined(city, "Made Suardana", Role.FACILITATOR)
    [(subject, _occasion)] = told(city, USUAL, "2026-12-21 08.00")
    assert subject.endswith(":2026-12-17")


@pytest.mark.usefixtures("batch")
def test_before_the_first_report_and_after_the_last_there_is_none(city: "City") -> None:
    joined(city, "Made Suardana", Role.FACILITATOR)
    assert told(city, USUAL, "2026-12-03 14.05", "2026-12-04 15.29") == []
    [(subject, _occasion)] = told(city, USUAL, "2027-03-30 09.00")
    assert subject.endswith(":2027-03-25")
    assert len(told(city, USUAL, "2027-04-02 15.30", "2027-06-04 15.30")) == 1


@pytest.mark.usefixtures("batch")
def test_who_comes_in_later_hears_the_next_one_first(city: "City") -> None:
    joined(city, "Made Suardana", Role.FACILITATOR, at="2026-12-07 09.00")
    assert told(city, USUAL, "2026-12-07 09.05") == []
    assert len(told(city, USUAL, "2026-12-11 15.30")) == 1


@pytest.mark.usefixtures("batch")
def test_another_day_or_never(city: "City") -> None:
    joined(city, "Made Suardana", Role.FACILITATOR)
    assert told(city, DigestRules(weekday=None), "2026-12-11 15.30") == []
    [(_subject, occasion)] = told(city, DigestRules(weekday=1, at=time(9)), "2026-12-09 10.00")
    assert occasion.startswith("digest:2026-12-07:")


@pytest.mark.usefixtures("batch")
def test_whoever_facilitates_two_batches_hears_of_each(city: "City") -> None:
    made = joined(city, "Made Suardana", Role.FACILITATOR)
    second = city.another_batch("a-2", "Angkatan 2")
    asks(city, second, weekday=1)
    city.session.add(
        type(city.member(made))(person_id=made.id or 0, batch_id=second.id or 0, role=Role.FACILITATOR)
    )
    city.session.flush()
    subjects = [subject for subject, _occasion in told(city, USUAL, "2026-12-11 15.30")]
    assert subjects == [f"{city.batch.id}:2026-12-10", f"{second.id}:2026-12-07"]


@pytest.mark.usefixtures("batch")
def test_an_erased_person_is_told_nothing(city: "City") -> None:
    joined(city, "Made Suardana", Role.FACILITATOR).erased_at = city.now
    assert told(city, USUAL, "2026-12-11 15.30") == []


def test_many_batches_cost_as_much_as_one(city: "City", batch: Batch, statements: Sequence[str]) -> None:
    joined(city, "Made Suardana", Role.FACILITATOR)
    costs = []
    for n in range(2):
        told_at = friday(n) + timedelta(minutes=1)
        before = len(statements)
        see_to_digests(city.session, told_at, USUAL_NIGHT, rules=USUAL)
        costs.append(len(statements) - before)
        for other in range(10):
            asks(city, city.another_batch(f"b-{n}-{other}", f"Angkatan {other}"))
    assert costs[0] == costs[1] <= 4
    assert batch.id
