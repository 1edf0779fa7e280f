"""What is kept of a person around meetings: to be shown to them, and to be forgotten.

When somebody is erased, that they were invited, came, were late and which figures they gave stays, for the statistics. Why they
did not come and their sentence of feedback go, and so does the reason that they gave for changing a meeting.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select, update

from models.meetings.attendance import Attendance
from models.meetings.calendar_link import links_made
from models.meetings.feedback import Feedback
from models.meetings.invitee import Coming, Invitee
from models.meetings.material import Material
from models.meetings.meeting import Meeting, MeetingState, MeetingVersion
from models.members import Member


@dataclass(frozen=True)
class OwnMeeting:
    """A meeting that the person is or was invited to, with all that they said of it. Instants are aware, in UTC."""

    title: str
    starts_at: datetime
    coming: Coming
    reason: str
    attendance: Attendance | None
    feedback: Feedback | None


@dataclass(frozen=True)
class OwnChange:
    """What the person did with a meeting as who holds it: planned (sequence 0), changed or called it off, and why."""

    title: str
    sequence: int
    state: MeetingState
    reason: str
    at: datetime


@dataclass(frozen=True)
class OwnMeetings:
    """All of it, the oldest first; `materials` are the names of those that they added, with the meeting's title and when.

    `calendar_link_since` is when (aware, UTC) they made the link to which their calendar subscribes; None where there is none.
    """

    invited: tuple[OwnMeeting, ...] = ()
    changes: tuple[OwnChange, ...] = ()
    materials: tuple[tuple[str, str, datetime], ...] = ()
    calendar_link_since: datetime | None = None


NO_MEETINGS = OwnMeetings()


def own_meetings(session: Session, person_ids: Collection[int]) -> Mapping[int, OwnMeetings]:
    """What each of these people has around meetings."""
    invited: dict[int, list[OwnMeeting]] = {}
    for person, meeting, invitee, attendance, feedback in session.exec(
        select(Member.person_id, Meeting, Invitee, Attendance, Feedback)  # type: ignore[call-overload]
        .join(Invitee, col(Invitee.member_id) == Member.id)
        .join(Meeting, col(Meeting.id) == Invitee.meeting_id)
        .join(
            Attendance,
            (col(Attendance.meeting_id) == Meeting.id) & (col(Attendance.member_id) == Member.id),
            isouter=True,
        )
        .join(
            Feedback,
            (col(Feedback.meeting_id) == Meeting.id) & (col(Feedback.member_id) == Member.id),
            isouter=True,
        )
        .where(col(Member.person_id).in_(person_ids))
        .order_by(col(Meeting.starts_at), col(Meeting.id))
    ):
        invited.setdefault(person, []).append(
            OwnMeeting(
                meeting.title,
                meeting.starts_at,
                Coming(invitee.coming),
                invitee.reason,
                attendance,
                feedback,
            )
        )
    changes: dict[int, list[OwnChange]] = {}
    for person, version in session.exec(
        select(Member.person_id, MeetingVersion)
        .join(MeetingVersion, col(MeetingVersion.member_id) == Member.id)
        .where(col(Member.person_id).in_(person_ids))
        .order_by(col(MeetingVersion.id))
    ):
        changes.setdefault(person, []).append(
            OwnChange(
                version.title, version.sequence, MeetingState(version.state), version.reason, version.at
            )
        )
    materials: dict[int, list[tuple[str, str, datetime]]] = {}
    for person, title, one in session.exec(
        select(Member.person_id, Meeting.title, Material)
        .join(Material, col(Material.member_id) == Member.id)
        .join(Meeting, col(Meeting.id) == Material.meeting_id)
        .where(col(Member.person_id).in_(person_ids))
        .order_by(col(Material.id))
    ):
        materials.setdefault(person, []).append((one.name, title, one.added_at))
    made = links_made(session, person_ids)
    return {
        person: OwnMeetings(
            tuple(invited.get(person, ())),
            tuple(changes.get(person, ())),
            tuple(materials.get(person, ())),
            made.get(person),
        )
        for person in person_ids
    }


def forget_meetings(session: Session, member_ids: Collection[int]) -> None:
    """Forget the words of these members; see above. Files and links that they added stay with the meeting, without their name."""
    session.exec(update(Invitee).where(col(Invitee.member_id).in_(member_ids)).values(reason=""))
    session.exec(update(Feedback).where(col(Feedback.member_id).in_(member_ids)).values(words=""))
    session.exec(
        update(MeetingVersion).where(col(MeetingVersion.member_id).in_(member_ids)).values(reason="")
    )
    session.exec(update(Material).where(col(Material.member_id).in_(member_ids)).values(member_id=None))
