"""Red, amber, green and grey: more that is late never makes anybody greener, and each has a reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.checkins.checkin import Judgement
from models.checkins.status import RANK, Known, Light, Reason, StageFacts, status_of

FIRST = date(2026, 12, 1)

days = st.integers(0, 60).map(lambda n: FIRST + timedelta(days=n))
stages = st.builds(
    lambda starts_on, length, percent, closed: StageFacts(
        1, starts_on, starts_on + timedelta(days=length), percent, closed
    ),
    days,
    st.integers(0, 40),
    st.integers(0, 100),
    st.booleans(),
)
known = st.builds(
    Known,
    stages=st.lists(stages, max_size=4).map(tuple),
    indicator=st.none() | st.integers(-100, 150),
    has_reported=st.booleans(),
    reports_late=st.integers(0, 6),
    blockers=st.lists(st.integers(0, 60), max_size=3).map(tuple),
)


@given(known, days, st.integers(0, 40))
def test_the_same_seen_later_is_never_greener(one: Known, today: date, later: int) -> None:
    aged = replace(one, blockers=tuple(age + later for age in one.blockers))
    then = status_of(aged, today + timedelta(days=later))
    assert RANK[then.light] >= RANK[status_of(one, today).light]


@given(known, days, st.integers(0, 5), st.integers(0, 90), st.integers(0, 100))
def test_more_that_is_late_is_never_greener(
    one: Known, today: date, reports: int, age: int, less: int
) -> None:
    before = RANK[status_of(one, today).light]
    slower = tuple(replace(stage, percent=max(0, stage.percent - less)) for stage in one.stages)
    reopened = tuple(replace(stage, closed=False) for stage in one.stages)
    for worse in (
        replace(one, reports_late=one.reports_late + reports),
        replace(one, blockers=(*one.blockers, age)),
        replace(one, stages=slower),
        replace(one, stages=reopened),
        replace(one, indicator=None if one.indicator is None else one.indicator - less),
    ):
        assert RANK[status_of(worse, today).light] >= before


@given(known, days)
def test_every_status_has_its_reasons_the_worst_first(one: Known, today: date) -> None:
    status = status_of(one, today)
    assert status.findings
    assert status.findings[0].light is status.light
    ranks = [RANK[finding.light] for finding in status.findings]
    assert ranks == sorted(ranks, reverse=True)


@given(known, days)
def test_grey_is_only_of_whom_nothing_is_known(one: Known, today: date) -> None:
    nothing = one == Known()
    assert (status_of(one, today).light is Light.GREY) == nothing


@pytest.mark.parametrize(
    ("one", "today", "light", "reason", "number"),
    [
        (Known(), FIRST, Light.GREY, Reason.NOTHING_KNOWN, 0),
        (Known(has_reported=True), FIRST, Light.GREEN, Reason.ON_TRACK, 0),
        (Known(reports_late=1), FIRST, Light.AMBER, Reason.REPORTS_LATE, 1),
        (Known(reports_late=3), FIRST, Light.RED, Reason.REPORTS_LATE, 3),
        (Known(blockers=(6,)), FIRST, Light.GREEN, Reason.ON_TRACK, 0),
        (Known(blockers=(7,)), FIRST, Light.AMBER, Reason.BLOCKER, 7),
        (Known(blockers=(3, 21)), FIRST, Light.RED, Reason.BLOCKER, 21),
        (Known(indicator=-1), FIRST, Light.AMBER, Reason.INDICATOR_BACK, 1),
        (Known(indicator=40), FIRST, Light.GREEN, Reason.ON_TRACK, 0),
    ],
)
def test_the_lines_are_drawn_where_they_are_said_to_be(
    one: Known, today: date, light: Light, reason: Reason, number: int
) -> None:
    status = status_of(one, today)
    assert (status.light, status.findings[0].reason, status.findings[0].number) == (light, reason, number)


def test_a_stage_is_held_against_its_dates() -> None:
    stage = StageFacts(2, FIRST, FIRST + timedelta(days=9))
    assert stage.expected(FIRST - timedelta(days=1)) == 0
    assert stage.expected(FIRST + timedelta(days=4)) == 50
    half = Known(stages=(replace(stage, percent=25),))
    assert status_of(half, FIRST + timedelta(days=4)).light is Light.AMBER
    assert status_of(half, FIRST + timedelta(days=7)).light is Light.RED
    done = Known(stages=(replace(stage, percent=100),))
    overdue = status_of(done, FIRST + timedelta(days=10))
    assert [(f.reason, f.number, f.stage) for f in overdue.findings] == [(Reason.STAGE_OVERDUE, 1, 2)]
    closed = Known(stages=(replace(stage, percent=100, closed=True),))
    assert status_of(closed, FIRST + timedelta(days=90)).light is Light.GREEN


def test_only_worlds_apart_is_pointed_out() -> None:
    red = status_of(Known(reports_late=3), FIRST)
    assert red.differs_from(Judgement.GREEN)
    assert not red.differs_from(Judgement.AMBER)
    assert not red.differs_from(None)
    assert not status_of(Known(), FIRST).differs_from(Judgement.RED)
