"""What a draft is by its own figures: a quick win, a major project, a fill-in, or better dropped.

Impact and effort as in the action priority matrix; the lines between are the programme's own (`Gate`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.quickwins.content import Content
from models.quickwins.rules import Gate


class Verdict(StrEnum):
    """What a draft is by its own figures."""

    QUICK_WIN = "quick_win"
    MAJOR_PROJECT = "major_project"  # worth a lot, and more than a quick win can carry
    FILL_IN = "fill_in"  # easy, and worth little
    DROP = "drop"  # hard, and worth little


class Obstacle(StrEnum):
    """What keeps a draft from being a quick win."""

    IMPACT = "impact"  # too low
    EFFORT = "effort"  # too high
    DAYS = "days"  # too long until there is a first result
    AUTHORITY = "authority"  # not one's own to decide
    BUDGET = "budget"  # not within the budget there is


@dataclass(frozen=True)
class Judged:
    """The verdict, and what stands in the way of a better one."""

    verdict: Verdict
    obstacles: tuple[Obstacle, ...] = ()


def judge(content: Content, gate: Gate) -> Judged | None:
    """What a draft is; None while one of the five figures is missing."""
    figures = (content.impact, content.effort, content.days, content.within_authority, content.within_budget)
    if any(figure is None for figure in figures):
        return None
    obstacles = tuple(_obstacles(content, gate))
    if not obstacles:
        return Judged(Verdict.QUICK_WIN)
    worthwhile, easy = Obstacle.IMPACT not in obstacles, Obstacle.EFFORT not in obstacles
    if worthwhile:
        return Judged(Verdict.MAJOR_PROJECT, obstacles)
    return Judged(Verdict.FILL_IN if easy else Verdict.DROP, obstacles)


def _obstacles(content: Content, gate: Gate) -> Sequence[Obstacle]:
    found = {
        Obstacle.IMPACT: (content.impact or 0) < gate.impact_at_least,
        Obstacle.EFFORT: (content.effort or 0) > gate.effort_at_most,
        Obstacle.DAYS: (content.days or 0) > gate.days_at_most,
        Obstacle.AUTHORITY: gate.needs_authority and not content.within_authority,
        Obstacle.BUDGET: gate.needs_budget and not content.within_budget,
    }
    return [obstacle for obstacle, stands in found.items() if stands]
