"""High five: who can be thanked, thanking them, and hearing of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from models.asking import Asker
from models.checkins.high_five import HighFive
from models.checkins.telling import THANKED, tell
from models.inserting import insert_unless_there
from models.members import Role
from models.memberships import Membership, members_of_batch, memberships, newest_memberships
from models.subjects import number_in


@dataclass(frozen=True)
class Colleagues:
    """Who somebody may thank, by name; `thanked` are those whom they have thanked today."""

    viewer: Membership
    today: date
    others: tuple[Membership, ...]
    thanked: frozenset[int]


@dataclass(frozen=True)
class Thanks:
    """One thanks another, perhaps with words."""

    from_id: int
    to_id: int
    day: date
    words: str = ""


@dataclass(frozen=True)
class Received:
    """Thanks that somebody received, and from whom."""

    by: str
    agency: str
    words: str


def load_colleagues(
    session: Session, askers: Sequence[Asker], now: datetime
) -> Mapping[Asker, Colleagues | None]:
    """Everybody in each asker's batch but themselves, leaders and facilitators among them."""
    viewers = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    batches = {b: members_of_batch(session, b) for b in {v.batch_id for v in viewers.values()}}
    given = session.exec(
        select(HighFive).where(col(HighFive.from_id).in_({v.member_id for v in viewers.values()}))
    ).all()
    found: dict[Asker, Colleagues | None] = dict.fromkeys(askers)
    for asker in askers:
        if viewer := viewers.get(asker.person_id or 0):
            today = now.astimezone(ZoneInfo(viewer.zone)).date()
            others = [
                m
                for m in batches[viewer.batch_id].values()
                if m.member_id != viewer.member_id and m.role in (Role.AGENT, Role.FACILITATOR)
            ]
            found[asker] = Colleagues(
                viewer,
                today,
                tuple(sorted(others, key=lambda m: (m.name.casefold(), m.member_id))),
                frozenset(h.to_id for h in given if h.from_id == viewer.member_id and h.day == today),
            )
    return found


def keep_thanks(session: Session, _asker: Asker, thanks: Thanks, at: datetime) -> None:
    """Thank them, and let them hear; who was thanked today already is not thanked twice."""
    row = {
        "from_id": thanks.from_id, "to_id": thanks.to_id, "day": thanks.day, "words": thanks.words, "at": at,
    }  # fmt: skip
    insert_unless_there(session, HighFive, [row], ["from_id", "to_id", "day"])
    given = session.exec(
        select(HighFive.id).where(
            HighFive.from_id == thanks.from_id, HighFive.to_id == thanks.to_id, HighFive.day == thanks.day
        )
    ).one()
    tell(session, THANKED, given or 0, [thanks.to_id], at)


def load_received(
    session: Session, askers: Sequence[Asker], _now: datetime
) -> Mapping[Asker, Received | None]:
    """The thanks whose id each asker's subject is; None where they are not theirs."""
    viewers = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    rows = session.exec(select(HighFive).where(col(HighFive.id).in_({number_in(a.subject) for a in askers})))
    given = {row.id: row for row in rows}
    people = memberships(session, {row.from_id for row in given.values()})
    found: dict[Asker, Received | None] = dict.fromkeys(askers)
    for asker in askers:
        row, viewer = given.get(number_in(asker.subject)), viewers.get(asker.person_id or 0)
        if row is not None and viewer is not None and row.to_id == viewer.member_id:
            by = people[row.from_id]
            found[asker] = Received(by.name, by.agency, row.words)
    return found
