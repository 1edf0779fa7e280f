"""Every week of somebody as it was then: what was handed in, what was missed, and how they stood."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.availability.availability import Away
from models.checkins.checkin import Judgement
from models.checkins.status import Light
from models.digests.record import Mark, Record, StageRecord
from tests.models.digests.agents import WEEKS, agent, blocker, friday, local

AMONG = st.sets(st.integers(0, 9))
HOURS = st.integers(0, 24 * 12).map(lambda hours: timedelta(hours=hours))


def marks(record: Record, at: datetime, count: int = 4) -> list[Mark]:
    return [record.cell(week, at).mark for week in WEEKS[:count]]


def test_what_became_of_each_report() -> None:
    siti = agent(reported=[0, 2], joined=0)
    assert marks(siti, friday(2)) == [Mark.REPORTED, Mark.MISSED, Mark.REPORTED, Mark.NOT_ASKED]
    assert marks(agent(joined=2), friday(2)) == [Mark.NOT_ASKED, Mark.NOT_ASKED, Mark.MISSED, Mark.NOT_ASKED]


def test_a_report_is_missing_a_day_after_it_was_asked_for() -> None:
    siti = agent()
    assert siti.cell(WEEKS[0], local("2026-12-03 13.59")).mark is Mark.NOT_ASKED
    assert siti.cell(WEEKS[0], local("2026-12-04 13.59")).mark is Mark.WAITING
    assert siti.cell(WEEKS[0], local("2026-12-04 14.00")).mark is Mark.MISSED


def test_one_that_comes_late_was_missing_until_then() -> None:
    siti = agent(reported=[0], after=timedelta(days=3))
    assert siti.cell(WEEKS[0], friday(0)).mark is Mark.MISSED
    assert siti.cell(WEEKS[0], friday(1)).mark is Mark.REPORTED
    assert not siti.was_on_time(WEEKS[0])
    assert agent(reported=[0]).was_on_time(WEEKS[0])


def test_a_report_that_never_came_is_held_against_nobody_after_four_weeks() -> None:
    wulan = agent(reported=range(1, 12))
    assert wulan.status(WEEKS[3], friday(3)).light is Light.AMBER
    assert wulan.status(WEEKS[4], friday(4)).light is Light.GREEN
    assert wulan.cell(WEEKS[0], friday(4)).mark is Mark.MISSED  # it is still seen that there was none


def test_leave_excuses_and_a_pause_does_not() -> None:
    away = Away(date(2026, 12, 3), date(2026, 12, 11))
    assert agent(leave=(away,)).cell(WEEKS[0], friday(0)).mark is Mark.LEAVE
    assert agent(leave=(away,)).cell(WEEKS[0], friday(2)).mark is Mark.LEAVE
    assert agent(leave=(away,)).cell(WEEKS[2], friday(2)).mark is Mark.MISSED
    begun_late = Away(date(2026, 12, 7), date(2026, 12, 20))  # it was due before
    assert agent(leave=(begun_late,)).cell(WEEKS[0], local("2026-12-08 09.00")).mark is Mark.LEAVE
    assert agent(leave=(begun_late,)).cell(WEEKS[0], friday(1)).mark is Mark.MISSED
    assert agent(pause=away).cell(WEEKS[0], friday(0)).mark is Mark.MISSED
    assert agent(leave=(away,), reported=[0]).cell(WEEKS[0], friday(0)).mark is Mark.REPORTED


def test_a_week_of_days_off_is_nobodys_fault() -> None:
    off = frozenset(date(2026, 12, 3) + timedelta(days=n) for n in range(8))
    assert agent(days_off=off).cell(WEEKS[0], friday(0)).mark is Mark.WAITING


def test_how_they_stood_then_is_not_how_they_stand_now() -> None:
    stage = StageRecord(
        1, date(2026, 11, 30), date(2026, 12, 11),
        said=((WEEKS[0].asked_on, local("2026-12-03 15.00"), 50), (WEEKS[2].asked_on, local("2026-12-17 15.00"), 100)),
        closed=((local("2026-12-17 15.00"), None),),
    )  # fmt: skip
    siti = agent(reported=[0, 1, 2], stages=[stage])
    lights = [siti.cell(week, friday(n)).light for n, week in enumerate(WEEKS[:3])]
    assert lights == [Light.GREEN, Light.RED, Light.GREEN]  # 50 percent behind on its last day


def test_a_stage_that_came_back_is_open_again() -> None:
    back = local("2026-12-07 09.00")
    stage = StageRecord(1, date(2026, 12, 1), date(2026, 12, 31), closed=((local("2026-12-03 15.00"), back),))
    assert stage.closed_since(friday(0)) is not None
    assert stage.closed_since(back) is None
    again = replace(stage, closed=(*stage.closed, (local("2026-12-10 15.00"), None)))
    assert again.closed_since(friday(1)) == local("2026-12-10 15.00")


def test_an_obstacle_counts_while_it_is_open() -> None:
    siti = agent(reported=range(9), blockers=[blocker(1, date(2026, 12, 1), days_open=20)])
    lights = [siti.cell(week, friday(n)).light for n, week in enumerate(WEEKS[:5])]
    assert lights == [Light.GREEN, Light.AMBER, Light.AMBER, Light.GREEN, Light.GREEN]


def test_their_newest_judgement_is_that_of_the_newest_week_that_is_in() -> None:
    siti = agent(reported=[0, 1], judged={0: Judgement.GREEN, 1: Judgement.RED})
    assert siti.judgement(friday(0)) is Judgement.GREEN
    assert siti.judgement(friday(1)) is Judgement.RED
    assert agent().judgement(friday(1)) is None


@pytest.mark.parametrize(
    ("reported", "silent"), [((), 4), ((0,), 3), ((2,), 1), ((3,), 0), ((4,), 0), ((0, 1, 2, 3), 0)]
)
def test_silence_is_counted_from_the_newest_week_back(reported: tuple[int, ...], silent: int) -> None:
    assert agent(reported=reported).silent(WEEKS[3], friday(4)) == silent


def test_leave_does_not_break_a_silence_and_is_not_part_of_it() -> None:
    away = Away(date(2026, 12, 10), date(2026, 12, 16))
    assert agent(leave=(away,)).silent(WEEKS[2], friday(2)) == 2


@given(AMONG, HOURS, st.integers(0, 9), HOURS)
def test_every_week_is_one_of_these(reported: set[int], after: timedelta, n: int, later: timedelta) -> None:
    record, at = agent(reported=reported, after=after), friday(n) + later
    for week in WEEKS:
        cell = record.cell(week, at)
        assert (cell.light is None) == (cell.mark is Mark.NOT_ASKED)
        assert (cell.mark is Mark.REPORTED) == (record.is_in(week, at) and cell.mark is not Mark.NOT_ASKED)
        assert not (cell.mark is Mark.MISSED and record.is_in(week, at))
    assert record.silent(WEEKS[n], at) <= sum(record.is_missing(week, at) for week in WEEKS)


@given(AMONG, st.integers(0, 8))
def test_a_report_more_never_makes_it_worse(reported: set[int], n: int) -> None:
    before, after = agent(reported=reported), agent(reported=reported | {n})
    at = friday(9)
    assert after.silent(WEEKS[9], at) <= before.silent(WEEKS[9], at)
    worse = {Light.GREEN: 0, Light.AMBER: 1, Light.RED: 2, Light.GREY: -1}
    lights = [record.status(WEEKS[9], at).light for record in (before, after)]
    assert worse[lights[1]] <= worse[lights[0]]
