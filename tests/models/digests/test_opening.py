"""The digest as the database has it: who may read it, what is in it, and what it costs to load."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from models.asking import Asker
from models.availability.leave import Leave
from models.checkins.blocker import Blocker
from models.checkins.checkin import CheckIn, Judgement
from models.checkins.rule import CheckInRule
from models.checkins.stage_reports import ClosingState, StageClosing, StageReport
from models.checkins.status import Light, Reason, Status
from models.digests.books import Wanted, books_of
from models.digests.calls import Why
from models.digests.digest import Sheet
from models.digests.opening import About, NothingReported, Opened, load_digests, load_sheet, sheet_of
from models.digests.record import Mark
from models.members import Member, Role
from models.people import Person
from models.plans.plan import ActionStep
from models.plans.states import PlanState
from models.quickwins.rules import Rules
from models.quickwins.states import QuickWinState
from tests.models.digests.agents import AT, FIRST, RULE, WEEKS, friday, local
from tests.rig.plans import TRAINING, add_plan
from tests.rig.quick_wins import add_quickwin

if TYPE_CHECKING:
    from tests.models.conftest import City

RULES = Rules()


class Reporting:
    """Made, who facilitates, and agents who came in before the first report."""

    def __init__(self, city: "City") -> None:
        self.city, self.session = city, city.session
        self.made = city.person("Made Suardana", Role.FACILITATOR)
        city.chat(1, self.made)
        self.add(
            CheckInRule(batch_id=city.batch.id or 0, weekday=4, at=AT, starts_on=FIRST, ends_on=RULE.ends_on)
        )

    def add(self, *rows: object) -> None:
        self.session.add_all(rows)
        self.session.flush()

    def agent(self, name: str, *reported: int, judged: Judgement | None = None) -> Person:
        person = self.city.person(name)
        self.city.chat(100 + (person.id or 0), person)
        for n in reported:
            at = WEEKS[n].opens(AT, "Asia/Jakarta") + timedelta(hours=1)
            self.add(
                CheckIn(
                    member_id=self.city.member(person).id or 0, week=WEEKS[n].asked_on,
                    begun_at=at, touched_at=at, handed_in_at=at, judgement=judged,
                )
            )  # fmt: skip
        return person

    def plan(self, owner: Person) -> ActionStep:
        quickwin = add_quickwin(self.session, self.city.member(owner), QuickWinState.VALIDATED, self.city.now)
        add_plan(self.session, quickwin, self.city.now, TRAINING).state = PlanState.APPROVED
        self.session.flush()
        return self.session.exec(select(ActionStep)).one()

    def blocker(self, person: Person, since: date) -> None:
        opened = datetime.combine(since, AT, local("2026-12-01 09.00").tzinfo)
        self.add(
            Blocker(
                member_id=self.city.member(person).id or 0, given_as=f"test:{since}", what="Data belum dibuka",
                since=since, helper="Kominfo", opened_at=opened,
            )
        )  # fmt: skip

    def asker(self, person: Person, at: datetime, subject: str = "") -> Asker:
        return Asker("phone", 1, person.id, subject, at)

    def opened(self, person: Person, at: datetime, subject: str = "") -> Opened | None:
        asker = self.asker(person, at, subject)
        return load_digests(self.session, [asker], at, rules=RULES)[asker]

    def sheet(self, at: datetime) -> Sheet:
        return sheet_of(self.session, self.city.batch, at, RULES)


@pytest.fixture
def office(city: "City") -> Reporting:
    return Reporting(city)


def test_everything_is_as_the_database_has_it(office: Reporting) -> None:
    siti, wulan = office.agent("Siti Aminah", 0, 1, judged=Judgement.GREEN), office.agent("Wulan", 0)
    office.city.person("Budi Hartono")  # never came in
    office.blocker(siti, date(2026, 12, 1))
    office.add(
        Leave(
            person_id=wulan.id or 0,
            first_day=date(2026, 12, 9),
            last_day=date(2026, 12, 20),
            told_at=office.city.now,
        )
    )
    step = office.plan(siti)
    first = office.session.exec(
        select(CheckIn).where(CheckIn.member_id == office.city.member(siti).id)
    ).first()
    assert first is not None
    office.add(StageReport(checkin_id=first.id or 0, step_id=step.id or 0, percent=100))
    office.add(
        StageClosing(
            step_id=step.id or 0, checkin_id=first.id or 0, member_id=first.member_id,
            state=ClosingState.WAITING, closed_at=local("2026-12-09 15.00"),
        )
    )  # fmt: skip
    sheet = office.sheet(friday(1))
    told = sheet.digest
    assert (told.house.code, told.house.organisation) == ("a-1", "Pemerintah Kota Tirtanagari")
    assert (told.week, told.number, told.count, told.not_joined) == (date(2026, 12, 10), 2, 17, 1)
    assert (told.now.asked, told.now.reported, told.now.missing, told.now.on_leave) == (2, 1, 0, 1)
    assert (told.now.closed, told.before and told.before.closed) == (1, 0)
    assert [(one.what, one.days, one.helper) for one in told.obstacles] == [
        ("Data belum dibuka", 10, "Kominfo")
    ]
    rows = {row.member.name: [(cell.mark, cell.light) for cell in row.cells] for row in sheet.rows}
    assert rows == {
        "Siti Aminah": [
            (Mark.REPORTED, Light.AMBER),
            (Mark.REPORTED, Light.AMBER),
        ],  # nine days in the way, then ten
        "Wulan": [(Mark.REPORTED, Light.GREEN), (Mark.LEAVE, Light.GREEN)],
    }


def test_what_was_said_long_ago_is_remembered_after_months_of_silence(office: Reporting) -> None:
    siti = office.agent("Siti Aminah", 0, 1, 2, judged=Judgement.GREEN)
    step = office.plan(siti)
    newest = office.session.exec(select(CheckIn).where(CheckIn.week == WEEKS[2].asked_on)).one()
    office.add(StageReport(checkin_id=newest.id or 0, step_id=step.id or 0, percent=100))
    opened = office.opened(office.made, friday(15))
    assert opened is not None
    assert opened.digest is not None
    [call] = opened.digest.calls
    assert [(one.why, one.number) for one in call.reasons if one.why is Why.SILENT] == [(Why.SILENT, 13)]
    assert Why.APART in {one.why for one in call.reasons}  # all was green, they said
    late = {one.reason: one.number for one in _status(office, friday(15)).findings}
    assert Reason.STAGE_BEHIND not in late
    assert late[Reason.REPORTS_LATE] == 4


def _status(office: Reporting, at: datetime) -> Status:
    """How the one agent stands."""
    wanted = Wanted(office.city.batch.id or 0, None, at)
    [book] = books_of(office.session, {wanted}, RULES, weeks=2).values()
    [record] = book.records
    return record.status(WEEKS[15], at)


def test_whom_to_call_is_worked_out_from_what_was_reported(office: Reporting) -> None:
    office.agent("Wulan")
    siti = office.agent("Siti Aminah", 0, 1, 2, judged=Judgement.GREEN)
    office.blocker(siti, date(2026, 11, 20))
    opened = office.opened(office.made, friday(2))
    assert opened is not None
    assert opened.digest is not None
    assert [(one.member.name, [r.why for r in one.reasons]) for one in opened.digest.calls] == [
        ("Siti Aminah", [Why.OBSTACLE, Why.CRITICAL, Why.APART]),
        ("Wulan", [Why.SILENT, Why.CRITICAL]),
    ]


def test_a_talk_goes_on_about_the_week_as_it_was_when_it_was_opened(office: Reporting) -> None:
    office.agent("Siti Aminah", 0, 1, 2)
    asker = office.asker(office.made, friday(0), About(office.city.batch.id or 0, FIRST).subject)
    for days in (0, 30):
        found = load_digests(office.session, [asker], friday(0) + timedelta(days=days), rules=RULES)[asker]
        assert found is not None
        assert found.digest is not None
        assert (found.digest.week, found.digest.now.reported) == (FIRST, 1)


def test_only_facilitators_and_leaders_may_read(office: Reporting) -> None:
    siti = office.agent("Siti Aminah", 0)
    ratna = office.city.person("Ratna Dewi", Role.LEADER)
    assert office.opened(siti, friday(0)) is None
    assert office.opened(office.city.person("Joko", Role.PARTNER), friday(0)) is None
    assert office.opened(ratna, friday(0)) is not None
    elsewhere = office.city.another_batch("a-2", "Angkatan 2")
    assert office.opened(office.made, friday(0), f"{elsewhere.id}:{FIRST}") is None
    assert load_sheet(office.session, office.asker(siti, friday(0)), friday(0), rules=RULES) is None
    assert load_sheet(office.session, office.asker(ratna, friday(0)), friday(0), rules=RULES) is not None


def test_of_two_batches_each_is_told_and_only_the_newest_is_on_the_desk(office: Reporting) -> None:
    office.agent("Siti Aminah", 0)
    second = office.city.another_batch("a-2", "Angkatan 2")
    office.add(Member(person_id=office.made.id or 0, batch_id=second.id or 0, role=Role.FACILITATOR))
    office.add(CheckInRule(batch_id=second.id or 0, weekday=1, at=AT, starts_on=FIRST, ends_on=RULE.ends_on))
    first = office.opened(office.made, friday(1), f"{office.city.batch.id}:2026-12-10")
    newest = office.opened(office.made, friday(1))
    assert first is not None
    assert newest is not None
    assert (first.digest and first.digest.house.name, first.at_desk) == ("Angkatan 1", False)
    assert (newest.digest and newest.digest.house.name, newest.at_desk) == ("Angkatan 2", True)


def test_who_was_erased_is_in_no_digest(office: Reporting) -> None:
    siti = office.agent("Siti Aminah")
    office.agent("Wulan", 0, 1)
    office.blocker(siti, date(2026, 11, 20))
    siti.erased_at = friday(1)
    office.session.flush()
    sheet = office.sheet(friday(1))
    assert [row.member.name for row in sheet.rows] == ["Wulan"]
    assert (sheet.digest.now.asked, sheet.digest.calls, sheet.digest.obstacles) == (1, (), ())


def test_before_a_week_has_been_reported_there_is_nothing(office: Reporting) -> None:
    opened = office.opened(office.made, friday(-1))
    assert opened is not None
    assert opened.digest is None
    with pytest.raises(NothingReported, match="batch a-1 has not been asked for a weekly report yet"):
        office.sheet(friday(-1))


@pytest.mark.parametrize(
    ("subject", "about"),
    [
        ("", About()),
        ("3", About(3)),
        ("3:2026-12-04", About(3, date(2026, 12, 4))),
        ("3:2026-12-04:obstacles", About(3, date(2026, 12, 4), "obstacles")),
        ("nonsense:2026-13-99", About()),
    ],
)
def test_what_a_subject_says(subject: str, about: About) -> None:
    assert About.read(subject) == about
    assert About.read(about.subject) == about


def test_many_cost_as_much_as_one(office: Reporting, statements: Sequence[str]) -> None:
    costs = []
    for crowd in (1, 20):
        for n in range(crowd):
            person = office.agent(f"Peserta {crowd}-{n}", 0, 1)
            office.blocker(person, date(2026, 12, 1) + timedelta(days=n))
        other = office.city.another_batch(f"c-{crowd}", f"Angkatan {crowd}")
        office.add(
            CheckInRule(batch_id=other.id or 0, weekday=4, at=AT, starts_on=FIRST, ends_on=RULE.ends_on)
        )
        head = office.city.person(f"Kepala {crowd}", Role.LEADER, batch=other)
        askers = [office.asker(one, friday(1)) for one in (office.made, head)]
        before = len(statements)
        found = load_digests(office.session, askers, friday(1), rules=RULES)
        costs.append(len(statements) - before)
        assert all(found.values())
    assert costs[0] == costs[1] <= 26
