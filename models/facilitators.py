"""To whom people turn: the facilitators of their batches."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.members import Member, Role
from models.people import Person


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
