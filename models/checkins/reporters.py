"""Everybody who has to do with the weekly reports that are asked for now, read in a constant number of queries."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select

from models.availability.availability import Availability
from models.availability.knowing import availabilities
from models.availability.quiet_hours import QuietHours
from models.checkins.checkin import CheckIn
from models.checkins.ladder import PutOffTo, days_on
from models.checkins.put_off import PutOff
from models.checkins.rule import CheckInRule, Week, week_at
from models.consents import Consent
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
    joined_at: datetime
    put_off: PutOffTo | None = None

    @property
    def was_there(self) -> bool:
        """Whether they had joined when the week opened."""
        return self.joined_at <= self.week.opens(self.rule.at, self.whose.zone)


def open_rules(session: Session, now: datetime) -> Sequence[CheckInRule]:
    """The rules of which a week may be open at `now` (aware, UTC)."""
    return session.exec(
        select(CheckInRule).where(
            CheckInRule.starts_on <= (now + MOST_APART).date(),
            CheckInRule.ends_on >= (now - MOST_APART - timedelta(days=7)).date(),
        )
    ).all()


def reporters(
    session: Session,
    now: datetime,
    quiet: QuietHours,
    rules: Sequence[CheckInRule],
    roles: Collection[Role],
    *,
    without: Collection[int] = (),
) -> Iterator[Reporter]:
    """Members in these roles of the batches with these rules, whose report of the week at `now` (aware, UTC) is not in.

    All have agreed to be written to. `without` leaves members out, by their ids.
    """
    by_batch = {rule.batch_id: rule for rule in rules}
    near = {rule.batch_id: _near(rule, now) for rule in rules}
    rows = [row for row in _members(session, near, roles) if row[0] not in without]
    if not rows:
        return
    two_at_once = {week for some in near.values() if len(some) > 1 for week in some}
    done = handed_in(session, two_at_once) if two_at_once else set()
    known = availabilities(session, {row[1] for row in rows}, quiet)
    waits = _put_off(session, {row[0] for row in rows}, {week for some in near.values() for week in some})
    here: dict[tuple[int, str], Week | None] = {}  # by batch and zone
    for member_id, person_id, batch_id, role, joined_at in rows:
        rule, whose = by_batch[batch_id], known[person_id]
        place = batch_id, whose.zone
        if place not in here:
            here[place] = week_at(rule, now, whose.zone)
        week = here[place]
        if week is not None and (member_id, week.asked_on) not in done:
            put_off = waits.get((member_id, week.asked_on))
            yield Reporter(member_id, person_id, Role(role), rule, week, whose, joined_at, put_off)


def handed_in(session: Session, weeks: set[date]) -> set[tuple[int, date]]:
    """Whose reports of which of these weeks are in."""
    wanted = select(col(CheckIn.member_id), col(CheckIn.week)).where(
        col(CheckIn.week).in_(weeks), col(CheckIn.handed_in_at).is_not(None)
    )
    return set(session.exec(wanted))


def has_lasted(rule: CheckInRule, now: datetime, days: int) -> bool:
    """Whether the week has been open for so many days somewhere on earth."""
    return any(
        now >= days_on(Week(day).opens(rule.at, FIRST_ZONE), days, FIRST_ZONE) for day in _near(rule, now)
    )


def _near(rule: CheckInRule, now: datetime) -> set[date]:
    """The weeks that are open somewhere on earth."""
    return {week.asked_on for zone in (FIRST_ZONE, LAST_ZONE) if (week := week_at(rule, now, zone))}


def _members(
    session: Session, near: Mapping[int, set[date]], roles: Collection[Role]
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Members of these batches, but for those whose reports of every week near are in: nothing more has to be known of them."""
    batches: dict[date, list[int]] = {}
    for batch_id, weeks in near.items():
        for week in weeks:
            batches.setdefault(week, []).append(batch_id)
    if not batches:
        return []
    still_to_come = [
        col(Member.batch_id).in_(those)
        & ~select(CheckIn.id)
        .where(CheckIn.member_id == Member.id, CheckIn.week == week, col(CheckIn.handed_in_at).is_not(None))
        .exists()
        for week, those in batches.items()
    ]
    return session.execute(
        columns(
            col(Member.id),
            col(Member.person_id),
            col(Member.batch_id),
            col(Member.role),
            func.min(Consent.given_at),
        )
        .join(Person, col(Person.id) == col(Member.person_id))
        .join(Consent, (col(Consent.person_id) == col(Person.id)) & col(Consent.withdrawn_at).is_(None))
        .where(
            or_(*still_to_come),
            col(Member.role).in_(roles),
            col(Person.erased_at).is_(None),
        )
        .group_by(col(Member.id))
        .order_by(col(Member.id))
    ).all()


def _put_off(
    session: Session, members: Collection[int], weeks: Collection[date]
) -> Mapping[tuple[int, date], PutOffTo]:
    wanted = select(PutOff).where(col(PutOff.member_id).in_(members), col(PutOff.week).in_(weeks))
    return {(one.member_id, one.week): one.to for one in session.exec(wanted)}
