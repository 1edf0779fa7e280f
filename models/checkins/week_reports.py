"""What somebody has to know who reports a week: the stages, what was said last, indicators that are due, obstacles."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from models.asking import Asker
from models.checkins.blocker import Blocker
from models.checkins.checkin import CheckIn
from models.checkins.evidence import evidence_in
from models.checkins.readings import IndicatorReading, reading_is_due
from models.checkins.rules import Monitoring
from models.checkins.stage_reports import ClosingState
from models.checkins.stages_seen import SeenStage, stages_of
from models.checkins.weeks import Weeks, rules_of_batches, weeks_at
from models.members import Role
from models.memberships import Membership, newest_memberships
from models.people import Chat, Person
from models.quickwins.quickwin import Ownership, QuickWin
from models.quickwins.rules import Rules
from models.quickwins.states import ALIVE


@dataclass(frozen=True)
class Indicator:
    """An indicator of a quick win, with its figures as they were written, and what it was read as before."""

    quickwin_id: int
    code: str
    name: str
    unit: str
    baseline: str
    target: str
    last: str = ""  # "" before the first reading


@dataclass(frozen=True)
class Standing:
    """What of somebody's reporting stays the same whichever week it is: the weeks, the stages, what is open."""

    viewer: Membership
    today: date
    weeks: Weeks
    stages: tuple[SeenStage, ...]
    quickwins: tuple[QuickWin, ...]  # that they work on
    reports: Mapping[date, CheckIn]  # that are in, by week
    readings: Mapping[int, Sequence[tuple[date, str]]]  # by the quick win's id, the oldest first
    blockers: tuple[Blocker, ...]  # open, the oldest first
    evidence: Mapping[date, Collection[int]]  # the stages that have evidence, by the week that brought it
    monitoring: Monitoring


@dataclass(frozen=True)
class WeekReport:
    """One week as its reporter finds it; `others` are weeks that are open besides."""

    standing: Standing
    week: date

    @property
    def viewer(self) -> Membership:
        """Who reports."""
        return self.standing.viewer

    @property
    def given(self) -> CheckIn | None:
        """The report that is in already and may be changed."""
        return self.standing.reports.get(self.week)

    @property
    def last(self) -> CheckIn | None:
        """The newest report of a week before."""
        before = [week for week in self.standing.reports if week < self.week]
        return self.standing.reports[max(before)] if before else None

    @property
    def stages(self) -> Sequence[SeenStage]:
        """The stages that are open, or were closed by this very report."""
        return [s for s in self.standing.stages if not s.closed or self._closed_here(s)]

    @property
    def others(self) -> Sequence[date]:
        """Weeks that are open besides this one, the oldest first."""
        return [week for week in self.standing.weeks.open if week != self.week]

    @property
    def may_be_same(self) -> bool:
        """Whether there is something that this week can be the same as."""
        return self.last is not None and self.given is None

    @property
    def done_stages(self) -> tuple[int, int]:
        """How many stages of all are done."""
        return sum(s.closed for s in self.standing.stages), len(self.standing.stages)

    @property
    def indicators(self) -> Sequence[Indicator]:
        """Those that are to be read in this week."""
        return [i for q in self.standing.quickwins if (i := self._indicator(q)) is not None]

    def has_evidence(self, step_id: int) -> bool:
        """Whether a report of this week or an earlier one brought evidence of the stage."""
        return any(step_id in steps for week, steps in self.standing.evidence.items() if week <= self.week)

    def _closed_here(self, stage: SeenStage) -> bool:
        own = stage.before(self.week, self.viewer.member_id)
        here = own is not None and (own.week, own.member_id) == (self.week, self.viewer.member_id)
        return self.given is not None and here and stage.closing is ClosingState.WAITING

    def _indicator(self, quickwin: QuickWin) -> Indicator | None:
        theirs = [s for s in self.standing.stages if s.quickwin_id == quickwin.id]
        if not theirs or not quickwin.indicator:
            return None
        readings = self.standing.readings.get(quickwin.id or 0, ())
        earlier = [(week, value) for week, value in readings if week < self.week]
        due = reading_is_due(
            self.week,
            min(s.starts_on for s in theirs),
            max(s.ends_on for s in theirs),
            earlier[-1][0] if earlier else None,
            self.standing.monitoring.indicator_every_weeks,
        )
        if not due:
            return None
        return Indicator(
            quickwin.id or 0, quickwin.code, quickwin.indicator, quickwin.unit or "",
            quickwin.baseline or "", quickwin.target or "", earlier[-1][1] if earlier else "",
        )  # fmt: skip


def share_of_way(baseline: str, target: str, value: str) -> int | None:
    """How many percent of the way from baseline to target a value is; below 0 on the wrong side. None where there is no way."""
    begin, end = Decimal(baseline), Decimal(target)
    return None if begin == end else int((Decimal(value) - begin) / (end - begin) * 100)


def load_week_reports(
    session: Session, askers: Sequence[Asker], now: datetime, *, rules: Rules
) -> Mapping[Asker, WeekReport | None]:
    """The week that each asker's subject names; None where it is not theirs to report or can no longer be changed."""
    standings = load_standings(session, askers, now, rules=rules)
    found: dict[Asker, WeekReport | None] = {}
    for asker in askers:
        standing, week = standings[asker], week_in(asker.subject)
        allowed = standing is not None and week in standing.weeks.reportable
        found[asker] = WeekReport(standing, week) if standing and week and allowed else None
    return found


def week_in(subject: str) -> date | None:
    """The day in a subject such as "2026-12-04"; None where it is none."""
    try:
        return date.fromisoformat(subject)
    except ValueError:
        return None


def load_standings(
    session: Session, askers: Sequence[Asker], now: datetime, *, rules: Rules
) -> Mapping[Asker, Standing | None]:
    """How each asker's reporting stands; None for whoever is asked for none."""
    viewers = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    agents = {v.member_id: v for v in viewers.values() if v.role is Role.AGENT}
    theirs = standings_of_members(session, agents, now, rules.monitoring)
    return {
        asker: theirs.get(viewer.member_id) if (viewer := viewers.get(asker.person_id or 0)) else None
        for asker in askers
    }


def standings_of_members(
    session: Session, members: Mapping[int, Membership], now: datetime, monitoring: Monitoring
) -> Mapping[int, Standing]:
    """How the reporting of these members stands, in a constant number of queries; whose batch has no rule is left out."""
    by_batch = rules_of_batches(session, {m.batch_id for m in members.values()})
    asked = {m_id: m for m_id, m in members.items() if m.batch_id in by_batch}
    if not asked:
        return {}
    people = {m.person_id for m in asked.values()}
    zones = dict(session.exec(select(Person.id, Person.zone).where(col(Person.id).in_(people))).all())
    came_in = dict(
        session.exec(select(Chat.person_id, Chat.opened_at).where(col(Chat.person_id).in_(people))).all()
    )
    reports: dict[int, dict[date, CheckIn]] = {}
    for row in session.exec(
        select(CheckIn).where(col(CheckIn.member_id).in_(asked), col(CheckIn.handed_in_at).is_not(None))
    ):
        reports.setdefault(row.member_id, {})[row.week] = row
    stages, quickwins = stages_of(session, asked), quickwins_of(session, asked)
    readings = readings_of(session, {q.id or 0 for those in quickwins.values() for q in those})
    blockers = _open_blockers(session, asked)
    proven = _proven(session, reports)
    found = {}
    for member_id, member in asked.items():
        zone = zones.get(member.person_id) or member.zone
        since = came_in.get(member.person_id)
        found[member_id] = Standing(
            viewer=member,
            today=now.astimezone(ZoneInfo(zone)).date(),
            weeks=weeks_at(
                by_batch[member.batch_id], zone, reports.get(member_id, {}).keys(), now,
                since.astimezone(ZoneInfo(zone)).date() if since else date.max,  # who never came in is not asked
            ),
            stages=tuple(stages.get(member_id, ())),
            quickwins=tuple(quickwins.get(member_id, ())),
            reports=reports.get(member_id, {}),
            readings=readings,
            blockers=tuple(blockers.get(member_id, ())),
            evidence=proven.get(member_id, {}),
            monitoring=monitoring,
        )  # fmt: skip
    return found


def quickwins_of(session: Session, members: Collection[int]) -> Mapping[int, Sequence[QuickWin]]:
    """The quick wins of each of these members that are under way."""
    found: dict[int, list[QuickWin]] = {}
    for member_id, row in session.exec(
        select(Ownership.member_id, QuickWin)
        .join(QuickWin, col(QuickWin.id) == Ownership.quickwin_id)
        .where(col(Ownership.member_id).in_(members), col(QuickWin.state).in_(ALIVE))
        .order_by(col(QuickWin.number))
    ):
        found.setdefault(member_id, []).append(row)
    return found


def readings_of(session: Session, quickwins: Collection[int]) -> Mapping[int, Sequence[tuple[date, str]]]:
    """The week and value of each reading of the indicators of these quick wins, the oldest first."""
    found: dict[int, list[tuple[date, str]]] = {}
    for reading, checkin in session.exec(
        select(IndicatorReading, CheckIn)
        .join(CheckIn, col(CheckIn.id) == IndicatorReading.checkin_id)
        .where(col(IndicatorReading.quickwin_id).in_(quickwins))
        .order_by(col(CheckIn.week), col(IndicatorReading.id))
    ):
        found.setdefault(reading.quickwin_id, []).append((checkin.week, reading.value))
    return found


def _open_blockers(session: Session, members: Collection[int]) -> Mapping[int, Sequence[Blocker]]:
    found: dict[int, list[Blocker]] = {}
    for row in session.exec(
        select(Blocker)
        .where(col(Blocker.member_id).in_(members), col(Blocker.closed_at).is_(None))
        .order_by(col(Blocker.since), col(Blocker.id))
    ):
        found.setdefault(row.member_id, []).append(row)
    return found


def _proven(
    session: Session, reports: Mapping[int, Mapping[date, CheckIn]]
) -> Mapping[int, Mapping[date, Collection[int]]]:
    pieces = evidence_in(session, [r.id or 0 for theirs in reports.values() for r in theirs.values()])
    return {
        member: {
            week: {p.step_id for p in pieces.get(row.id or 0, ()) if p.step_id is not None}
            for week, row in theirs.items()
        }
        for member, theirs in reports.items()
    }
