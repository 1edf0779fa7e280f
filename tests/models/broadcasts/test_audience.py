"""Who a facilitator may write to at once."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest

from models.availability.leave import Leave
from models.broadcasts.audience import crowds_of
from models.broadcasts.broadcast import Audience, Why
from models.checkins.checkin import CheckIn
from models.checkins.rule import CheckInRule
from models.members import Role
from models.programmes import Agency

if TYPE_CHECKING:
    from tests.models.conftest import City

FRIDAY = date(2026, 11, 20)  # it is Monday, the 23rd
LATER = FRIDAY + timedelta(days=60)


class Group:
    """Made writes; Siti, Budi and Grace are agents, Rahmat partners. Grace works elsewhere."""

    def __init__(self, city: "City") -> None:
        self.city = city
        self.made = city.person("Made", Role.FACILITATOR)
        self.people = {name: city.person(name) for name in ("Siti", "Budi", "Grace")}
        self.people["Rahmat"] = city.person("Rahmat", Role.PARTNER)
        self.elsewhere = Agency(programme_id=city.batch.programme_id, name="DPMPTSP")
        city.session.add(self.elsewhere)
        city.session.flush()
        city.member(self.people["Grace"]).agency_id = self.elsewhere.id

    def asks_for_reports(self, ends_on: date = LATER) -> None:
        batch, begins = self.city.batch.id or 0, date(2026, 11, 2)
        rule = CheckInRule(batch_id=batch, weekday=5, at=time(15), starts_on=begins, ends_on=ends_on)
        self.city.session.add(rule)

    def reports(self, name: str, week: date, *, handed_in: bool = True) -> None:
        now = self.city.now
        member = self.city.member(self.people[name])
        report = CheckIn(
            member_id=member.id or 0,
            week=week,
            begun_at=now,
            touched_at=now,
            handed_in_at=now if handed_in else None,
        )
        self.city.session.add(report)

    def names(self, audience: Audience, agency: int | None = None) -> Sequence[str]:
        self.city.session.flush()
        batch = self.city.batch.id or 0
        crowd = crowds_of(self.city.session, {batch}, self.city.now)[batch]
        found = crowd.group(audience, agency, self.city.member(self.made).id or 0)
        known = {self.city.member(person).id: name for name, person in self.people.items()}
        return [known[one.member_id] for one in found]


@pytest.fixture
def group(city: "City") -> Group:
    return Group(city)


def test_everybody_is_everybody_but_the_writer(group: Group) -> None:
    assert group.names(Audience.BATCH) == ["Siti", "Budi", "Grace", "Rahmat"]


def test_an_agency_is_those_who_work_there(group: Group) -> None:
    assert group.names(Audience.AGENCY, group.elsewhere.id) == ["Grace"]


def test_the_silent_are_agents_whose_report_of_this_week_is_not_in(group: Group) -> None:
    group.asks_for_reports()
    group.reports("Siti", FRIDAY)
    group.reports("Budi", FRIDAY, handed_in=False)
    group.reports("Grace", FRIDAY - timedelta(days=7))
    assert group.names(Audience.SILENT) == ["Budi", "Grace"]


def test_whoever_is_on_leave_is_not_silent(group: Group) -> None:
    group.asks_for_reports()
    today = group.city.now.date()
    group.city.session.add(
        Leave(person_id=group.people["Budi"].id or 0, first_day=today, last_day=today, told_at=group.city.now)
    )
    assert group.names(Audience.SILENT) == ["Siti", "Grace"]


@pytest.mark.parametrize("ends_on", [None, date(2026, 11, 13)], ids=["no rule", "the last week is closed"])
def test_nobody_is_silent_where_nothing_is_asked(group: Group, ends_on: date | None) -> None:
    if ends_on:
        group.asks_for_reports(ends_on)
    assert group.names(Audience.SILENT) == []


def test_an_erased_person_is_left_out_and_one_without_a_chat_is_known_for_it(group: Group) -> None:
    group.people["Siti"].erased_at = group.city.now
    group.city.chat(70, group.people["Budi"])
    group.city.chat(71, group.people["Grace"]).unreachable_since = group.city.now
    assert group.names(Audience.BATCH) == ["Budi", "Grace", "Rahmat"]
    batch = group.city.batch.id or 0
    crowd = crowds_of(group.city.session, {batch}, group.city.now)[batch]
    assert [one.unreached for one in crowd.people] == [Why.NEVER, None, Why.BLOCKED, Why.NEVER]


def test_however_many_batches_there_are_it_takes_as_many_queries(
    group: Group, statements: Sequence[str]
) -> None:
    def asked(batches: set[int]) -> int:
        before = len(statements)
        crowds_of(group.city.session, batches, group.city.now)
        return len(statements) - before

    group.asks_for_reports()
    batches = [group.city.another_batch(f"b-{n}", f"Angkatan {n}") for n in range(3)]
    group.city.person("Wulan", batch=batches[0])
    one = asked({group.city.batch.id or 0})
    assert asked({group.city.batch.id or 0, *(batch.id or 0 for batch in batches)}) == one
