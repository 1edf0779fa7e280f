"""Whom a meeting is for, and inviting everybody whom that means."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, literal
from sqlalchemy import select as columns
from sqlmodel import Session, col, delete, or_, select

from models.inserting import insert_selected_unless_there
from models.meetings.invitee import Coming, Invitee, MeetingAudience
from models.meetings.meeting import Meeting, MeetingState
from models.members import Member, Role
from models.people import Person


@dataclass(frozen=True)
class Audience:
    """Agencies and members by their ids, and roles; the whole batch where nothing is named."""

    agencies: tuple[int, ...] = ()
    roles: tuple[Role, ...] = ()
    members: tuple[int, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole batch."""
        return not (self.agencies or self.roles or self.members)


def set_audience(session: Session, meeting_id: int, audience: Audience) -> None:
    """Make the meeting be for these from now on. Who was invited before stays so."""
    session.exec(delete(MeetingAudience).where(col(MeetingAudience.meeting_id) == meeting_id))
    parts = [
        *(MeetingAudience(meeting_id=meeting_id, agency_id=agency) for agency in audience.agencies),
        *(MeetingAudience(meeting_id=meeting_id, role=role) for role in audience.roles),
        *(MeetingAudience(meeting_id=meeting_id, member_id=member) for member in audience.members),
    ]
    session.add_all(parts or [MeetingAudience(meeting_id=meeting_id)])
    session.flush()


def audiences_of(session: Session, meeting_ids: Collection[int]) -> Mapping[int, Audience]:
    """Whom each of these meetings is for."""
    parts: dict[int, list[MeetingAudience]] = {meeting: [] for meeting in meeting_ids}
    wanted = select(MeetingAudience).where(col(MeetingAudience.meeting_id).in_(meeting_ids))
    for part in session.exec(wanted.order_by(col(MeetingAudience.id))):
        parts[part.meeting_id].append(part)
    return {
        meeting: Audience(
            tuple(part.agency_id for part in those if part.agency_id is not None),
            tuple(Role(part.role) for part in those if part.role is not None),
            tuple(part.member_id for part in those if part.member_id is not None),
        )
        for meeting, those in parts.items()
    }


def invite_all(session: Session, meeting_ids: Collection[int]) -> None:
    """Invite everybody whom these meetings are for and who is not invited yet. Facilitators hold them and are no invitees."""
    _invite(session, _meant().where(col(Meeting.id).in_(meeting_ids)))


def invite_newcomers(session: Session, now: datetime) -> None:
    """Invite members who have never been invited to anything, because they came later, to what is still to come."""
    if session.connection().execute(_NEWCOMERS, {"now": now}).first():
        _invite(session, _meant().where(col(Meeting.starts_at) > now, _never_invited()))


def _never_invited() -> ColumnElement[bool]:
    return ~columns(col(Invitee.id)).where(col(Invitee.member_id) == col(Member.id)).exists()


_NEWCOMERS = (
    columns(col(Member.id))
    .where(
        col(Member.role) != Role.FACILITATOR,
        _never_invited(),
        columns(col(Meeting.id))
        .where(col(Meeting.batch_id) == col(Member.batch_id), col(Meeting.starts_at) > bindparam("now"))
        .exists(),
    )
    .limit(1)
)
"""Whether there may be any; put together once, as it is asked at every tick."""


def _invite(session: Session, meant: Select[*tuple[Any, ...]]) -> None:
    names = ["meeting_id", "member_id", "coming", "reason"]
    insert_selected_unless_there(session, Invitee, names, meant, ["meeting_id", "member_id"])


def _meant() -> Select[*tuple[Any, ...]]:
    there = (
        columns(col(Invitee.id))
        .where(col(Invitee.meeting_id) == col(Meeting.id), col(Invitee.member_id) == col(Member.id))
        .exists()
    )
    whole = (
        col(MeetingAudience.agency_id).is_(None)
        & col(MeetingAudience.role).is_(None)
        & col(MeetingAudience.member_id).is_(None)
    )
    return (
        columns(col(Meeting.id), col(Member.id), literal(Coming.NO_WORD.value), literal(""))
        .join(MeetingAudience, col(MeetingAudience.meeting_id) == col(Meeting.id))
        .join(Member, col(Member.batch_id) == col(Meeting.batch_id))
        .join(Person, col(Person.id) == col(Member.person_id))
        .where(
            col(Meeting.state) == MeetingState.PLANNED,
            col(Person.erased_at).is_(None),
            col(Member.role) != Role.FACILITATOR,
            or_(
                whole,
                col(MeetingAudience.agency_id) == col(Member.agency_id),
                col(MeetingAudience.role) == col(Member.role),
                col(MeetingAudience.member_id) == col(Member.id),
            ),
            ~there,
        )
        .distinct()
    )
