"""Who guides whom: the facilitators of a person's batches."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.asking import Asker
from models.members import Member, Role
from models.people import Person


@dataclass(frozen=True)
class Guide:
    """The names of a person's facilitators."""

    facilitators: tuple[str, ...] = ()


def guides(session: Session, askers: Sequence[Asker], _now: datetime) -> dict[Asker, Guide]:
    """The facilitators of each asker's batches, themselves left out."""
    found = facilitators_of(session, {a.person_id for a in askers if a.person_id})
    names = {person: tuple(sorted(f.name for f in facilitators)) for person, facilitators in found.items()}
    return {asker: Guide(names.get(asker.person_id or 0, ())) for asker in askers}


def facilitators_of(session: Session, person_ids: Collection[int]) -> Mapping[int, Sequence[Person]]:
    """The facilitators of each of these people, those of the newest batch first; nobody is their own."""
    theirs, facilitating = aliased(Member), aliased(Member)
    wanted = (
        select(theirs.person_id, Person)
        .join(facilitating, col(facilitating.batch_id) == col(theirs.batch_id))
        .join(Person, col(Person.id) == col(facilitating.person_id))
        .where(
            col(theirs.person_id).in_(person_ids),
            col(facilitating.role) == Role.FACILITATOR,
            col(facilitating.person_id) != col(theirs.person_id),
            col(Person.erased_at).is_(None),
        )
        .order_by(col(theirs.id).desc(), col(facilitating.id))
    )
    found: dict[int, list[Person]] = defaultdict(list)
    for person_id, facilitator in session.exec(wanted):
        if facilitator not in found[person_id]:
            found[person_id].append(facilitator)
    return found


def facilitators_in(session: Session, batch_ids: Collection[int]) -> Mapping[int, Sequence[int]]:
    """The members who facilitate each of these batches and have not been erased."""
    found: dict[int, list[int]] = defaultdict(list)
    wanted = (
        select(Member.batch_id, Member.id)
        .join(Person, col(Person.id) == col(Member.person_id))
        .where(
            col(Member.batch_id).in_(batch_ids),
            col(Member.role) == Role.FACILITATOR,
            col(Person.erased_at).is_(None),
        )
        .order_by(col(Member.id))
    )
    for batch_id, member_id in session.exec(wanted):
        found[batch_id].append(member_id or 0)
    return found
