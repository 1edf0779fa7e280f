"""Everybody who has to do with the weekly reports that are asked for now, read in a constant number of queries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row
from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select

from models.availability.availability import Availability
from models.availability.knowing import availabilities
from models.availability.quiet_hours import QuietHours
from models.checkins.checkin import CheckIn
from models.checkins.ladder import PutOffTo
from models.checkins.put_off import PutOff
from models.checkins.rule import CheckInRule, Week, week_at
from models.consents import Consent
from models.members import Member, Role
from models.people import Person

MOST_APART = timedelta(days=1)
"""So far apart are the clocks of two places at most, and a bit."""


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


def reporters(
    session: Session, now: datetime, quiet: QuietHours, rules: Sequence[CheckInRule] | None = None
) -> Iterator[Reporter]:
    """Agents of whom a report may still be asked at `now` (aware, UTC), and facilitators and leaders, who hear of it.

    All have agreed to be written to. Without `rules`, those of every batch of which a week is open now.
    """
    open_now = list(session.exec(select(CheckInRule).where(
        CheckInRule.starts_on <= (now + MOST_APART).date(),
        CheckInRule.ends_on >= (now - MOST_APART - timedelta(days=7)).date(),
    ))) if rules is None else rules  # fmt: skip
    by_batch = {rule.batch_id: rule for rule in open_now}
    if not by_batch:
        return
    weeks = {week for rule in by_batch.values() for week in _near(rule, now)}
    done = handed_in(session, weeks)
    rows = [row for row in _members(session, by_batch) if not _is_done(row, done, by_batch, now)]
    known = availabilities(session, {row[1] for row in rows}, quiet)
    waits = _put_off(session, weeks)
    for member_id, person_id, batch_id, role, joined_at in rows:
        rule, whose = by_batch[batch_id], known[person_id]
        week = week_at(rule, now, whose.zone)
        if week is not None and (member_id, week.asked_on) not in done:
            put_off = waits.get((member_id, week.asked_on))
            yield Reporter(member_id, person_id, Role(role), rule, week, whose, joined_at, put_off)


def handed_in(session: Session, weeks: set[date]) -> set[tuple[int, date]]:
    """Whose reports of which of these weeks are in."""
    wanted = select(col(CheckIn.member_id), col(CheckIn.week)).where(
        col(CheckIn.week).in_(weeks), col(CheckIn.handed_in_at).is_not(None)
    )
    return set(session.exec(wanted))


def _near(rule: CheckInRule, now: datetime) -> set[date]:
    """The weeks that are open somewhere on earth."""
    zones = ("Pacific/Kiritimati", "Etc/GMT+12")  # where a day begins first, and last
    return {week.asked_on for zone in zones if (week := week_at(rule, now, zone))}


def _members(session: Session, by_batch: Mapping[int, CheckInRule]) -> Sequence[Row[*tuple[Any, ...]]]:
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
            col(Member.batch_id).in_(by_batch),
            col(Member.role).in_([Role.AGENT, Role.FACILITATOR, Role.LEADER]),
            col(Person.erased_at).is_(None),
        )
        .group_by(col(Member.id))
        .order_by(col(Member.id))
    ).all()


def _is_done(
    row: Row[*tuple[Any, ...]],
    done: set[tuple[int, date]],
    by_batch: Mapping[int, CheckInRule],
    now: datetime,
) -> bool:
    """Whether a member has reported wherever on earth they are; nothing more has to be known of them then."""
    return all((row[0], week) in done for week in _near(by_batch[row[2]], now))


def _put_off(session: Session, weeks: set[date]) -> Mapping[tuple[int, date], PutOffTo]:
    found = session.exec(select(PutOff).where(col(PutOff.week).in_(weeks)))
    return {(one.member_id, one.week): one.to for one in found}
