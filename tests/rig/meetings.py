"""Meetings of a batch, and the codes on their screens, as far as a test needs them."""

from datetime import datetime

from sqlmodel import Session, select

from models.meetings.audience import Audience, invite_all
from models.meetings.codes import start_parameter
from models.meetings.meeting import Details, Meeting
from models.meetings.planning import add_meeting


def plan_meeting(
    session: Session,
    batch_id: int,
    now: datetime,
    details: Details,
    audience: Audience = Audience(),  # noqa: B008  frozen
) -> Meeting:
    """A meeting that is planned, with everybody invited whom it is for."""
    meeting = add_meeting(session, batch_id, details, audience, now)
    invite_all(session, [meeting.id or 0])
    return meeting


def code_on_screen(session: Session, title: str, now: datetime) -> str:
    """The parameter of the link on the screen of the meeting of that title."""
    meeting = session.exec(select(Meeting).where(Meeting.title == title)).one()
    return start_parameter(meeting.secret, meeting.id or 0, now)
