"""When each of many people may be written to, in a constant number of queries."""

from collections.abc import Collection, Mapping

from sqlalchemy import Executable, func
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.among import among
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

_NEWEST_BATCH = (
    select(Member.batch_id)
    .where(Member.person_id == Person.id)
    .order_by(col(Member.id).desc())
    .limit(1)
    .scalar_subquery()
)
_newest = aliased(Member)
ZONE = func.coalesce(
    col(Person.zone),
    select(Batch.zone)
    .join(_newest, col(_newest.batch_id) == Batch.id)
    .where(col(_newest.person_id) == Person.id)
    .order_by(col(_newest.id).desc())
    .limit(1)
    .correlate(Person)
    .scalar_subquery(),
    NOWHERE,
)
"""A person's zone (IANA), as a column beside Person."""
_PEOPLE: Executable = (
    columns(
        col(Person.id),
        col(Person.zone),
        col(Batch.id),
        col(Batch.zone),
        col(Preferences.quiet_from),
        col(Preferences.quiet_until),
        col(Preferences.paused_from),
        col(Preferences.paused_to),
        col(Preferences.paused_at),
    )
    .join(Preferences, col(Preferences.person_id) == Person.id, isouter=True)
    .join(Batch, col(Batch.id) == _NEWEST_BATCH, isouter=True)
    .where(among(col(Person.id), "people"))
)
_LEAVES: Executable = (
    columns(col(Leave.person_id), col(Leave.first_day), col(Leave.last_day), col(Leave.told_at))
    .where(among(col(Leave.person_id), "people"))
    .order_by(col(Leave.first_day))
)


def availabilities(
    session: Session, person_ids: Collection[int], quiet: QuietHours
) -> Mapping[int, Availability]:
    """The availability of each of these people; `quiet` are the hours of whoever has none of their own."""
    rows = session.connection().execute(_PEOPLE, {"people": person_ids}).all()
    leaves = _leaves(session, person_ids)
    days_off = days_off_of(session, {row[2] for row in rows if row[2] is not None})
    found = {}
    for person, zone, batch, batch_zone, begin, end, *pause in rows:
        found[person] = Availability(
            zone or batch_zone or NOWHERE,
            quiet if begin is None or end is None else QuietHours(begin, end),
            tuple(leaves.get(person, ())),
            None if pause[0] is None else Away(*pause),
            days_off.get(batch, frozenset()),
        )
    return found


def _leaves(session: Session, person_ids: Collection[int]) -> Mapping[int, list[Away]]:
    found: dict[int, list[Away]] = {}
    rows = session.connection().execute(_LEAVES, {"people": person_ids}).all()
    for person_id, first, last, told_at in rows:
        found.setdefault(person_id, []).append(Away(first, last, told_at))
    return found
