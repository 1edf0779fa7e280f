"""Who guides whom: the facilitators of a person's batches."""

from collections.abc import Sequence
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
    own, theirs = aliased(Member), aliased(Member)
    statement = (
        select(own.person_id, Person.name)
        .join(theirs, col(theirs.batch_id) == own.batch_id)
        .join(Person, col(Person.id) == theirs.person_id)
        .where(
            own.person_id.in_({a.person_id for a in askers if a.person_id}),  # type: ignore[attr-defined]
            theirs.role == Role.FACILITATOR,
            theirs.person_id != own.person_id,
            col(Person.erased_at).is_(None),
        )
        .order_by(Person.name)
        .distinct()
    )
    names: dict[int, list[str]] = {}
    for person, name in session.exec(statement):
        names.setdefault(person, []).append(name)
    return {asker: Guide(tuple(names.get(asker.person_id or 0, ()))) for asker in askers}
