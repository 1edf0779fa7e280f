"""How the members of a batch stand with their plans: the status with its reasons, the last report, what waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.availability.knowing import availabilities
from models.checkins.blocker import Blocker
from models.checkins.checkin import CheckIn, Judgement
from models.checkins.missing import is_late
from models.checkins.rule import Week
from models.checkins.stage_reports import ClosingState, StageClosing
from models.checkins.status import Known, StageFacts, Status, status_of
from models.checkins.week_reports import Standing, share_of_way, standings_of_members
from models.checkins.weeks import rules_of_batches
from models.members import Role
from models.memberships import Membership
from models.quickwins.rules import Rules


@dataclass(frozen=True)
class ToVerify:
    """A closed stage that waits for a facilitator."""

    id: int  # the closing's
    code: str
    number: int
    name: str


@dataclass(frozen=True)
class ProgressCard:
    """How one member stands on `today`. `last` is their newest report."""

    status: Status
    today: date
    last: CheckIn | None
    open_weeks: int
    blockers: tuple[Blocker, ...]  # open, the oldest first
    to_verify: tuple[ToVerify, ...]

    @property
    def judgement(self) -> Judgement | None:
        """How they judged their newest report themselves."""
        return Judgement(self.last.judgement) if self.last and self.last.judgement else None

    @property
    def differs(self) -> bool:
        """Whether their own judgement is worlds apart from the status."""
        return self.status.differs_from(self.judgement)


def progress_of(
    session: Session, members: Mapping[int, Membership], now: datetime, rules: Rules
) -> Mapping[int, ProgressCard]:
    """How each of these members who are agents stands; nobody whose batch asks for no reports is in it."""
    agents = {m_id: m for m_id, m in members.items() if m.role is Role.AGENT}
    standings = standings_of_members(session, agents, now, rules.monitoring)
    if not standings:
        return {}
    late = _late(session, standings, now, rules)
    steps = {stage.step_id for standing in standings.values() for stage in standing.stages}
    waiting = {
        closing.step_id or 0: closing.id or 0
        for closing in session.exec(
            select(StageClosing).where(
                col(StageClosing.step_id).in_(steps), StageClosing.state == ClosingState.WAITING
            )
        )
    }
    return {m_id: _card(standing, late[m_id], waiting) for m_id, standing in standings.items()}


def known_of(standing: Standing, late: int) -> Known:
    """What is known of somebody, so many of whose reports are late, for the rules."""
    return Known(
        stages=tuple(
            StageFacts(n, s.starts_on, s.ends_on, s.percent, s.closed)
            for n, s in enumerate(standing.stages, 1)
        ),
        indicator=_worst_share(standing),
        has_reported=bool(standing.reports),
        reports_late=late,
        blockers=tuple((standing.today - b.since).days for b in standing.blockers),
    )


def _late(
    session: Session, standings: Mapping[int, Standing], now: datetime, rules: Rules
) -> Mapping[int, int]:
    """How many reports of each are late: one that has just been asked for is not, nor is one of a week on leave."""
    viewers = [standing.viewer for standing in standings.values()]
    by_batch = rules_of_batches(session, {viewer.batch_id for viewer in viewers})
    known = availabilities(session, {viewer.person_id for viewer in viewers}, rules.quiet)
    return {
        m_id: sum(
            is_late(
                Week(week),
                by_batch[standing.viewer.batch_id].at,
                known[standing.viewer.person_id],
                rules.working,
                now,
            )
            for week in standing.weeks.open
        )
        for m_id, standing in standings.items()
    }


def _worst_share(standing: Standing) -> int | None:
    """Of their indicators, the one that is least far on its way."""
    shares: Sequence[int | None] = [
        share_of_way(q.baseline, q.target, standing.readings[q.id or 0][-1][1])
        for q in standing.quickwins
        if standing.readings.get(q.id or 0) and q.baseline and q.target
    ]
    return min((share for share in shares if share is not None), default=None)


def _card(standing: Standing, late: int, waiting: Mapping[int, int]) -> ProgressCard:
    return ProgressCard(
        status=status_of(known_of(standing, late), standing.today),
        today=standing.today,
        last=standing.reports[max(standing.reports)] if standing.reports else None,
        open_weeks=len(standing.weeks.open),
        blockers=standing.blockers,
        to_verify=tuple(
            ToVerify(waiting[s.step_id], s.code, s.number, s.name)
            for s in standing.stages
            if s.step_id in waiting
        ),
    )
