"""Whom to call: every reason with its points, and an order that anybody could work out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.availability.availability import Away
from models.checkins.checkin import Judgement
from models.checkins.status import Light
from models.digests.calls import CallReason, Why, calls
from models.digests.record import Record, StageRecord
from tests.models.digests.agents import WEEKS, agent, blocker, friday

NOW, WEEK = friday(4), WEEKS[4]
OVERDUE = StageRecord(1, date(2026, 11, 2), date(2026, 12, 15))
OLD = blocker(1, date(2026, 12, 1))
ALL = range(5)


def why(record: Record, points: int | None = None) -> list[tuple[Why, int]]:
    found = calls([record], WEEK, NOW, 7)
    if points is not None:
        assert [one.points for one in found] == [points]
    return [(reason.why, reason.number) for one in found for reason in one.reasons]


def test_whoever_reports_and_is_on_track_is_not_named() -> None:
    assert calls([agent(reported=ALL)], WEEK, NOW, 7) == []


def test_one_week_of_silence_is_none_and_two_are() -> None:
    assert why(agent(reported=[0, 1, 2, 3])) == []
    assert why(agent(reported=[0, 1, 2]), 6) == [(Why.SILENT, 2)]


def test_silence_for_weeks_makes_critical_too_and_says_so_once() -> None:
    [call] = calls([agent(reported=[0])], WEEK, NOW, 7)
    assert [(r.why, r.points) for r in call.reasons] == [(Why.SILENT, 10), (Why.CRITICAL, 5)]
    assert [r.why for r in call.told] == [Why.SILENT]
    assert call.light is Light.RED


def test_an_old_obstacle_and_one_that_was_passed_on() -> None:
    assert why(agent(reported=ALL, blockers=[OLD]), 5 + 6) == [(Why.OBSTACLE, 31), (Why.CRITICAL, 31)]
    young = blocker(1, date(2026, 12, 28))
    assert why(agent(reported=ALL, blockers=[young])) == []
    passed_on = replace(young, escalated_at=NOW - timedelta(hours=1))
    assert why(agent(reported=ALL, blockers=[passed_on]), 2) == [(Why.OBSTACLE, 4)]


def test_a_late_stage_is_named_with_its_number() -> None:
    ends_late = replace(OVERDUE, said=((WEEKS[4].asked_on, NOW, 90),))
    [call] = calls([agent(reported=ALL, stages=[ends_late])], WEEK, NOW, 7)
    [reason] = [r for r in call.reasons if r.why is Why.OVERDUE]
    assert (reason.number, reason.finding and reason.finding.stage, reason.points) == (17, 1, 3)


def test_a_judgement_that_is_worlds_apart() -> None:
    rosy = agent(reported=ALL, judged={4: Judgement.GREEN}, blockers=[OLD])
    assert (Why.APART, 0) in why(rosy)
    gloomy = agent(reported=ALL, judged={4: Judgement.RED})
    assert why(gloomy, 4) == [(Why.APART, 0)]
    assert why(agent(reported=ALL, judged={4: Judgement.AMBER})) == []


def test_nobody_is_called_on_leave() -> None:
    away = Away(NOW.date(), NOW.date() + timedelta(days=3))
    assert calls([agent(reported=[0], leave=(away,))], WEEK, NOW, 7) == []


@pytest.mark.parametrize("reason", Why)
def test_more_of_it_never_counts_less(reason: Why) -> None:
    points = [CallReason(reason, number).points for number in range(2, 200)]
    assert points == sorted(points)
    assert points[0] > 0


Drawn = Sequence[tuple[set[int], bool, int | None, Judgement | None]]
PEOPLE = st.lists(
    st.tuples(
        st.sets(st.integers(0, 4)),
        st.booleans(),
        st.one_of(st.none(), st.integers(0, 40)),
        st.sampled_from([None, *Judgement]),
    ),
    max_size=12,
)


def people(drawn: Drawn) -> list[Record]:
    return [
        agent(
            n,
            f"Peserta {n % 3}",
            reported=reported,
            stages=[OVERDUE] if late else [],
            blockers=[blocker(n, NOW.date() - timedelta(days=age))] if age is not None else [],
            judged=dict.fromkeys(reported, judged) if judged else {},
        )
        for n, (reported, late, age, judged) in enumerate(drawn, 1)
    ]


@given(PEOPLE, st.randoms(use_true_random=False))
def test_who_comes_first_does_not_depend_on_who_is_looked_at_first(drawn: Drawn, chance: Random) -> None:
    everybody = people(drawn)
    mixed = chance.sample(everybody, len(everybody))
    found = calls(everybody, WEEK, NOW, 7)
    assert found == calls(mixed, WEEK, NOW, 7)
    assert [one.points for one in found] == sorted((one.points for one in found), reverse=True)
    for call in found:
        assert call.told
        assert len({reason.why for reason in call.reasons}) == len(call.reasons)
        assert [r.points for r in call.reasons] == sorted((r.points for r in call.reasons), reverse=True)


@given(PEOPLE)
def test_a_report_less_never_moves_anybody_down(
    drawn: Drawn,
) -> None:
    silenced = [
        (reported - {max(reported)} if reported else reported, late, age, None)
        for reported, late, age, _j in drawn
    ]
    plain = [(reported, late, age, None) for reported, late, age, _j in drawn]
    before = {one.member.member_id: one.points for one in calls(people(plain), WEEK, NOW, 7)}
    after = {one.member.member_id: one.points for one in calls(people(silenced), WEEK, NOW, 7)}
    assert all(after.get(member, 0) >= points for member, points in before.items())
