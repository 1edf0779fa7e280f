"""The one way in for each person: a random token, used once, revocable."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Field, Session, SQLModel, col, select, update

from models.asking import FactsChanged
from models.members import Member, Role
from models.people import Chat, Person
from models.programmes import Agency, Programme, batch_with_code

TOKEN_BYTES = 16  # 128 bits; 22 characters in a link, where Telegram allows 64


class Invitation(SQLModel, table=True):
    """A member's `/start` token. At most one that is neither used nor revoked a member."""

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    token: str = Field(unique=True)
    created_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None


class NotAMember(LookupError):
    """There is no such member, or what is kept on them has been erased. Permanent."""


@dataclass(frozen=True)
class Invited:
    """Somebody who has yet to come in, with all that an invitation says."""

    member_id: int
    token: str
    name: str
    role: Role
    position: str
    agency: str
    batch: str
    programme: str
    organisation: str
    language: str | None


def invitations_of(session: Session, batch_code: str, now: datetime) -> list[Invited]:
    """An invitation for each member of the batch who is not in yet, in the order of their names.

    Those that are missing are made (`now`: aware, UTC). Raises UnknownBatch.
    """
    batch = batch_with_code(session, batch_code)
    programme = session.get_one(Programme, batch.programme_id)
    waiting = session.exec(
        select(Member, Person, Agency.name)
        .join(Person, col(Person.id) == Member.person_id)
        .join(Agency, col(Agency.id) == Member.agency_id, isouter=True)
        .join(Chat, col(Chat.person_id) == Person.id, isouter=True)
        .where(Member.batch_id == batch.id, col(Person.erased_at).is_(None), col(Chat.id).is_(None))
        .order_by(Person.name, col(Member.id))
    ).all()
    tokens = _open_tokens(session, [m.id or 0 for m, _p, _a in waiting])
    for member, _person, _agency in waiting:
        if member.id not in tokens:
            tokens[member.id or 0] = _invite(session, member.id or 0, now).token
    session.flush()
    return [
        Invited(
            member_id=member.id or 0,
            token=tokens[member.id or 0],
            name=person.name,
            role=Role(member.role),
            position=member.position,
            agency=agency or "",
            batch=batch.name,
            programme=programme.name,
            organisation=programme.organisation,
            language=person.language,
        )
        for member, person, agency in waiting
    ]


def redeem(session: Session, invitation_id: int, at: datetime) -> None:
    """Use the invitation up. Raises FactsChanged where somebody was faster, or it has been revoked."""
    used = session.exec(
        update(Invitation).where(col(Invitation.id) == invitation_id, *_open()).values(used_at=at)
    )
    if used.rowcount != 1:
        raise FactsChanged


def use_up_others(session: Session, person_id: int, at: datetime) -> None:
    """Close what else would let this person in: who is in needs no other invitation."""
    theirs = select(Member.id).where(Member.person_id == person_id)
    session.exec(update(Invitation).where(col(Invitation.member_id).in_(theirs), *_open()).values(used_at=at))


def revoke(session: Session, member_ids: Sequence[int], at: datetime) -> int:
    """Make these members' open invitations worthless; how many there were."""
    revoked = session.exec(
        update(Invitation).where(col(Invitation.member_id).in_(member_ids), *_open()).values(revoked_at=at)
    )
    return revoked.rowcount


def renew(session: Session, member_id: int, now: datetime) -> str:
    """A new token for a member, in for another phone too; the old one is revoked. Raises NotAMember."""
    known = (
        select(Person.erased_at)
        .join(Member, col(Member.person_id) == Person.id)
        .where(Member.id == member_id)
    )
    erased = session.exec(known).all()
    if not erased or erased[0] is not None:
        raise NotAMember(f"there is no member {member_id} to invite")
    revoke(session, [member_id], now)
    invitation = _invite(session, member_id, now)
    session.flush()
    return invitation.token


def _invite(session: Session, member_id: int, now: datetime) -> Invitation:
    invitation = Invitation(member_id=member_id, token=secrets.token_urlsafe(TOKEN_BYTES), created_at=now)
    session.add(invitation)
    return invitation


def _open_tokens(session: Session, member_ids: Sequence[int]) -> dict[int, str]:
    wanted = select(Invitation.member_id, Invitation.token).where(
        col(Invitation.member_id).in_(member_ids), *_open()
    )
    return dict(session.exec(wanted).all())


def _open() -> tuple[ColumnElement[bool], ...]:
    return col(Invitation.used_at).is_(None), col(Invitation.revoked_at).is_(None)
