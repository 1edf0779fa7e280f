"""Who hears what about meetings: the conversations that say it, and the nudges that open them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row
from sqlalchemy import select as columns
from sqlmodel import Session, col, or_, update

from models.consents import Consent
from models.meetings.invitee import Invitee
from models.meetings.meeting import Meeting, MeetingState
from models.members import Member, Role
from models.nudges import Nudge, NudgeState, add_new

NEWS = "meeting_news"
"""To an invitee: there are new meetings. The subject is their ids with commas, as in "7,8"."""
CHANGED = "meeting_changed"
"""To everybody concerned: it has changed, or does not take place. The subject is the meeting's id and the sequence, as in "7:2"."""
REMINDED = "meeting_reminder"
"""To everybody concerned: it comes. The subject is the meeting's id and how far off it is, as in "7:1d"."""
ENDED = "meeting_ended"
"""To a facilitator: it is over. The subject is the meeting's id."""
FEEDBACK = "meeting_feedback"
"""To who was there: three questions. The subject is the meeting's id."""
MISSED = "meeting_missed"
"""To who was not: what they missed. The subject is the meeting's id."""


def hosts() -> ColumnElement[bool]:
    """Whether a member holds the meetings of their batch."""
    return col(Member.role) == Role.FACILITATOR


def concerned(invited: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a meeting concerns a member: they hold it, or are `invited`, a condition on their Invitee."""
    return or_(hosts(), invited)


def tell_change(
    session: Session, meeting: Meeting, at: datetime, *, latest_at: datetime, but: int | None
) -> None:
    """Tell everybody concerned, also those who do not come, of the meeting as it now is, but the member who changed it.

    They hear it before `latest_at` (aware, UTC), when they would set out, also where that is in their quiet hours.
    What was to be said of an earlier change, and was not yet, is not said any more; nor is a reminder of a meeting that
    does not take place, or no longer then.
    """
    of_it = f"{meeting.id}:%"
    session.exec(
        update(Nudge)
        .where(
            col(Nudge.script).in_((CHANGED, REMINDED)),
            col(Nudge.subject).like(of_it),
            col(Nudge.state) == NudgeState.WAITING,
        )
        .values(state=NudgeState.DROPPED)
    )
    members = [row for row in _concerned(session, meeting) if row[0] != but]
    nudges = [
        {
            "person_id": person,
            "script": CHANGED,
            "subject": f"{meeting.id}:{meeting.sequence}",
            "occasion": f"changed:meeting {meeting.id}:{meeting.sequence}:member {member}",
            "due_at": at,
            "expires_at": meeting.ends_at,
            "latest_at": latest_at,
        }
        for member, person in members
    ]
    if nudges:
        add_new(session, nudges)


def tell_recap(session: Session, meeting: Meeting, members: Collection[int], at: datetime) -> None:
    """Let these members, who were not there, hear what they missed; once, however often the recap is changed."""
    nudges = [
        {
            "person_id": person,
            "script": MISSED,
            "subject": str(meeting.id),
            "occasion": missed_occasion(meeting.id or 0, member),
            "due_at": at,
            "expires_at": None,
        }
        for member, person in _concerned(session, meeting)
        if member in members
    ]
    if nudges:
        add_new(session, nudges)


def missed_occasion(meeting_id: int, member_id: int) -> str:
    """What makes the telling of what somebody missed unique."""
    return f"missed:meeting {meeting_id}:member {member_id}"


def _concerned(session: Session, meeting: Meeting) -> Sequence[Row[*tuple[Any, ...]]]:
    """The members and their people who have agreed to be written to."""
    invited = (
        columns(col(Invitee.id))
        .where(col(Invitee.meeting_id) == meeting.id, col(Invitee.member_id) == col(Member.id))
        .exists()
    )
    return session.execute(
        columns(col(Member.id), col(Member.person_id))
        .join(
            Consent,
            (col(Consent.person_id) == col(Member.person_id)) & col(Consent.withdrawn_at).is_(None),
        )
        .where(col(Member.batch_id) == meeting.batch_id, concerned(invited))
        .distinct()
        .order_by(col(Member.id))
    ).all()


def takes_place() -> ColumnElement[bool]:
    """Whether a meeting is planned."""
    return col(Meeting.state) == MeetingState.PLANNED
