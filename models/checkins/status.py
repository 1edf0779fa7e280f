"""How somebody stands: red, amber, green or grey, by rules that all stand here, each with its reason.

What counts are the stages of approved plans against their dates, the indicator, reports that are late, and obstacles. The
worst reason decides. Grey is whoever nothing is known of.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.checkins.checkin import Judgement
from models.checkins.stage_reports import DONE_PERCENT


class Light(StrEnum):
    """How somebody stands."""

    GREY = "grey"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Reason(StrEnum):
    """Why. What `number` of a Finding is stands behind each."""

    STAGE_OVERDUE = "stage_overdue"  # days since its last day
    STAGE_BEHIND = "stage_behind"  # percent that it should be further by now
    INDICATOR_BACK = "indicator_back"  # percent of the way, to the wrong side
    REPORTS_LATE = "reports_late"  # reports
    BLOCKER = "blocker"  # days since it began
    ON_TRACK = "on_track"  # nothing is late; 0
    NOTHING_KNOWN = "nothing_known"  # 0


LIMITS: dict[Reason, tuple[int, int]] = {
    Reason.STAGE_OVERDUE: (1, 15),
    Reason.STAGE_BEHIND: (25, 50),
    Reason.INDICATOR_BACK: (1, 25),
    Reason.REPORTS_LATE: (1, 3),
    Reason.BLOCKER: (7, 21),
}
"""From which number on a reason makes somebody amber, and from which red."""

RANK = {Light.GREY: 0, Light.GREEN: 0, Light.AMBER: 1, Light.RED: 2}
"""How bad a light is; grey is not bad, but unknown."""
LARGE = 2  # ranks between the computed status and one's own judgement that are worth a talk


@dataclass(frozen=True)
class StageFacts:
    """A stage of an approved plan: its number, its first and last day, how many percent are done, whether it is closed."""

    number: int
    starts_on: date
    ends_on: date
    percent: int = 0
    closed: bool = False

    def expected(self, today: date) -> int:
        """How many percent it should be at in the evening of `today`, if it went evenly."""
        if today < self.starts_on:
            return 0
        days = (self.ends_on - self.starts_on).days + 1
        return min(DONE_PERCENT, DONE_PERCENT * ((today - self.starts_on).days + 1) // days)


@dataclass(frozen=True)
class Known:
    """What is known of somebody. `indicator` is the percent of the way from baseline to target; ages are in days."""

    stages: tuple[StageFacts, ...] = ()
    indicator: int | None = None
    has_reported: bool = False
    reports_late: int = 0
    blockers: tuple[int, ...] = ()  # the age of each that is open


@dataclass(frozen=True)
class Finding:
    """One reason, with its number and, where it is about one, the number of the stage."""

    light: Light
    reason: Reason
    number: int = 0
    stage: int = 0


@dataclass(frozen=True)
class Status:
    """How somebody stands, with every reason, the worst first."""

    light: Light
    findings: tuple[Finding, ...]

    def differs_from(self, judgement: Judgement | None) -> bool:
        """Whether it is worlds apart from somebody's own judgement: green against red."""
        if judgement is None or self.light is Light.GREY:
            return False
        return abs(RANK[self.light] - RANK[Light(judgement.value)]) >= LARGE


def status_of(known: Known, today: date) -> Status:
    """How somebody of whom this is known stands on `today`."""
    findings = sorted(_findings(known, today), key=lambda one: -RANK[one.light])
    if findings:
        return Status(findings[0].light, tuple(findings))
    if not (known.stages or known.has_reported or known.blockers or known.indicator is not None):
        return Status(Light.GREY, (Finding(Light.GREY, Reason.NOTHING_KNOWN),))
    return Status(Light.GREEN, (Finding(Light.GREEN, Reason.ON_TRACK),))


def _findings(known: Known, today: date) -> Iterator[Finding]:
    """Whatever is amber or red."""
    for stage in known.stages:
        if not stage.closed:
            yield from _stage(stage, today)
    if known.indicator is not None and known.indicator < 0:
        yield from _judged(Reason.INDICATOR_BACK, -known.indicator)
    yield from _judged(Reason.REPORTS_LATE, known.reports_late)
    for age in sorted(known.blockers, reverse=True):
        yield from _judged(Reason.BLOCKER, age)


def _stage(stage: StageFacts, today: date) -> Sequence[Finding]:
    overdue = _judged(Reason.STAGE_OVERDUE, (today - stage.ends_on).days, stage.number)
    behind = _judged(Reason.STAGE_BEHIND, stage.expected(today) - stage.percent, stage.number)
    return [*overdue, *behind]


def _judged(reason: Reason, number: int, stage: int = 0) -> Sequence[Finding]:
    amber, red = LIMITS[reason]
    if number < amber:
        return []
    return [Finding(Light.RED if number >= red else Light.AMBER, reason, number, stage)]
