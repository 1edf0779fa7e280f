"""Somebody's weeks one after the other: how far their stages were, and how they judged each week themselves."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from models.asking import Asker
from models.checkins.checkin import Judgement, Manner
from models.checkins.stages_seen import SeenStage
from models.checkins.status import StageFacts
from models.checkins.week_reports import Standing, load_standings
from models.quickwins.rules import Rules


@dataclass(frozen=True)
class OwnWeek:
    """One week. `percent` is how far all stages were on average, None where there is no plan; `planned` how far by their dates.

    `manner` is None where the week was not reported.
    """

    week: date
    manner: Manner | None
    judgement: Judgement | None
    percent: int | None
    planned: int | None


def load_own_weeks(session: Session, asker: Asker, now: datetime, *, rules: Rules) -> tuple[OwnWeek, ...]:
    """Every week that was asked for so far or is in, the oldest first; none for whoever is asked for none."""
    standing = load_standings(session, [asker], now, rules=rules)[asker]
    return own_weeks(standing) if standing else ()


def own_weeks(standing: Standing) -> tuple[OwnWeek, ...]:
    """The same, of a standing."""
    shown = [w for w in standing.weeks.all if w in standing.reports or w in standing.weeks.open]
    return tuple(_week(standing, week) for week in shown)


def _week(standing: Standing, week: date) -> OwnWeek:
    report, stages = standing.reports.get(week), standing.stages
    return OwnWeek(
        week,
        Manner(report.manner) if report else None,
        Judgement(report.judgement) if report and report.judgement else None,
        _mean([_percent(standing, stage, week) for stage in stages]),
        _mean([StageFacts(1, stage.starts_on, stage.ends_on).expected(week) for stage in stages]),
    )


def _percent(standing: Standing, stage: SeenStage, week: date) -> int:
    before = stage.before(week, standing.viewer.member_id)
    return before.percent if before else 0


def _mean(values: list[int]) -> int | None:
    return sum(values) // len(values) if values else None
