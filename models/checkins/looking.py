"""Whom a tick looks at about weekly reports: those for whom something may have come due since they were looked at last."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam
from sqlalchemy import select as columns
from sqlmodel import Session, col, func

from models.among import among
from models.availability.knowing import ZONE, availabilities
from models.availability.quiet_hours import QuietHours
from models.checkins.put_off import put_offs
from models.checkins.reporters import Reporter, handed_in
from models.checkins.rule import CheckInRule, Week, week_at, weeks_of
from models.consents import Consent
from models.inserting import insert_unless_there
from models.members import Member, Role
from models.outlook import Outlook
from models.people import Person

ROLES = (Role.AGENT, Role.FACILITATOR, Role.LEADER)
"""Who has to do with weekly reports."""
AT_LEAST_EVERY = timedelta(days=7)
"""So often everybody is looked at, whatever was thought of them."""


@dataclass
class Look:
    """Who was looked at: agents whose report is not in, and who else hears of it. `later` is when others are looked at next, by member."""

    agents: list[Reporter] = field(default_factory=list)
    others: list[Reporter] = field(default_factory=list)
    later: dict[int, datetime] = field(default_factory=dict)


class _Seen(NamedTuple):
    member_id: int
    person_id: int
    batch_id: int
    role: str
    zone: str
    joined_at: datetime | None  # when they agreed to be written to


def look(
    session: Session,
    now: datetime,
    quiet: QuietHours,
    asking: Mapping[int, CheckInRule],
    waiting: Collection[int],
) -> Look:
    """Look at whoever is due at `now` (aware, UTC), and at the members for whom something waits. `asking` are the rules by batch.

    Other processes wait until this transaction ends.
    """
    _add_new(session, now)
    seen = _seen(session, now, waiting)
    asked = [one for one in seen if one.batch_id in asking and one.role in ROLES and one.joined_at]
    weeks = dict(_weeks(asked, asking, now))
    found = Look(later=dict.fromkeys((one.member_id for one in seen), now + AT_LEAST_EVERY))
    agents = [one.member_id for one in asked if one.role == Role.AGENT and one.member_id in weeks]
    are_in = handed_in(session, agents, {weeks[member_id].asked_on for member_id in agents}) if agents else ()
    wanted: list[_Seen] = []
    for one in asked:
        week, rule = weeks.get(one.member_id), asking[one.batch_id]
        if week is None:
            found.later[one.member_id] = _first_opening(rule, one.zone, now)
        elif one.role == Role.AGENT and (
            (one.member_id, week.asked_on) in are_in or not _was_there(one, week, rule)
        ):
            found.later[one.member_id] = week.closes(rule.at, one.zone)
        else:
            del found.later[one.member_id]
            wanted.append(one)
    for reporter in _reporters(session, wanted, weeks, asking, quiet):
        (found.agents if reporter.role is Role.AGENT else found.others).append(reporter)
    return found


def _add_new(session: Session, now: datetime) -> None:
    """Have those looked at who never were."""
    connection = session.connection()
    new = connection.execute(_NEW).all() if connection.execute(_ANY_NEW).scalar() else ()
    if new:
        rows = [{"member_id": member, "person_id": person, "look_at": now} for member, person in new]
        insert_unless_there(session, Outlook, rows, ["member_id"])


def _seen(session: Session, now: datetime, waiting: Collection[int]) -> Sequence[_Seen]:
    """Whoever is due, and these, by their members' ids."""
    connection = session.connection()
    rows = connection.execute(_DUE, {"now": now}).all()
    others = set(waiting) - {row[0] for row in rows}
    if others:
        rows = sorted([*rows, *connection.execute(_THESE, {"members": others})], key=lambda row: row[0])
    return [_Seen._make(row) for row in rows]


def _weeks(
    seen: Collection[_Seen], asking: Mapping[int, CheckInRule], now: datetime
) -> Iterator[tuple[int, Week]]:
    """The week that is each member's now; whoever has none is left out."""
    theirs: dict[tuple[int, str], Week | None] = {}
    for one in seen:
        place = (one.batch_id, one.zone)
        if place not in theirs:
            theirs[place] = week_at(asking[one.batch_id], now, one.zone)
        if (week := theirs[place]) is not None:
            yield one.member_id, week


def _first_opening(rule: CheckInRule, zone: str, now: datetime) -> datetime:
    """When the first week opens; where all are over, a day on."""
    opens = (week.opens(rule.at, zone) for week in weeks_of(rule)[:1])
    return next((at for at in opens if at > now), now + AT_LEAST_EVERY)


def _was_there(one: _Seen, week: Week, rule: CheckInRule) -> bool:
    return one.joined_at is not None and one.joined_at <= week.opens(rule.at, one.zone)


def _reporters(
    session: Session,
    seen: Collection[_Seen],
    weeks: Mapping[int, Week],
    asking: Mapping[int, CheckInRule],
    quiet: QuietHours,
) -> Iterator[Reporter]:
    if not seen:
        return
    known = availabilities(session, {one.person_id for one in seen}, quiet)
    put_off = put_offs(
        session,
        [one.member_id for one in seen],
        min(weeks[one.member_id].asked_on for one in seen),
    )
    for one in seen:
        week = weeks[one.member_id]
        yield Reporter(
            one.member_id,
            one.person_id,
            Role(one.role),
            asking[one.batch_id],
            week,
            known[one.person_id],
            put_off.get((one.member_id, week.asked_on)),
        )


# What is asked at every tick is put together once.

_ANY_NEW = columns(
    columns(func.count(col(Member.id))).scalar_subquery()
    > columns(func.count(col(Outlook.member_id))).scalar_subquery()
)
_NEW: Select[*tuple[Any, ...]] = (
    columns(col(Member.id), col(Member.person_id))
    .where(~columns(col(Outlook.member_id)).where(col(Outlook.member_id) == col(Member.id)).exists())
    .order_by(col(Member.id))
)
_SINCE = (
    columns(func.min(col(Consent.given_at)))
    .where(
        col(Consent.person_id) == col(Person.id),
        col(Consent.withdrawn_at).is_(None),
        col(Person.erased_at).is_(None),
    )
    .scalar_subquery()
)
_ANYBODY: Select[*tuple[Any, ...]] = (
    columns(col(Member.id), col(Member.person_id), col(Member.batch_id), col(Member.role), ZONE, _SINCE)
    .select_from(Outlook)
    .join(Member, col(Member.id) == col(Outlook.member_id))
    .join(Person, col(Person.id) == col(Member.person_id))
    .order_by(col(Member.id))
    .with_for_update(of=Outlook)
)
_DUE = _ANYBODY.where(col(Outlook.look_at) <= bindparam("now"))
_THESE = _ANYBODY.where(among(col(Outlook.member_id), "members"))
