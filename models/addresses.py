"""Who is at the other end of a chat."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Executable, bindparam
from sqlalchemy import select as columns
from sqlmodel import Session, col, insert, select, update

from models.among import among
from models.members import Member
from models.people import Chat, Person
from models.programmes import Batch


class Resident(NamedTuple):
    """A chat that is known, with the person it is bound to, if it is."""

    channel: str
    address: int
    chat_id: int
    person_id: int | None
    name: str
    language: str
    zone: str | None  # the person's own, else that of the batch they joined last
    unreachable: bool


_BATCH_ZONE = (
    select(Batch.zone)
    .join(Member, col(Member.batch_id) == Batch.id)
    .where(Member.person_id == Person.id)
    .order_by(col(Member.id).desc())
    .limit(1)
    .scalar_subquery()
)
_RESIDENTS = (
    columns(
        col(Chat.channel),
        col(Chat.address),
        col(Chat.id),
        col(Person.id),
        col(Person.name),
        col(Person.language),
        col(Chat.language),
        col(Person.zone),
        _BATCH_ZONE,
        col(Chat.unreachable_since),
    )
    .select_from(Chat)
    .join(Person, col(Person.id) == Chat.person_id, isouter=True)
    .where(
        col(Chat.channel).in_(bindparam("channels", expanding=True)),
        among(col(Chat.address), "addresses"),
    )
)

_ADDRESSES: Executable = columns(col(Chat.person_id), col(Chat.channel), col(Chat.address)).where(
    among(col(Chat.person_id), "people"), col(Chat.unreachable_since).is_(None)
)


def residents(session: Session, places: Collection[tuple[str, int]]) -> list[Resident]:
    """Everybody known at these places (channel, address)."""
    wanted = {
        "channels": list({channel for channel, _a in places}),
        "addresses": {address for _c, address in places},
    }
    rows = session.connection().execute(_RESIDENTS, wanted).all()
    return [
        Resident(
            channel,
            address,
            chat,
            person,
            name or "",
            own or language,
            zone or batch,
            unreachable is not None,
        )
        for channel, address, chat, person, name, own, language, zone, batch, unreachable in rows
        if (channel, address) in places
    ]


def addresses_of(session: Session, person_ids: Collection[int]) -> Mapping[int, tuple[str, int]]:
    """Channel and address of each of these people who can be written to."""
    if not person_ids:
        return {}
    rows = session.connection().execute(_ADDRESSES, {"people": person_ids}).all()
    return {person: (channel, address) for person, channel, address in rows}


def add_chats(session: Session, chats: Sequence[Mapping[str, Any]]) -> list[int]:
    """Write new chats; their ids in the same order."""
    statement = insert(Chat).returning(col(Chat.id), sort_by_parameter_order=True)
    return [int(i) for i in session.execute(statement, list(chats)).scalars()]


def note_reachability(session: Session, chats: Mapping[int, datetime | None]) -> None:
    """Write since when (aware, UTC) each chat, by its id, has been shut to us; None: it is open."""
    statement = (
        update(Chat).where(col(Chat.id) == bindparam("of")).values(unreachable_since=bindparam("since"))
    )
    session.connection().execute(statement, [{"of": of, "since": since} for of, since in chats.items()])
