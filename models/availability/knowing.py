"""When each of many people may be written to, in a constant number of queries."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Select
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from models.availability.availability import Availability, Away
from models.availability.day_off import days_off_of
from models.availability.leave import Leave
from models.availability.preferences import Preferences
from models.availability.quiet_hours import QuietHours
from models.members import Member
from models.people import Person
from models.programmes import Batch

NOWHERE = "Asia/Jakarta"
"""The zone of whoever is in no batch and has named none."""


def availabilities(
    session: Session, person_ids: Collection[int], quiet: QuietHours
) -> Mapping[int, Availability]:
    """The availability of each of these people; `quiet` are the hours of whoever has none of their own."""
    rows = session.execute(_people(person_ids)).all()
    leaves = _leaves(session, person_ids)
    days_off = days_off_of(session, {row[2] for row in rows if row[2] is not None})
    found = {}
    for person, zone, batch, batch_zone, said in rows:
        found[person] = Availability(
            zone or batch_zone or NOWHERE,
            said.quiet(quiet) if said else quiet,
            tuple(leaves.get(person, ())),
            said.pause if said else None,
            days_off.get(batch, frozenset()),
        )
    return found


def _people(person_ids: Collection[int]) -> Select[*tuple[Any, ...]]:
    newest = (
        select(Member.batch_id)
        .where(Member.person_id == Person.id)
        .order_by(col(Member.id).desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        columns(
            col(Person.id),
            col(Person.zone),
            col(Batch.id),
            col(Batch.zone),
            Preferences,
        )
        .join(Preferences, col(Preferences.person_id) == Person.id, isouter=True)
        .join(Batch, col(Batch.id) == newest, isouter=True)
        .where(col(Person.id).in_(person_ids))
    )


def _leaves(session: Session, person_ids: Collection[int]) -> Mapping[int, list[Away]]:
    found: dict[int, list[Away]] = {}
    wanted = select(Leave).where(col(Leave.person_id).in_(person_ids)).order_by(col(Leave.first_day))
    for leave in session.exec(wanted):
        found.setdefault(leave.person_id, []).append(leave.away)
    return found
