"""Reading what the digests of batches are made of, in a constant number of queries however many they and their people are."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime, time

from sqlmodel import Session, col, select

from models.availability.availability import Availability
from models.availability.knowing import availabilities
from models.checkins.blocker import Blocker
from models.checkins.checkin import Judgement
from models.checkins.rule import Week
from models.checkins.stage_reports import ClosingState, StageClosing
from models.checkins.stages_seen import SeenStage
from models.checkins.week_reports import Standing, share_of_way, standings_of_members
from models.checkins.weeks import rules_of_batches
from models.digests.digest import Book, House
from models.digests.record import BlockerRecord, Record, StageRecord
from models.members import Member, Role
from models.memberships import Membership, memberships
from models.people import Chat, Person
from models.programmes import Batch, Programme
from models.quickwins.rules import Rules

Closed = tuple[tuple[datetime, datetime | None], ...]
CameIn = Mapping[tuple[int, date], datetime]
"""When the report of a member and week came in."""


def books_of(session: Session, batch_ids: Collection[int], now: datetime, rules: Rules) -> Mapping[int, Book]:
    """What is known of each of these batches at `now` (aware, UTC); one that asks for no reports is left out."""
    asking = rules_of_batches(session, batch_ids)
    if not asking:
        return {}
    houses = _houses(session, asking)
    agents = _agents(session, asking)
    standings = standings_of_members(session, agents, now, rules.monitoring)
    came_in = {
        (member_id, week): row.handed_in_at
        for member_id, standing in standings.items()
        for week, row in standing.reports.items()
        if row.handed_in_at is not None
    }
    closed = _closed(session, {s.step_id for standing in standings.values() for s in standing.stages})
    blockers = _blockers(session, standings)
    people = {agents[member_id].person_id for member_id in standings}
    known, reachable = availabilities(session, people, rules.quiet), _reachable(session, people)
    records: dict[int, list[Record]] = defaultdict(list)
    not_joined: dict[int, int] = defaultdict(int)
    for member_id, standing in standings.items():
        member = agents[member_id]
        if member.person_id not in reachable:
            not_joined[member.batch_id] += 1
            continue
        records[member.batch_id].append(
            _record(
                standing,
                known[member.person_id],
                asking[member.batch_id].at,
                rules,
                came_in,
                closed,
                blockers.get(member_id, ()),
                reachable[member.person_id],
            )
        )
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


def _reachable(session: Session, people: Collection[int]) -> Mapping[int, bool]:
    """Of those who have come in, whether they can be written to."""
    chats = select(Chat.person_id, Chat.unreachable_since).where(col(Chat.person_id).in_(people))
    found: dict[int, bool] = {}
    for person_id, shut_since in session.exec(chats):
        if person_id is not None:
            found[person_id] = shut_since is None or found.get(person_id, False)
    return found


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


def _record(
    standing: Standing,
    whose: Availability,
    asked_at: time,
    rules: Rules,
    came_in: CameIn,
    closed: Mapping[int, Closed],
    blockers: tuple[BlockerRecord, ...],
    reachable: bool,
) -> Record:
    return Record(
        member=standing.viewer,
        whose=whose,
        working=rules.working,
        asked_at=asked_at,
        weeks=tuple(Week(day) for day in standing.weeks.all),
        handed_in={
            week: row.handed_in_at for week, row in standing.reports.items() if row.handed_in_at is not None
        },
        judgements={
            week: Judgement(row.judgement) for week, row in standing.reports.items() if row.judgement
        },
        stages=tuple(_stage(stage, came_in, closed.get(stage.step_id, ())) for stage in standing.stages),
        readings=_readings(standing),
        blockers=blockers,
        reachable=reachable,
    )


def _stage(stage: SeenStage, came_in: CameIn, closed: Closed) -> StageRecord:
    said = [
        (one.week, came, one.percent)
        for one in stage.said
        if (came := came_in.get((one.member_id, one.week))) is not None
    ]
    return StageRecord(stage.step_id, stage.starts_on, stage.ends_on, tuple(said), closed)


def _readings(standing: Standing) -> tuple[tuple[tuple[date, int], ...], ...]:
    """Of each quick win with figures, how much of the way was made by each week that read it."""
    found = []
    for one in standing.quickwins:
        if one.baseline and one.target:
            shares = [
                (week, share_of_way(one.baseline, one.target, value))
                for week, value in standing.readings.get(one.id or 0, ())
            ]
            found.append(tuple((week, share) for week, share in shares if share is not None))
    return tuple(found)
