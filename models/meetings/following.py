"""What was written down of who was there, and what they are asked afterwards, follows a meeting that is moved or called off."""

from collections.abc import Collection

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, delete, update

from models.meetings.attendance import OPENS_BEFORE, Attendance
from models.meetings.feedback import ASKED_FOR
from models.meetings.meeting import Meeting
from models.meetings.telling import FEEDBACK
from models.nudges import Nudge, NudgeState


def feedback_occasion(meeting_id: int, member_id: int) -> str:
    """What makes the asking for somebody's feedback unique."""
    return f"feedback:meeting {meeting_id}:member {member_id}"


def follow_move(session: Session, meeting: Meeting) -> None:
    """Whoever came before the doors of the new time open has not been there; the others are asked at the new end."""
    before = session.exec(
        delete(Attendance)
        .where(
            col(Attendance.meeting_id) == meeting.id,
            col(Attendance.at) < meeting.starts_at - OPENS_BEFORE,
        )
        .returning(col(Attendance.member_id))
    ).all()
    ask_no_more(session, meeting.id or 0, [row[0] for row in before])
    session.exec(
        update(Nudge)
        .where(*_asking(meeting.id or 0))
        .values(due_at=meeting.ends_at, expires_at=meeting.ends_at + ASKED_FOR)
        .execution_options(synchronize_session=False)
    )


def follow_end(session: Session, meeting_id: int) -> None:
    """Nobody is asked what they thought of what does not take place."""
    session.exec(delete(Nudge).where(*_asking(meeting_id)).execution_options(synchronize_session=False))


def ask_no_more(session: Session, meeting_id: int, member_ids: Collection[int]) -> None:
    """These members are not asked, unless it is written down once more that they were there."""
    occasions = [feedback_occasion(meeting_id, member) for member in member_ids]
    session.exec(
        delete(Nudge)
        .where(col(Nudge.occasion).in_(occasions), *_asking(meeting_id))
        .execution_options(synchronize_session=False)
    )


def _asking(meeting_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Nudge.script) == FEEDBACK,
        col(Nudge.subject) == str(meeting_id),
        col(Nudge.state) == NudgeState.WAITING,
    )
