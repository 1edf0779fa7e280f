"""The desk as it is loaded: where everybody stands, whom the bot cannot reach, what a push came to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from models.asking import FactsChanged
from models.desk.overview import Desk, load_desks
from models.desk.pushes import Push, keep_push, load_pushings
from models.desk.standing import NextStep, Pushed, Reach, Step
from models.desk.stuck import Cause
from models.members import Role
from models.memberships import newest_memberships
from models.nudges import Nudge, NudgeState
from models.people import Chat, Person
from models.plans.plan import ActionPlan
from models.plans.states import PlanState
from models.quickwins.content import Content
from models.quickwins.quickwin import Ownership, QuickWin, move
from models.quickwins.rules import Rules
from models.quickwins.states import QuickWinState
from models.reviews.review import Review
from models.talks import Reply, Talk
from tests.models.conftest import City
from tests.models.quickwins.conftest import QUEUES, Written

RULES = Rules()
TODAY = date(2026, 11, 23)


class Office:
    """Made, who facilitates, and three agents: Siti has joined, Budi has shut the bot out, Wulan never came."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.made = city.person("Made Suardana", Role.FACILITATOR)
        self.siti, self.budi = city.person("Siti Aminah", phone="+6281200000001"), city.person("Budi Hartono")
        self.wulan = city.person("Wulan", phone="+6281200000003")
        for address, person in enumerate((self.made, self.siti, self.budi), 1):
            chat = city.chat(address, person)
            chat.unreachable_since = city.now if person is self.budi else None
        city.session.flush()

    def seen_by(self, person: Person, days: float = 0) -> Desk | None:
        asker = self.city.asker(9, person=person)
        return load_desks(self.city.session, [asker], self.city.now + timedelta(days=days), rules=RULES)[
            asker
        ]

    def desk(self, days: float = 0) -> Desk:
        desk = self.seen_by(self.made, days)
        assert desk is not None
        return desk

    def id_of(self, person: Person) -> int:
        return self.city.member(person).id or 0

    def push(self, person: Person, on: date = TODAY, days: float = 0) -> Nudge:
        members = newest_memberships(self.city.session, [self.made.id or 0, person.id or 0])
        push = Push(members[person.id or 0], members[self.made.id or 0], on)
        asker, at = self.city.asker(1, person=self.made), self.city.now + timedelta(days=days)
        keep_push(self.city.session, asker, push, at)
        return self.city.session.exec(select(Nudge).order_by(Nudge.id.desc())).first()  # type: ignore[union-attr,return-value]


@pytest.fixture
def office(city: City) -> Office:
    return Office(city)


def test_everybody_is_there_with_how_they_can_be_reached(office: Office) -> None:
    desk = office.desk()
    assert [(s.member.name, s.reach, s.phone) for s in desk.everybody] == [
        ("Budi Hartono", Reach.BLOCKED, ""),
        ("Made Suardana", Reach.HERE, ""),
        ("Siti Aminah", Reach.HERE, "+6281200000001"),
        ("Wulan", Reach.NEVER, "+6281200000003"),
    ]
    assert [s.member.name for s in desk.unreached] == ["Budi Hartono", "Wulan"]
    assert {step: n for step, n in desk.steps.items() if n} == {Step.NOT_JOINED: 1, Step.NO_QUICK_WIN: 2}
    assert (desk.acts, desk.today) == (True, TODAY)


def test_a_leader_looks_and_others_do_not(office: Office) -> None:
    leader = office.seen_by(office.city.person("Ratna Dewi", Role.LEADER))
    assert leader is not None
    assert not leader.acts
    assert office.seen_by(office.siti) is None
    assert office.seen_by(office.city.person("Joko", Role.PARTNER)) is None


def test_who_was_erased_and_who_is_elsewhere_is_not_seen(office: Office) -> None:
    office.wulan.erased_at = office.city.now
    office.city.person("Ayu Lestari", batch=office.city.another_batch("a-2", "Angkatan 2"))
    assert [s.member.name for s in office.desk().everybody] == [
        "Budi Hartono",
        "Made Suardana",
        "Siti Aminah",
    ]


def test_where_each_stands_and_what_they_are_stuck_at(office: Office, written: Written) -> None:
    written(office.siti, replace(QUEUES, effort=5))
    written(office.budi, Content(problem="Laporan lampu jalan lama ditangani"))
    desk = office.desk(days=8)
    siti, budi = (desk.of(office.id_of(person)) for person in (office.siti, office.budi))
    assert siti is not None
    assert budi is not None
    assert (siti.step, siti.next_step) == (Step.READY, NextStep.IMPROVE)
    assert (budi.step, budi.quickwins[0].missing) == (Step.DRAFT, 17)
    assert {m: [one.cause for one in causes] for m, causes in desk.stuck.items() if causes} == {
        office.id_of(office.siti): [Cause.HELD],
        office.id_of(office.budi): [Cause.DRAFT_RESTS],
    }


def test_what_two_own_waits_once_for_the_facilitator(office: Office, written: Written) -> None:
    row = written(office.siti, QUEUES)
    session, now = office.city.session, office.city.now
    row.state = QuickWinState.VALIDATED
    session.add(Ownership(quickwin_id=row.id or 0, member_id=office.id_of(office.budi), since=now))
    session.add(
        ActionPlan(
            quickwin_id=row.id or 0, state=PlanState.SENT, state_since=now, created_at=now, touched_at=now
        )
    )
    session.flush()
    desk = office.desk(days=3)
    assert [(one.cause, one.quickwin and one.quickwin.code) for one in desk.waiting] == [
        (Cause.PLAN_WAITS, "QW-1")
    ]
    assert desk.who_is_stuck == []
    assert desk.steps[Step.PLAN_SENT] == 2


def test_a_late_review_is_the_reviewers(office: Office, written: Written) -> None:
    row = written(office.siti, QUEUES)
    review = Review(
        quickwin_id=row.id or 0, round=1, member_id=office.id_of(office.budi), version=1,
        assigned_at=office.city.now, due_at=office.city.now + timedelta(days=5),
    )  # fmt: skip
    office.city.session.add(review)
    office.city.session.flush()
    assert Cause.REVIEW_LATE not in [one.cause for one in office.desk(4).stuck[office.id_of(office.budi)]]
    late = [one for one in office.desk(6).stuck[office.id_of(office.budi)] if one.cause is Cause.REVIEW_LATE]
    assert [one.since for one in late] == [review.due_at]


def test_a_merged_quick_win_is_nobodys_any_more(office: Office, written: Written) -> None:
    row = written(office.siti, QUEUES)
    move(office.city.session, row, QuickWinState.MERGED, office.city.now)
    standing = office.desk().of(office.id_of(office.siti))
    assert standing is not None
    assert (standing.quickwins, standing.step) == ((), Step.NO_QUICK_WIN)


def test_a_push_is_one_a_person_and_day(office: Office) -> None:
    nudge = office.push(office.siti)
    assert (nudge.person_id, nudge.script, nudge.due_at) == (office.siti.id, "push", office.city.now)
    with pytest.raises(FactsChanged), office.city.session.begin_nested():
        office.push(office.siti)
    office.push(office.siti, TODAY + timedelta(days=1), days=1)
    assert len(office.city.session.exec(select(Nudge)).all()) == 2


def test_what_a_push_came_to_is_known(office: Office) -> None:
    nudge = office.push(office.siti)
    assert pushed_of(office) == Pushed(TODAY, None, answered=False)
    nudge.state, nudge.given_at = NudgeState.GIVEN, office.city.now + timedelta(hours=1)
    office.city.session.add(nudge)
    answers(office, hours=0.5)
    assert pushed_of(office) == Pushed(TODAY, nudge.given_at, answered=False)
    answers(office, hours=2)
    assert pushed_of(office) == Pushed(TODAY, nudge.given_at, answered=True)


def pushed_of(office: Office) -> Pushed | None:
    office.city.session.flush()
    standing = office.desk().of(office.id_of(office.siti))
    return standing.pushed if standing else None


def answers(office: Office, hours: float) -> None:
    at = office.city.now + timedelta(hours=hours)
    chat = office.city.session.exec(select(Chat).where(Chat.person_id == office.siti.id)).one()
    talk = Talk(chat_id=chat.id or 0, script="push", opened_at=at, touched_at=at)
    office.city.session.add(talk)
    office.city.session.flush()
    office.city.session.add(Reply(talk_id=talk.id or 0, key="now", value="go", at=at))


def test_a_push_says_where_they_stand_when_it_is_said(office: Office, written: Written) -> None:
    asker = office.city.asker(2, str(office.id_of(office.made)), office.siti)
    first = load_pushings(office.city.session, [asker], office.city.now, rules=RULES)[asker]
    assert first is not None
    assert (first.sender, first.standing.next_step) == ("Made Suardana", NextStep.BEGIN)
    written(office.siti, QUEUES)
    then = load_pushings(office.city.session, [asker], office.city.now, rules=RULES)[asker]
    assert then is not None
    assert then.standing.next_step is NextStep.SEND


def test_a_large_batch_costs_as_much_as_a_small_one(
    office: Office, written: Written, statements: Sequence[str]
) -> None:
    costs = []
    for crowd in (1, 20):
        for number in range(crowd):
            person = office.city.person(f"Peserta {crowd}-{number}")
            office.city.chat(100 * crowd + number, person)
            written(person, replace(QUEUES, problem=f"Antrean di loket {crowd}-{number}"))
            office.push(person)
        before = len(statements)
        office.desk()
        costs.append(len(statements) - before)
    assert costs[0] == costs[1] <= 12
    assert len(office.city.session.exec(select(QuickWin)).all()) == 21
