"""Whom to call first, and why. Every reason has its points, and whoever has most points comes first; all of it stands here.

| reason | points |
|---|---|
| silent for 2 weeks or more | 2, and 2 a week, of 8 weeks at most |
| critical | 5 |
| own judgement worlds apart from the status | 4 |
| an obstacle passed on to the facilitators | 2, and 1 a full week of its age, of 4 weeks at most |
| a stage past its last day | 1, and 1 a full week, of 4 weeks at most |

Nobody is named who is on leave, or has none of these.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.checkins.rule import Week
from models.checkins.status import Finding, Light, Reason, Status
from models.digests.record import Record
from models.memberships import Membership

SILENT_FROM = 2  # weeks
MOST_SILENT, MOST_WEEKS = 8, 4  # weeks that add points


class Why(StrEnum):
    """Why somebody should be called. What `number` of a CallReason is stands behind each."""

    SILENT = "silent"  # weeks
    CRITICAL = "critical"  # that of its finding
    APART = "apart"  # 0
    OBSTACLE = "obstacle"  # days since it began
    OVERDUE = "overdue"  # days since the last day of the stage


COVERED = {Reason.STAGE_OVERDUE: Why.OVERDUE, Reason.BLOCKER: Why.OBSTACLE, Reason.REPORTS_LATE: Why.SILENT}
"""What says as much as a finding does."""


@dataclass(frozen=True)
class CallReason:
    """One reason with its number, and the finding behind it where it is one of the status."""

    why: Why
    number: int = 0
    finding: Finding | None = None

    @property
    def points(self) -> int:
        """How much it counts."""
        weeks = min(self.number // 7, MOST_WEEKS)
        match self.why:
            case Why.SILENT:
                return 2 + 2 * min(self.number, MOST_SILENT)
            case Why.CRITICAL:
                return 5
            case Why.APART:
                return 4
            case Why.OBSTACLE:
                return 2 + weeks
            case Why.OVERDUE:
                return 1 + weeks


@dataclass(frozen=True)
class Call:
    """Somebody to call: how they stand, and why, what counts most first."""

    member: Membership
    light: Light
    reasons: tuple[CallReason, ...]
    reachable: bool  # whether the bot can write to them

    @property
    def points(self) -> int:
        """All of it counted together."""
        return sum(reason.points for reason in self.reasons)

    @property
    def told(self) -> Sequence[CallReason]:
        """The reasons but for that of being critical, where another one says why."""
        there = {reason.why for reason in self.reasons}
        return [
            one
            for one in self.reasons
            if one.why is not Why.CRITICAL
            or one.finding is None
            or COVERED.get(one.finding.reason) not in there
        ]


def calls(records: Sequence[Record], week: Week, at: datetime, escalate_after_days: int) -> Sequence[Call]:
    """Everybody who should be called at `at` (aware), the most pressing first; where two are alike, by name.

    `week` is the newest that has been asked for.
    """
    found = []
    for record in records:
        status = record.status(week, at)
        reasons = sorted(
            _reasons(record, status, week, at, escalate_after_days), key=lambda r: (-r.points, r.why)
        )
        if reasons and not record.whose.is_on_leave(record.day(at)):
            found.append(Call(record.member, status.light, tuple(reasons), record.reachable))
    return sorted(found, key=lambda one: (-one.points, one.member.name.casefold(), one.member.member_id))


def _reasons(
    record: Record, status: Status, week: Week, at: datetime, escalate_after_days: int
) -> Iterator[CallReason]:
    silent = record.silent(week, at)
    if silent >= SILENT_FROM:
        yield CallReason(Why.SILENT, silent)
    if status.light is Light.RED:
        yield CallReason(Why.CRITICAL, status.findings[0].number, status.findings[0])
    if status.differs_from(record.judgement(at)):
        yield CallReason(Why.APART)
    day = record.day(at)
    ages = [
        (day - one.since).days
        for one in record.open_blockers(at)
        if (day - one.since).days >= escalate_after_days or (one.escalated_at and one.escalated_at <= at)
    ]
    if ages:
        yield CallReason(Why.OBSTACLE, max(ages))
    overdue = [one for one in status.findings if one.reason is Reason.STAGE_OVERDUE]
    if overdue:
        latest = max(overdue, key=lambda one: one.number)
        yield CallReason(Why.OVERDUE, latest.number, latest)
