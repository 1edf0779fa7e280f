"""Planning a meeting: adding it, changing what is said of it, calling it off. Every change is a version, and is told at once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select, update

from models.asking import Asker, FactsChanged
from models.meetings.audience import Audience, invite_all, set_audience
from models.meetings.following import follow_end, follow_move
from models.meetings.invitee import Coming, Invitee
from models.meetings.meeting import Details, Meeting, MeetingState, MeetingVersion
from models.meetings.telling import tell_change


@dataclass(frozen=True)
class NewMeeting:
    """A meeting that somebody adds to a batch."""

    batch_id: int
    member_id: int
    details: Details
    audience: Audience


@dataclass(frozen=True)
class Change:
    """What a meeting should say, when it said something else at `sequence`; or that it does not take place."""

    meeting_id: int
    member_id: int
    sequence: int
    details: Details
    state: MeetingState = MeetingState.PLANNED
    reason: str = ""


def keep_new(session: Session, _asker: Asker, new: NewMeeting, at: datetime) -> None:
    """Add it. Raises FactsChanged where somebody else added one of that title meanwhile."""
    try:
        meeting = add_meeting(session, new.batch_id, new.details, new.audience, at, by=new.member_id)
    except IntegrityError as error:
        raise FactsChanged from error
    invite_all(session, [meeting.id or 0])


def keep_change(session: Session, _asker: Asker, change: Change, at: datetime) -> None:
    """Change it, and tell everybody. Raises FactsChanged where somebody else has changed it meanwhile."""
    meeting = session.exec(
        select(Meeting)
        .where(Meeting.id == change.meeting_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    if meeting.sequence != change.sequence or meeting.state != MeetingState.PLANNED:
        raise FactsChanged
    try:
        if change.state is MeetingState.CANCELLED:
            cancel(session, meeting, at, by=change.member_id, reason=change.reason)
        else:
            change_meeting(session, meeting, change.details, at, by=change.member_id, reason=change.reason)
    except IntegrityError as error:  # another meeting has that title now
        raise FactsChanged from error


def add_meeting(
    session: Session,
    batch_id: int,
    details: Details,
    audience: Audience,
    at: datetime,
    *,
    by: int | None = None,
) -> Meeting:
    """Add a meeting to a batch, at an instant (aware, UTC); invite_all then invites whom it is for."""
    meeting = Meeting(batch_id=batch_id, timed_at=at, **vars(details))
    session.add(meeting)
    session.flush()
    set_audience(session, meeting.id or 0, audience)
    _note(session, meeting, at, by, "")
    return meeting


def change_meeting(
    session: Session,
    meeting: Meeting,
    details: Details,
    at: datetime,
    *,
    by: int | None = None,
    reason: str = "",
) -> None:
    """Have it say something else, and tell everybody. Where it is moved, all are asked anew whether they come."""
    began_at = meeting.starts_at
    moved = (meeting.starts_at, meeting.ends_at) != (details.starts_at, details.ends_at)
    meeting.say(details)
    if moved:
        meeting.timed_at, meeting.reminded_until = at, None
        session.exec(
            update(Invitee)
            .where(col(Invitee.meeting_id) == meeting.id)
            .values(coming=Coming.NO_WORD, reason="", answered_at=None, wrong_codes=0)
        )
        follow_move(session, meeting)
    _go_on(session, meeting, at, by, reason, min(began_at, meeting.starts_at))


def cancel(
    session: Session, meeting: Meeting, at: datetime, *, by: int | None = None, reason: str = ""
) -> None:
    """Call it off, and tell everybody."""
    meeting.state = MeetingState.CANCELLED
    follow_end(session, meeting.id or 0)
    _go_on(session, meeting, at, by, reason, meeting.starts_at)


def _go_on(
    session: Session, meeting: Meeting, at: datetime, by: int | None, reason: str, latest_at: datetime
) -> None:
    meeting.sequence += 1
    session.flush()
    _note(session, meeting, at, by, reason)
    tell_change(session, meeting, at, latest_at=latest_at, but=by)


def _note(session: Session, meeting: Meeting, at: datetime, by: int | None, reason: str) -> None:
    session.add(
        MeetingVersion(
            meeting_id=meeting.id or 0,
            sequence=meeting.sequence,
            state=meeting.state,
            reason=reason,
            member_id=by,
            at=at,
            **vars(meeting.details),
        )
    )
    session.flush()
