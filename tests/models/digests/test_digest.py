"""A week in numbers against the one before, obstacles by age, and everybody's weeks, the worst first."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.availability.availability import Away
from models.checkins.rule import WEEK
from models.checkins.status import RANK, Light
from models.digests.digest import Digest
from models.digests.numbers import numbers_of
from models.digests.record import Mark, StageRecord
from models.digests.rules import USUAL_DIGEST
from tests.models.digests.agents import WEEKS, agent, blocker, book, friday, local

AWAY = Away(date(2026, 12, 10), date(2026, 12, 20))
SITI = agent(1, "Siti Aminah", reported=[0, 1])
BUDI = agent(
    2, "Budi Hartono", reported=[0], blockers=[blocker(1, date(2026, 12, 1)), blocker(2, date(2026, 11, 20))]
)
WULAN = agent(3, "Wulan", leave=(AWAY,))
YOHANA = agent(4, "Yohana Sere", reported=[1], joined=1, after=timedelta(hours=24.5))
BATCH = book(SITI, BUDI, WULAN, YOHANA, not_joined=2)


def digest_of(n: int) -> Digest:
    return BATCH.digest(WEEKS[n], friday(n), USUAL_DIGEST)


def test_the_numbers_and_those_of_the_week_before() -> None:
    told = digest_of(1)
    assert (told.week, told.number, told.count, told.not_joined) == (date(2026, 12, 10), 2, 17, 2)
    now, before = told.now, told.before
    assert before is not None
    assert (now.asked, now.reported, now.on_time, now.missing, now.on_leave) == (4, 2, 1, 1, 1)
    assert (before.asked, before.reported, before.on_time, before.missing, before.on_leave) == (3, 2, 2, 1, 0)
    assert (now.obstacles, before.obstacles) == (2, 2)
    assert digest_of(0).before is None


def test_the_week_before_is_told_as_it_was_at_the_same_time() -> None:
    late = book(agent(reported=[0, 1], after=timedelta(days=3)))
    told = late.digest(WEEKS[1], friday(1), USUAL_DIGEST)
    assert told.before is not None
    assert (told.now.reported, told.before.reported) == (0, 0)


def test_a_stage_of_two_owners_is_closed_once() -> None:
    stage = StageRecord(
        7, date(2026, 11, 30), date(2026, 12, 11), closed=((local("2026-12-08 10.00"), None),)
    )
    both = [replace(SITI, stages=(stage,)), replace(BUDI, stages=(stage,))]
    assert numbers_of(both, WEEKS[1], friday(1)).closed == 1
    assert numbers_of(both, WEEKS[2], friday(2)).closed == 0
    assert numbers_of(both, WEEKS[0], friday(0)).closed == 0


def test_obstacles_are_told_by_age_with_whose_they_are() -> None:
    assert [(one.id, one.days, one.owner.name) for one in digest_of(1).obstacles] == [
        (2, 21, "Budi Hartono"),
        (1, 10, "Budi Hartono"),
    ]


def test_the_week_that_has_begun_since_is_counted_and_shown() -> None:
    at = local("2026-12-10 15.30")
    told = BATCH.sheet(WEEKS[0], at, USUAL_DIGEST)
    assert told.digest.begun == (date(2026, 12, 10), 1)
    assert told.weeks == (date(2026, 12, 3), date(2026, 12, 10))
    marks = {row.member.name: row.cells[1].mark for row in told.rows}
    assert marks == {
        "Siti Aminah": Mark.REPORTED, "Budi Hartono": Mark.WAITING, "Wulan": Mark.LEAVE, "Yohana Sere": Mark.WAITING,
    }  # fmt: skip


def test_no_more_names_and_weeks_are_told_than_are_wanted() -> None:
    crowd = book(*(agent(n, f"Peserta {n}") for n in range(1, 9)))
    sheet = crowd.sheet(WEEKS[15], friday(15), replace(USUAL_DIGEST, weeks=4, names=3))
    assert [one.member.name for one in sheet.digest.calls] == ["Peserta 1", "Peserta 2", "Peserta 3"]
    assert (sheet.digest.to_call, len(sheet.weeks)) == (8, 4)


def test_which_week_is_wanted() -> None:
    assert BATCH.week(None, friday(1)) == WEEKS[1]
    assert BATCH.week(None, friday(-1)) is None
    assert BATCH.week(date(2026, 12, 10), friday(5)) == WEEKS[1]
    assert BATCH.week(date(2026, 12, 11), friday(5)) is None


PEOPLE = st.lists(
    st.builds(
        agent,
        st.integers(1, 99),
        st.sampled_from(["Siti", "Budi", "Wulan"]),
        reported=st.sets(st.integers(0, 8)),
        joined=st.integers(0, 5),
        after=st.integers(0, 200).map(lambda hours: timedelta(hours=hours)),
    ),
    max_size=8,
)


@given(PEOPLE, st.integers(0, 9))
def test_the_numbers_add_up(drawn: list[object], n: int) -> None:
    told = book(*drawn).digest(WEEKS[n], friday(n), USUAL_DIGEST)  # type: ignore[arg-type]
    for numbers in (told.now, told.before):
        if numbers is not None:
            waiting = numbers.asked - numbers.reported - numbers.missing - numbers.on_leave
            assert 0 <= waiting <= numbers.asked
            assert numbers.on_time <= numbers.reported
            assert sum(numbers.lights.values()) == numbers.asked


@given(PEOPLE, st.integers(0, 9))
def test_everybody_is_on_the_sheet_once_the_worst_first(drawn: list[object], n: int) -> None:
    sheet = book(*drawn).sheet(WEEKS[n], friday(n), USUAL_DIGEST)  # type: ignore[arg-type]
    assert len(sheet.rows) == len(drawn)
    assert all(len(row.cells) == len(sheet.weeks) for row in sheet.rows)
    ranks = [RANK[row.light] for row in sheet.rows if row.light is not Light.GREY]
    assert ranks == sorted(ranks, reverse=True)
    assert [b - a for a, b in zip(sheet.weeks, sheet.weeks[1:], strict=False)] == [WEEK] * (
        len(sheet.weeks) - 1
    )
