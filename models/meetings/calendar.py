"""A meeting as it stands in a calendar, and all the meetings of one person."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from models.meetings.calendar_link import CalendarLink
from models.meetings.invitee import Coming, Invitee
from models.meetings.material import Material
from models.meetings.meeting import Details, Meeting, MeetingState, MeetingVersion
from models.meetings.telling import concerned
from models.members import Member
from models.people import Chat, Person
from models.programmes import Batch


@dataclass(frozen=True)
class CalendarEntry:
    """One meeting; `zone` (IANA) is that of its batch, `changed_at` (aware, UTC) when it was last changed."""

    uid: str
    sequence: int
    is_planned: bool
    details: Details
    changed_at: datetime
    zone: str
    links: tuple[tuple[str, str], ...] = ()  # what goes with it, by name
    is_declined: bool = False  # whether they said that they do not come


@dataclass(frozen=True)
class PersonalCalendar:
    """All the meetings of one person, the first first; `language` is theirs, "" where they have said none."""

    language: str
    entries: tuple[CalendarEntry, ...]


def calendar_behind(session: Session, secret: str) -> PersonalCalendar | None:
    """The calendar of whoever has the link with this secret; None where nobody has. A constant number of queries."""
    owner = session.execute(
        columns(col(Person.id), col(Person.language), col(Chat.language))
        .join(CalendarLink, col(CalendarLink.person_id) == col(Person.id))
        .join(Chat, col(Chat.person_id) == col(Person.id), isouter=True)
        .where(col(CalendarLink.secret) == secret, col(Person.erased_at).is_(None))
        .order_by(col(Chat.id))
    ).first()
    if owner is None:
        return None
    person_id, own, spoken = owner
    rows = session.execute(_meetings_of(person_id)).all()
    links = _links(session, {meeting.id or 0 for meeting, *_ in rows})
    entries = tuple(
        CalendarEntry(
            meeting.uid,
            meeting.sequence,
            meeting.state == MeetingState.PLANNED,
            meeting.details,
            changed_at or meeting.timed_at,
            batch_zone,
            links.get(meeting.id or 0, ()),
            coming == Coming.NO,
        )
        for meeting, changed_at, batch_zone, coming in rows
    )
    return PersonalCalendar(own or spoken or "", entries)


def _meetings_of(person_id: int) -> Select[*tuple[Any, ...]]:
    """Each meeting that a person is invited to or holds, when it was last changed, its zone, and what they said."""
    newest = (col(MeetingVersion.meeting_id) == col(Meeting.id)) & (
        col(MeetingVersion.sequence) == col(Meeting.sequence)
    )
    invited = (col(Invitee.meeting_id) == col(Meeting.id)) & (col(Invitee.member_id) == col(Member.id))
    return (
        columns(Meeting, col(MeetingVersion.at), col(Batch.zone), col(Invitee.coming))
        .join(Batch, col(Batch.id) == col(Meeting.batch_id))
        .join(Member, col(Member.batch_id) == col(Batch.id))
        .join(MeetingVersion, newest, isouter=True)
        .join(Invitee, invited, isouter=True)
        .where(col(Member.person_id) == person_id, concerned(col(Invitee.id).is_not(None)))
        .order_by(col(Meeting.starts_at), col(Meeting.id))
    )


def _links(session: Session, meeting_ids: Collection[int]) -> Mapping[int, tuple[tuple[str, str], ...]]:
    wanted = select(Material).where(col(Material.meeting_id).in_(meeting_ids), col(Material.link) != "")
    found: dict[int, tuple[tuple[str, str], ...]] = {}
    for one in session.exec(wanted.order_by(col(Material.id))):
        found[one.meeting_id] = (*found.get(one.meeting_id, ()), (one.name, one.link))
    return found
