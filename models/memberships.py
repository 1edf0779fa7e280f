"""What people are in the batch that they were added to last."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select
from sqlalchemy import select as columns
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.among import among
from models.members import Member, Role
from models.people import Person
from models.programmes import Agency, Batch


@dataclass(frozen=True)
class Membership:
    """A member of a batch, with whom they are and where they work."""

    member_id: int
    person_id: int
    name: str
    role: Role
    agency_id: int | None
    agency: str
    batch_id: int
    batch: str
    programme_id: int
    zone: str  # the batch's, IANA


_MEMBERSHIPS: Select[*tuple[Any, ...]] = (
    columns(
        col(Member.id),
        col(Member.person_id),
        col(Person.name),
        col(Member.role),
        col(Member.agency_id),
        col(Agency.name),
        col(Batch.id),
        col(Batch.name),
        col(Batch.programme_id),
        col(Batch.zone),
    )
    .join(Person, col(Person.id) == col(Member.person_id))
    .join(Batch, col(Batch.id) == col(Member.batch_id))
    .join(Agency, col(Agency.id) == col(Member.agency_id), isouter=True)
    .order_by(col(Member.id))
)


_OF_PEOPLE = _MEMBERSHIPS.where(among(col(Member.person_id), "people"))
_OF_MEMBERS = _MEMBERSHIPS.where(among(col(Member.id), "members"))


def newest_memberships(session: Session, person_ids: Collection[int]) -> Mapping[int, Membership]:
    """What each of these people is in their newest batch; who is in none is left out."""
    rows = session.connection().execute(_OF_PEOPLE, {"people": person_ids}).all()
    return {membership.person_id: membership for membership in map(_membership, rows)}


def memberships(session: Session, member_ids: Collection[int]) -> Mapping[int, Membership]:
    """These members, by their id."""
    rows = session.connection().execute(_OF_MEMBERS, {"members": member_ids}).all()
    return {membership.member_id: membership for membership in map(_membership, rows)}


def members_of_batch(session: Session, batch_id: int) -> Mapping[int, Membership]:
    """Everybody in a batch who has not been erased, by the member's id."""
    rows = session.execute(
        _MEMBERSHIPS.where(col(Member.batch_id) == batch_id, col(Person.erased_at).is_(None))
    )
    return {membership.member_id: membership for membership in map(_membership, rows)}


def people_in(batch_id: int) -> SelectOfScalar[int]:
    """A query for the ids of all people in a batch."""
    return select(Member.person_id).where(Member.batch_id == batch_id)


def _membership(row: Row[*tuple[Any, ...]]) -> Membership:
    member, person, name, role, agency_id, agency, batch_id, batch, programme, zone = row
    return Membership(
        member, person, name, Role(role), agency_id, agency or "", batch_id, batch, programme, zone
    )
