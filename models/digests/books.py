"""Reading what the digests of batches are made of, in a constant number of queries however many they and their people are."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Executable, bindparam, func
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.among import among
from models.availability.availability import Availability
from models.availability.knowing import availabilities
from models.availability.working_hours import WorkingHours
from models.checkins.blocker import Blocker
from models.checkins.checkin import CheckIn, Judgement
from models.checkins.missing import LATE_FOR
from models.checkins.rule import WEEK, CheckInRule, weeks_of
from models.checkins.stage_reports import ClosingState, StageClosing
from models.checkins.stages_seen import SeenStage, stages_of
from models.checkins.week_reports import quickwins_of, readings_of, share_of_way
from models.checkins.weeks import rules_of_batches
from models.digests.digest import Book, House
from models.digests.record import BlockerRecord, Record, StageRecord
from models.digests.rules import week_told
from models.members import Member, Role
from models.memberships import Membership, memberships
from models.people import Chat, Person
from models.programmes import Batch, Programme
from models.quickwins.quickwin import QuickWin
from models.quickwins.rules import Rules

Closed = tuple[tuple[datetime, datetime | None], ...]
HandedIn = tuple[datetime, str | None]
"""When a report came in, and the judgement in it."""


class Wanted(NamedTuple):
    """A batch and the week that is to be told of (None: the newest), as it is at `at` (aware)."""

    batch_id: int
    week: date | None
    at: datetime


class Arrival(NamedTuple):
    """Since when somebody is there, and whether they can be written to."""

    since: datetime
    reachable: bool


def books_of(session: Session, wanted: Collection[Wanted], rules: Rules, *, weeks: int) -> Mapping[int, Book]:
    """What is known of each of these batches, to tell of so many weeks, that which is wanted the last of them.

    A batch that asks for no reports is left out.
    """
    asking = rules_of_batches(session, {one.batch_id for one in wanted})
    if not asking:
        return {}
    houses = _houses(session, asking)
    told = [_newest(one, asking, houses) for one in wanted if one.batch_id in asking]
    since = min(told) - weeks * WEEK - LATE_FOR
    agents = _agents(session, asking)
    people = {agent.person_id for agent in agents.values()}
    known, arrivals = availabilities(session, people, rules.quiet), _arrivals(session, people)
    library = _Library(session, agents, since)
    records: dict[int, list[Record]] = defaultdict(list)
    not_joined: dict[int, int] = defaultdict(int)
    for member in agents.values():
        if arrival := arrivals.get(member.person_id):
            rule, whose = asking[member.batch_id], known[member.person_id]
            records[member.batch_id].append(library.record(member, whose, rule, arrival, rules.working))
        else:
            not_joined[member.batch_id] += 1
    return {
        batch_id: Book(
            houses[batch_id],
            rule,
            tuple(records[batch_id]),
            not_joined[batch_id],
            rules.monitoring.escalate_after_days,
        )
        for batch_id, rule in asking.items()
    }


def _newest(one: Wanted, asking: Mapping[int, CheckInRule], houses: Mapping[int, House]) -> date:
    """The last day of a week's that matters."""
    rule = asking[one.batch_id]
    week = week_told(rule, houses[one.batch_id].zone, one.week, one.at)
    return week.asked_on if week else rule.starts_on


def _houses(session: Session, batch_ids: Collection[int]) -> Mapping[int, House]:
    found = session.exec(
        select(Batch, Programme)
        .join(Programme, col(Programme.id) == Batch.programme_id)
        .where(col(Batch.id).in_(batch_ids))
    )
    return {
        batch.id or 0: House(
            batch.id or 0, batch.code, batch.name, programme.name, programme.organisation, batch.zone
        )
        for batch, programme in found
    }


def _agents(session: Session, batch_ids: Collection[int]) -> Mapping[int, Membership]:
    wanted = (
        select(col(Member.id))
        .join(Person, col(Person.id) == Member.person_id)
        .where(
            col(Member.batch_id).in_(batch_ids), Member.role == Role.AGENT, col(Person.erased_at).is_(None)
        )
    )
    return memberships(session, [member_id or 0 for member_id in session.exec(wanted)])


def _arrivals(session: Session, people: Collection[int]) -> Mapping[int, Arrival]:
    """Of those who have come in, since when they are there, and whether they can be written to."""
    chats = columns(col(Chat.person_id), col(Chat.opened_at), col(Chat.unreachable_since))
    found: dict[int, Arrival] = {}
    wanted: Executable = chats.where(among(col(Chat.person_id), people))
    for person_id, since, shut_since in session.connection().execute(wanted).all():
        before = found.get(person_id, Arrival(since, reachable=False))
        found[person_id] = Arrival(min(since, before.since), before.reachable or shut_since is None)
    return found


def _handed_in(
    session: Session, members: Collection[int], since: date
) -> Mapping[int, Mapping[date, HandedIn]]:
    """When the report of each week since then came in, and the judgement in it; of whoever was silent at first, the last before that."""
    found: dict[int, dict[date, HandedIn]] = defaultdict(dict)
    connection = session.connection()
    for member_id, week, *report in connection.execute(_SINCE, {"members": members, "since": since}).all():
        found[member_id][week] = (report[0], report[1])
    began = since + LATE_FOR
    silent = [member for member in members if not any(week < began for week in found.get(member, ()))]
    for member_id, week, *report in connection.execute(_LAST_BEFORE, {"members": silent, "since": since}):
        found[member_id][week] = (report[0], report[1])
    return found


_REPORTS = columns(
    col(CheckIn.member_id), col(CheckIn.week), col(CheckIn.handed_in_at), col(CheckIn.judgement)
).where(among(col(CheckIn.member_id), "members"), col(CheckIn.handed_in_at).is_not(None))
_EARLIER = aliased(CheckIn)
_SINCE: Executable = _REPORTS.where(col(CheckIn.week) >= bindparam("since"))
_LAST_BEFORE: Executable = _REPORTS.where(
    col(CheckIn.week)
    == columns(func.max(col(_EARLIER.week)))
    .where(
        col(_EARLIER.member_id) == col(CheckIn.member_id),
        col(_EARLIER.handed_in_at).is_not(None),
        col(_EARLIER.week) < bindparam("since"),
    )
    .scalar_subquery()
)


def _closed(session: Session, steps: Collection[int]) -> Mapping[int, Closed]:
    """From when to when each stage was closed, the first time first."""
    found: dict[int, list[tuple[datetime, datetime | None]]] = defaultdict(list)
    wanted = select(StageClosing).where(col(StageClosing.step_id).in_(steps)).order_by(col(StageClosing.id))
    for one in session.exec(wanted):
        returned = one.decided_at if one.state == ClosingState.RETURNED else None
        found[one.step_id or 0].append((one.closed_at, returned))
    return {step_id: tuple(those) for step_id, those in found.items()}


def _blockers(session: Session, members: Collection[int]) -> Mapping[int, tuple[BlockerRecord, ...]]:
    found: dict[int, list[BlockerRecord]] = defaultdict(list)
    for row in session.exec(
        select(Blocker)
        .where(col(Blocker.member_id).in_(members))
        .order_by(col(Blocker.since), col(Blocker.id))
    ):
        found[row.member_id].append(
            BlockerRecord(
                row.id or 0, row.what, row.since, row.helper, row.opened_at, row.escalated_at, row.closed_at
            )
        )
    return {member_id: tuple(those) for member_id, those in found.items()}


class _Library:
    """What these members have reported, stage by stage, and what stands in their way."""

    def __init__(self, session: Session, members: Mapping[int, Membership], since: date) -> None:
        self.handed_in = _handed_in(session, members, since)
        self.stages = stages_of(session, members)
        self.quickwins = quickwins_of(session, members)
        self.readings = readings_of(session, {q.id or 0 for those in self.quickwins.values() for q in those})
        self.closed = _closed(session, {s.step_id for those in self.stages.values() for s in those})
        self.blockers = _blockers(session, members)

    def record(
        self,
        member: Membership,
        whose: Availability,
        rule: CheckInRule,
        arrival: Arrival,
        working: WorkingHours,
    ) -> Record:
        """All of one member, whose weeks begin with the day on which they came in."""
        since = arrival.since.astimezone(ZoneInfo(whose.zone)).date()
        reports = self.handed_in.get(member.member_id, {})
        return Record(
            member=member,
            whose=whose,
            working=working,
            asked_at=rule.at,
            weeks=tuple(week for week in weeks_of(rule) if week.asked_on >= since),
            handed_in={week: at for week, (at, _judgement) in reports.items()},
            judgements={week: Judgement(judged) for week, (_at, judged) in reports.items() if judged},
            stages=tuple(self._stage(stage) for stage in self.stages.get(member.member_id, ())),
            readings=_readings(self.quickwins.get(member.member_id, ()), self.readings),
            blockers=self.blockers.get(member.member_id, ()),
            reachable=arrival.reachable,
        )

    def _stage(self, stage: SeenStage) -> StageRecord:
        said = [(one.week, one.at, one.percent) for one in stage.said]
        closed = self.closed.get(stage.step_id, ())
        return StageRecord(stage.step_id, stage.starts_on, stage.ends_on, tuple(said), closed)


def _readings(
    quickwins: Sequence[QuickWin], read: Mapping[int, Sequence[tuple[date, str]]]
) -> tuple[tuple[tuple[date, int], ...], ...]:
    """Of each quick win with figures, how much of the way was made by each week that read it."""
    found = []
    for one in quickwins:
        if one.baseline and one.target:
            shares = [
                (week, share_of_way(one.baseline, one.target, value))
                for week, value in read.get(one.id or 0, ())
            ]
            found.append(tuple((week, share) for week, share in shares if share is not None))
    return tuple(found)
