"""What a draft is by its own figures."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.quickwins.content import Content
from models.quickwins.gate import Judged, Obstacle, Verdict, judge
from models.quickwins.rules import Gate

GOOD = Content(impact=4, effort=2, days=100, within_authority=True, within_budget=True)
figures = st.builds(
    Content,
    impact=st.integers(1, 5),
    effort=st.integers(1, 5),
    days=st.integers(1, 3650),
    within_authority=st.booleans(),
    within_budget=st.booleans(),
)
gates = st.builds(
    Gate,
    impact_at_least=st.integers(1, 5),
    effort_at_most=st.integers(1, 5),
    days_at_most=st.integers(1, 400),
    needs_authority=st.booleans(),
    needs_budget=st.booleans(),
)


def test_on_the_lines_it_is_a_quick_win() -> None:
    assert judge(GOOD, Gate()) == Judged(Verdict.QUICK_WIN)


@pytest.mark.parametrize(
    ("changed", "verdict", "obstacles"),
    [
        ({"effort": 3}, Verdict.MAJOR_PROJECT, (Obstacle.EFFORT,)),
        ({"days": 101}, Verdict.MAJOR_PROJECT, (Obstacle.DAYS,)),
        ({"within_authority": False}, Verdict.MAJOR_PROJECT, (Obstacle.AUTHORITY,)),
        ({"within_budget": False}, Verdict.MAJOR_PROJECT, (Obstacle.BUDGET,)),
        ({"impact": 3}, Verdict.FILL_IN, (Obstacle.IMPACT,)),
        ({"impact": 3, "days": 200}, Verdict.FILL_IN, (Obstacle.IMPACT, Obstacle.DAYS)),
        ({"impact": 1, "effort": 5}, Verdict.DROP, (Obstacle.IMPACT, Obstacle.EFFORT)),
    ],
)
def test_beyond_them_it_is_something_else_and_says_why(
    changed: dict[str, int], verdict: Verdict, obstacles: tuple[Obstacle, ...]
) -> None:
    assert judge(Content.of(GOOD.stored() | changed), Gate()) == Judged(verdict, obstacles)


@pytest.mark.parametrize("missing", ["impact", "effort", "days", "within_authority", "within_budget"])
def test_without_one_of_the_five_figures_nothing_is_said(missing: str) -> None:
    assert judge(Content.of(GOOD.stored() | {missing: None}), Gate()) is None


def test_a_programme_may_leave_authority_and_budget_aside() -> None:
    beyond = replace(GOOD, within_authority=False, within_budget=False)
    assert judge(beyond, Gate(needs_authority=False, needs_budget=False)) == Judged(Verdict.QUICK_WIN)


@given(figures, gates)
def test_only_what_has_no_obstacle_is_a_quick_win(content: Content, gate: Gate) -> None:
    judged = judge(content, gate)
    assert judged is not None
    assert (judged.verdict is Verdict.QUICK_WIN) is not bool(judged.obstacles)


@given(figures, gates)
def test_with_its_obstacles_out_of_the_way_it_is_one(content: Content, gate: Gate) -> None:
    better = replace(
        content,
        impact=max(content.impact or 1, gate.impact_at_least),
        effort=min(content.effort or 1, gate.effort_at_most),
        days=min(content.days or 1, gate.days_at_most),
        within_authority=True,
        within_budget=True,
    )
    assert judge(better, gate) == Judged(Verdict.QUICK_WIN)


@given(figures, gates)
def test_more_impact_or_less_effort_never_makes_it_worse(content: Content, gate: Gate) -> None:
    better = replace(
        content, impact=min(5, (content.impact or 1) + 1), effort=max(1, (content.effort or 1) - 1)
    )
    before, after = judge(content, gate), judge(better, gate)
    assert before is not None
    assert after is not None
    assert set(after.obstacles) <= set(before.obstacles)
