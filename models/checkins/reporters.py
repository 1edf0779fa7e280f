"""Everybody whose weekly report is asked for now and not in, read in a constant number of queries."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam
from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select

from models.among import among
from models.availability.availability import Availability
from models.availability.knowing import ZONE, availabilities
from models.availability.quiet_hours import QuietHours
from models.checkins.checkin import CheckIn
from models.checkins.ladder import PutOffTo
from models.checkins.rule import WEEK, CheckInRule, Week, week_at
from models.consents import Consent
from models.looked_up import day_of
from models.members import Member, Role
from models.people import Person

MOST_APART = timedelta(days=1)
"""So far apart are the clocks of two places at most, and a bit."""
FIRST_ZONE, LAST_ZONE = "Pacific/Kiritimati", "Etc/GMT+12"
"""Where a day begins first, and last."""


@dataclass(frozen=True)
class Reporter:
    """A member of a batch, and the week that is theirs now. `put_off`: until when they want to hear no more of it."""

    member_id: int
    person_id: int
    role: Role
    rule: CheckInRule
    week: Week
    whose: Availability
    put_off: PutOffTo | None = None


def rules_not_over(session: Session, now: datetime) -> Sequence[CheckInRule]:
    """The rules of which a week is open at `now` (aware, UTC), or still to come."""
    since = {"not_ended": (now - MOST_APART - WEEK).date()}
    return session.execute(_RULES_NOT_OVER, since).scalars().all()


def silent_agents(
    session: Session, now: datetime, quiet: QuietHours, rules: Sequence[CheckInRule]
) -> Iterator[Reporter]:
    """Agents of the batches with these rules, who were there when the week opened that is theirs at `now` (aware, UTC), and have not reported it.

    All have agreed to be written to.
    """
    by_batch = {rule.batch_id: rule for rule in rules}
    ids = list(_silent(session, by_batch, now))
    if not ids:
        return
    rows = session.connection().execute(_MEMBERS, {"members": ids}).all()
    known = availabilities(session, {row.person_id for row in rows}, quiet)
    for member_id, person_id, batch_id, role, joined_at in rows:
        rule, whose = by_batch[batch_id], known[person_id]
        week = week_at(rule, now, whose.zone)
        if week is not None and joined_at <= week.opens(rule.at, whose.zone):
            yield Reporter(member_id, person_id, Role(role), rule, week, whose)


def handed_in(session: Session, members: Collection[int], weeks: Collection[date]) -> set[tuple[int, date]]:
    """Which of these members' reports of which of these weeks are in."""
    rows = session.connection().execute(_HANDED_IN, {"members": members, "weeks": list(weeks)}).all()
    return {(member, week) for member, week in rows}


def _near(rule: CheckInRule, now: datetime) -> set[date]:
    """The weeks that are open somewhere on earth."""
    return {week.asked_on for zone in (FIRST_ZONE, LAST_ZONE) if (week := week_at(rule, now, zone))}


def _silent(session: Session, by_batch: Mapping[int, CheckInRule], now: datetime) -> Iterator[int]:
    """The ids of agents of these batches whose report of the week that is theirs now is not in."""
    near = {batch_id: sorted(_near(rule, now)) for batch_id, rule in by_batch.items()}
    for place in range(2):  # while it is another day somewhere, two weeks are open
        weeks = {batch_id: those[place] for batch_id, those in near.items() if place < len(those)}
        if not weeks:
            continue
        wanted = {"weeks": weeks, "batches": weeks}
        for member_id, batch_id, zone in session.connection().execute(_SILENT, wanted).all():
            theirs = week_at(by_batch[batch_id], now, zone)
            if theirs is not None and theirs.asked_on == weeks[batch_id]:
                yield member_id


# What is asked at every tick is put together once.


_SILENT: Select[*tuple[Any, ...]] = (
    columns(col(Member.id), col(Member.batch_id), ZONE)
    .join(Person, col(Person.id) == col(Member.person_id))
    .where(
        among(col(Member.batch_id), "batches"),
        col(Member.role) == Role.AGENT,
        ~columns(col(CheckIn.id))
        .where(
            col(CheckIn.member_id) == col(Member.id),
            col(CheckIn.week) == day_of(col(Member.batch_id), "weeks"),
            col(CheckIn.handed_in_at).is_not(None),
        )
        .exists(),
    )
)
_RULES_NOT_OVER = select(CheckInRule).where(col(CheckInRule.ends_on) >= bindparam("not_ended"))
_MEMBERS: Select[*tuple[Any, ...]] = (
    columns(
        col(Member.id),
        col(Member.person_id),
        col(Member.batch_id),
        col(Member.role),
        func.min(Consent.given_at),
    )
    .join(Person, col(Person.id) == col(Member.person_id))
    .join(Consent, (col(Consent.person_id) == col(Person.id)) & col(Consent.withdrawn_at).is_(None))
    .where(among(col(Member.id), "members"), col(Person.erased_at).is_(None))
    .group_by(col(Member.id))
    .order_by(col(Member.id))
)
_HANDED_IN = columns(col(CheckIn.member_id), col(CheckIn.week)).where(
    among(col(CheckIn.member_id), "members"),
    col(CheckIn.week).in_(bindparam("weeks", expanding=True)),
    col(CheckIn.handed_in_at).is_not(None),
)
