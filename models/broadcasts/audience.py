"""Who a facilitator may write to at once: the people of a batch, and the groups among them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from models.availability.knowing import availabilities
from models.availability.quiet_hours import NEVER_QUIET, QuietHours
from models.broadcasts.broadcast import Audience, Why
from models.broadcasts.waiting import worth_waiting_for
from models.checkins.checkin import CheckIn
from models.checkins.rule import CheckInRule, weeks_of
from models.members import Member, Role
from models.people import Chat, Person
from models.programmes import Agency, Batch


@dataclass(frozen=True)
class Addressee:
    """Somebody who may be written to from `free_at` (aware, UTC) on; `unreached` says why not, where that is known."""

    member_id: int
    role: Role
    agency_id: int | None
    agency: str
    free_at: datetime
    is_on_leave: bool  # and need not report
    unreached: Why | None


@dataclass(frozen=True)
class Crowd:
    """Everybody in a batch who has not been erased, and who of them reported in the week that is open."""

    people: tuple[Addressee, ...] = ()
    week: date | None = None  # None: reports are not asked for now
    reported: frozenset[int] = field(default_factory=frozenset)  # members

    def group(self, audience: Audience, agency_id: int | None, author: int) -> Sequence[Addressee]:
        """Those of an audience; the member who writes is left out, and of the silent whoever is on leave."""
        others = [one for one in self.people if one.member_id != author]
        match audience:
            case Audience.AGENCY:
                return [one for one in others if one.agency_id == agency_id]
            case Audience.SILENT:
                silent = self.week is not None
                return [
                    one
                    for one in others
                    if silent
                    and one.role is Role.AGENT
                    and one.member_id not in self.reported
                    and not one.is_on_leave
                ]
            case _:
                return others


def crowds_of(
    session: Session, batch_ids: Collection[int], now: datetime, quiet: QuietHours = NEVER_QUIET
) -> Mapping[int, Crowd]:
    """The people of each of these batches at `now` (aware, UTC), in a constant number of queries.

    `quiet` are the hours of whoever has none of their own.
    """
    people: dict[int, list[Addressee]] = {batch_id: [] for batch_id in batch_ids}
    wanted = (
        columns(
            col(Member.batch_id),
            col(Member.id),
            col(Member.role),
            col(Member.agency_id),
            col(Agency.name),
            col(Person.id),
            col(Chat.id),
            col(Chat.unreachable_since),
        )
        .join(Person, col(Person.id) == col(Member.person_id))
        .join(Agency, col(Agency.id) == col(Member.agency_id), isouter=True)
        .join(Chat, col(Chat.person_id) == col(Person.id), isouter=True)
        .where(col(Member.batch_id).in_(batch_ids), col(Person.erased_at).is_(None))
        .order_by(col(Member.id))
    )
    rows = session.execute(wanted).all()
    known = availabilities(session, {row[5] for row in rows}, quiet)
    for batch, member, role, agency_id, agency, person, chat, shut in rows:
        whose = known[person]
        free_at = worth_waiting_for(whose, now)
        why = Why.NEVER if chat is None else Why.BLOCKED if shut is not None else None
        on_leave = whose.is_on_leave(now.astimezone(ZoneInfo(whose.zone)).date())
        people[batch].append(
            Addressee(
                member,
                Role(role),
                agency_id,
                agency or "",
                free_at or now,
                on_leave,
                why or (Why.AWAY if free_at is None else None),
            )
        )
    weeks = _open_weeks(session, batch_ids, now)
    reported: dict[int, set[int]] = {}
    if weeks:
        handed_in = (
            columns(col(Member.batch_id), col(CheckIn.week), col(Member.id))
            .join(CheckIn, col(CheckIn.member_id) == col(Member.id))
            .where(
                col(Member.batch_id).in_(weeks.keys()),
                col(CheckIn.week).in_(set(weeks.values())),
                col(CheckIn.handed_in_at).is_not(None),
            )
        )
        for batch, week, member in session.execute(handed_in):
            if week == weeks[batch]:
                reported.setdefault(batch, set()).add(member)
    return {
        batch: Crowd(tuple(found), weeks.get(batch), frozenset(reported.get(batch, ())))
        for batch, found in people.items()
    }


def _open_weeks(session: Session, batch_ids: Collection[int], now: datetime) -> Mapping[int, date]:
    """The newest week of each batch's rule, while it is open by the clock of the batch."""
    rules = session.exec(
        select(CheckInRule, Batch.zone)
        .join(Batch, col(Batch.id) == col(CheckInRule.batch_id))
        .where(col(CheckInRule.batch_id).in_(batch_ids))
    )
    found = {}
    for rule, zone in rules:
        for week in weeks_of(rule):
            if week.opens(rule.at, zone) <= now < week.closes(rule.at, zone):
                found[rule.batch_id] = week.asked_on
    return found
