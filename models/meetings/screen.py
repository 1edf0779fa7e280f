"""What a screen in the room shows of a meeting: its title, the codes of the moment, and how many are there."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select

from models.meetings.attendance import CLOSES_AFTER, OPENS_BEFORE, Attendance, is_open
from models.meetings.codes import digits, is_screen_key, seconds_left, start_parameter, step_at
from models.meetings.invitee import Invitee
from models.meetings.meeting import Meeting, MeetingState
from models.programmes import Batch, batch_with_code
from models.subjects import number_in


class NoMeeting(LookupError):
    """There is no meeting of that number, or it does not take place. Permanent."""


@dataclass(frozen=True)
class Screen:
    """What is shown at one moment; `parameter` goes into the link, and is shown for `seconds_left` more.

    Where it is not open, nobody can say yet, or any more, that they are there. Instants are aware, in UTC; `zone` is IANA.
    """

    title: str
    opens_at: datetime
    closes_at: datetime
    is_open: bool
    zone: str
    parameter: str
    digits: str
    seconds_left: int
    there: int
    invited: int


def screen_of(session: Session, meeting_id: int, now: datetime) -> Screen:
    """What is shown of a meeting at `now` (aware, UTC). Raises NoMeeting."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise NoMeeting(f"there is no meeting {meeting_id}; see: penggerak meetings list --batch CODE")
    if meeting.state == MeetingState.CANCELLED:
        raise NoMeeting(f"meeting {meeting_id} ({meeting.title}) does not take place")
    return _shown(session, meeting, now)


def screen_with_key(session: Session, key: str, now: datetime) -> Screen:
    """What is shown at `now` (aware, UTC) on the page with this key in its address. Raises NoMeeting."""
    meeting = session.get(Meeting, number_in(key.replace("-", ":", 1)))
    if meeting is None or not is_screen_key(key, meeting.secret, meeting.id or 0):
        raise NoMeeting("no page has this key")
    if meeting.state == MeetingState.CANCELLED:
        raise NoMeeting(f"meeting {meeting.id} ({meeting.title}) does not take place")
    return _shown(session, meeting, now)


def _shown(session: Session, meeting: Meeting, now: datetime) -> Screen:
    meeting_id = meeting.id or 0
    counts = [
        session.exec(select(func.count()).select_from(table).where(col(table.meeting_id) == meeting_id)).one()
        for table in (Attendance, Invitee)
    ]
    return Screen(
        meeting.title,
        meeting.starts_at - OPENS_BEFORE,
        meeting.ends_at + CLOSES_AFTER,
        is_open(meeting.starts_at, meeting.ends_at, now),
        session.exec(select(Batch.zone).where(Batch.id == meeting.batch_id)).one(),
        start_parameter(meeting.secret, meeting_id, now),
        digits(meeting.secret, meeting_id, step_at(now)),
        seconds_left(now),
        *counts,
    )


def meetings_of(session: Session, batch_code: str) -> list[str]:
    """A line for each meeting of a batch: number, local time, title, state. Raises UnknownBatch."""
    batch = batch_with_code(session, batch_code)
    wanted = select(Meeting).where(Meeting.batch_id == batch.id)
    return [
        f"{meeting.id}\t{meeting.starts_at.astimezone(ZoneInfo(batch.zone)):%Y-%m-%d %H:%M %Z}\t{meeting.title}"
        + ("\tcancelled" if meeting.state == MeetingState.CANCELLED else "")
        for meeting in session.exec(wanted.order_by(col(Meeting.starts_at), col(Meeting.id)))
    ]
