"""Saying that somebody is there: by the link on the screen, by its figures, or by a facilitator who sees them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select as columns
from sqlmodel import Session, col, delete, select, update

from models.asking import Asker
from models.inserting import insert_unless_there
from models.meetings.attendance import (
    CLOSES_AFTER,
    OPENS_BEFORE,
    Attendance,
    How,
    is_open,
    minutes_late,
)
from models.meetings.codes import MOST_WRONG, codes_shown, is_shown
from models.meetings.feedback import ASKED_FOR
from models.meetings.following import ask_no_more, feedback_occasion
from models.meetings.invitee import Coming, Invitee
from models.meetings.meeting import Meeting, MeetingState
from models.meetings.rules import USUAL_MEETINGS, MeetingRules
from models.meetings.telling import FEEDBACK, takes_place
from models.memberships import Membership, memberships, newest_memberships
from models.nudges import add_new
from models.subjects import number_in


class Refusal(StrEnum):
    """Why somebody cannot say by a link that they are there."""

    OLD_CODE = "old_code"  # no longer on the screen, or never was
    NOT_INVITED = "not_invited"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class On:
    """A meeting that somebody is invited to; `codes` are the figures that are taken now, none where it is not on."""

    id: int
    title: str
    starts_at: datetime
    ends_at: datetime
    codes: tuple[str, ...] = ()
    there_at: datetime | None = None  # when they said that they are there
    late: int = 0  # minutes
    wrong: int = 0  # how many figures they typed that were not on the screen

    @property
    def takes_codes(self) -> bool:
        """Whether they may still type figures."""
        return self.there_at is None and self.wrong < MOST_WRONG


@dataclass(frozen=True)
class AtTheDoor:
    """Somebody who says that they are there: at what they can be now, or what their link came to."""

    viewer: Membership | None
    on: tuple[On, ...] = ()
    next: On | None = None  # the first that is still to come, where none is on
    linked: On | None = None  # the meeting of the link
    refusal: Refusal | None = None
    at: datetime | None = None  # when they opened the talk


@dataclass(frozen=True)
class Present:
    """That a member is at a meeting since an instant (aware, UTC)."""

    meeting_id: int
    member_id: int
    how: How
    at: datetime


@dataclass(frozen=True)
class WrongCode:
    """That a member typed figures which were on the screen of none of these meetings."""

    meeting_ids: tuple[int, ...]
    member_id: int


@dataclass(frozen=True)
class Roll:
    """Whom a facilitator saw at a meeting, and who was not there after all; members by id."""

    meeting_id: int
    there: tuple[int, ...] = ()
    not_there: tuple[int, ...] = ()


def load_doors(session: Session, askers: Sequence[Asker], now: datetime) -> Mapping[Asker, AtTheDoor]:
    """What each asker can say. A subject is the rest of a link's parameter, the meeting's id and the signature ("7-1f…"), or nothing.

    A link is judged by when it was opened, not by when that is worked on.
    """
    viewers = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    linked = {asker: number_in(asker.subject.replace("-", ":", 1)) for asker in askers}
    members = {viewer.member_id for viewer in viewers.values()}
    by_member: dict[int, list[tuple[Meeting, int]]] = {}
    for meeting, member, wrong in session.execute(
        columns(Meeting, col(Invitee.member_id), col(Invitee.wrong_codes))
        .join(Invitee, col(Invitee.meeting_id) == col(Meeting.id))
        .where(
            takes_place(),
            col(Invitee.member_id).in_(members),
            col(Meeting.ends_at) >= now - CLOSES_AFTER,
        )
        .order_by(col(Meeting.starts_at), col(Meeting.id))
    ):
        by_member.setdefault(member, []).append((meeting, wrong))
    meetings = {
        meeting.id or 0: meeting
        for meeting in session.exec(select(Meeting).where(col(Meeting.id).in_(set(linked.values()))))
    }
    invited = {
        (invitee.meeting_id, invitee.member_id)
        for invitee in session.exec(
            select(Invitee).where(col(Invitee.meeting_id).in_(meetings), col(Invitee.member_id).in_(members))
        )
    }
    there = {
        (one.meeting_id, one.member_id): one
        for one in session.exec(select(Attendance).where(col(Attendance.member_id).in_(members)))
    }
    found = {}
    for asker in askers:
        viewer = viewers.get(asker.person_id or 0)
        at = asker.opened_at or now
        if viewer is None:
            found[asker] = AtTheDoor(None)
        elif asker.subject:
            of_link = meetings.get(linked[asker])
            is_invited = (linked[asker], viewer.member_id) in invited
            refusal = _refusal(asker.subject, of_link, at, invited=is_invited)
            shown = _on(of_link, there.get((linked[asker], viewer.member_id)), at) if of_link else None
            found[asker] = AtTheDoor(viewer, linked=shown, refusal=refusal, at=at)
        else:
            theirs = [
                _on(one, there.get((one.id or 0, viewer.member_id)), now, wrong)
                for one, wrong in by_member.get(viewer.member_id, ())
            ]
            on = tuple(one for one in theirs if one.codes)
            ahead = next((one for one in theirs if one.starts_at > now and not one.codes), None)
            found[asker] = AtTheDoor(viewer, on, ahead, at=at)
    return found


def _on(meeting: Meeting, there: Attendance | None, at: datetime, wrong: int = 0) -> On:
    meeting_id = meeting.id or 0
    open_ = is_open(meeting.starts_at, meeting.ends_at, at)
    codes = codes_shown(meeting.secret, meeting_id, at) if open_ else ()
    return On(
        meeting_id,
        meeting.title,
        meeting.starts_at,
        meeting.ends_at,
        codes,
        there.at if there else None,
        there.late if there else 0,
        wrong,
    )


def _refusal(subject: str, meeting: Meeting | None, at: datetime, *, invited: bool) -> Refusal | None:
    signed = subject.partition("-")[2]
    if meeting is None or not is_shown(signed, meeting.secret, meeting.id or 0, at):
        return Refusal.OLD_CODE
    if not invited:
        return Refusal.NOT_INVITED
    if meeting.state != MeetingState.PLANNED:
        return Refusal.CANCELLED
    if at < meeting.starts_at - OPENS_BEFORE:
        return Refusal.TOO_EARLY
    return Refusal.TOO_LATE if at > meeting.ends_at + CLOSES_AFTER else None


def keep_present(
    session: Session,
    _asker: Asker,
    present: Present | WrongCode,
    _at: datetime,
    *,
    rules: MeetingRules = USUAL_MEETINGS,
) -> None:
    """Write it down, unless that has been done; afterwards they are asked what they thought of it. Or count a wrong code."""
    if isinstance(present, WrongCode):
        session.exec(
            update(Invitee)
            .where(
                col(Invitee.meeting_id).in_(present.meeting_ids), col(Invitee.member_id) == present.member_id
            )
            .values(wrong_codes=col(Invitee.wrong_codes) + 1)
        )
        return
    meeting = session.get_one(Meeting, present.meeting_id)
    late = minutes_late(meeting.starts_at, present.at, rules.grace)
    _write(session, meeting, {present.member_id: (present.how, present.at, late)})


def keep_roll(session: Session, _asker: Asker, roll: Roll, at: datetime) -> None:
    """Write down whom a facilitator saw; whoever came uninvited is invited from now on. Whoever was marked by mistake counts as absent again."""
    meeting = session.get_one(Meeting, roll.meeting_id)
    invitations = [
        {
            "meeting_id": meeting.id,
            "member_id": member,
            "coming": Coming.NO_WORD,
            "reason": "",
            "announced_at": at,
        }
        for member in roll.there
    ]
    if invitations:
        insert_unless_there(session, Invitee, invitations, ["meeting_id", "member_id"])
    _write(session, meeting, dict.fromkeys(roll.there, (How.FACILITATOR, at, 0)))
    session.exec(
        delete(Attendance).where(
            col(Attendance.meeting_id) == roll.meeting_id, col(Attendance.member_id).in_(roll.not_there)
        )
    )
    ask_no_more(session, roll.meeting_id, roll.not_there)


def _write(session: Session, meeting: Meeting, there: Mapping[int, tuple[How, datetime, int]]) -> None:
    if not there:
        return
    rows = [
        {"meeting_id": meeting.id, "member_id": member, "how": how, "at": at, "late": late}
        for member, (how, at, late) in there.items()
    ]
    insert_unless_there(session, Attendance, rows, ["meeting_id", "member_id"])
    nudges = [
        {
            "person_id": member.person_id,
            "script": FEEDBACK,
            "subject": str(meeting.id),
            "occasion": feedback_occasion(meeting.id or 0, member.member_id),
            "due_at": meeting.ends_at,
            "expires_at": meeting.ends_at + ASKED_FOR,
        }
        for member in memberships(session, there).values()
    ]
    if nudges:
        add_new(session, nudges)
