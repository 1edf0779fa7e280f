"""A facilitator adds past programmes one by one, in the chat."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models.agencies import Agencies
from models.asking import Asker, FactsChanged
from models.members import Role
from models.memberships import Membership, newest_memberships
from models.past_programmes.description import Description, same
from models.past_programmes.past_programme import PastProgramme
from models.programmes import Agency
from models.quickwins.rules import Rules


@dataclass(frozen=True)
class Adding:
    """What whoever adds a programme chooses from, and the names that are taken (as `same` leaves them)."""

    viewer: Membership
    rules: Rules
    agencies: tuple[str, ...]  # of the programme, by name
    taken: frozenset[str]


@dataclass(frozen=True)
class Added:
    """What they added, to which batch."""

    viewer: Membership
    described: Description


def load_adding(
    session: Session, askers: Sequence[Asker], _now: datetime, *, rules: Rules
) -> Mapping[Asker, Adding | None]:
    """What each asker chooses from; None where they are no facilitator."""
    viewers = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    adding = {v.batch_id: v.programme_id for v in viewers.values() if v.role is Role.FACILITATOR}
    agencies: dict[int, list[str]] = {}
    for programme_id, name in session.exec(
        select(Agency.programme_id, Agency.name)
        .where(col(Agency.programme_id).in_(set(adding.values())))
        .order_by(Agency.name)
    ):
        agencies.setdefault(programme_id, []).append(name)
    taken: dict[int, set[str]] = {}
    for batch_id, name in session.exec(
        select(PastProgramme.batch_id, PastProgramme.name).where(col(PastProgramme.batch_id).in_(adding))
    ):
        taken.setdefault(batch_id, set()).add(same(name))
    found: dict[Asker, Adding | None] = {}
    for asker in askers:
        viewer = viewers.get(asker.person_id or 0)
        found[asker] = (
            Adding(
                viewer,
                rules,
                tuple(agencies.get(viewer.programme_id, ())),
                frozenset(taken.get(viewer.batch_id, ())),
            )
            if viewer and viewer.role is Role.FACILITATOR
            else None
        )
    return found


def keep_added(session: Session, _asker: Asker, added: Added, at: datetime) -> None:
    """Add it. Raises FactsChanged where somebody else added one of that name meanwhile."""
    described = added.described
    batch_id = added.viewer.batch_id
    names = session.exec(select(PastProgramme.name).where(PastProgramme.batch_id == batch_id))
    if same(described.name) in map(same, names):
        raise FactsChanged
    agencies = Agencies(session, added.viewer.programme_id)
    agencies.add([described.agency] if described.agency else [])
    session.add(
        PastProgramme(
            batch_id=batch_id,
            name=described.name,
            field=described.field,
            agency_id=agencies.id_of(described.agency),
            year=described.year,
            about=described.about,
            added_at=at,
        )
    )
    try:
        session.flush()
    except IntegrityError as error:
        raise FactsChanged from error
