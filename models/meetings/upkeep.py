"""What is seen to at every tick of the clock: who is told of new meetings, who is reminded, and what follows when one is over."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, bindparam
from sqlalchemy import select as columns
from sqlmodel import Session, col, func, or_, update

from models.availability.quiet_hours import QuietHours
from models.consents import Consent
from models.meetings.attendance import attended
from models.meetings.audience import invite_newcomers
from models.meetings.feedback import ASKED_FOR
from models.meetings.invitee import Coming, Invitee
from models.meetings.meeting import Meeting
from models.meetings.rules import USUAL_MEETINGS, MeetingRules, written
from models.meetings.telling import ENDED, MISSED, NEWS, REMINDED, hosts, missed_occasion, takes_place
from models.members import Member
from models.nudges import add_new
from models.people import Person
from models.programmes import Batch

MOST = 5000  # invitations told of at one tick
WAIT_FOR_RECAP = timedelta(days=1)
"""How long after the end those who missed it wait for a facilitator's recap; then they hear without one."""
OF_USE = timedelta(days=14)
"""How long after the end anybody is told what they missed."""


@dataclass(frozen=True)
class Reminder:
    """One before a meeting: its code as the rules write it ("7d"), how long before the start, and how long before that it is of no use any more."""

    code: str
    before: timedelta
    until: timedelta


def reminders_of(rules: MeetingRules) -> Sequence[Reminder]:
    """The reminders, the earliest first. Each is of use until the next one is due, so that there is never a pile of them."""
    ends = (*rules.reminders, timedelta())[1:]
    return [
        Reminder(written(before), before, until) for before, until in zip(rules.reminders, ends, strict=True)
    ]


class Timed(NamedTuple):
    """What has to be known of a meeting that comes or is over."""

    id: int
    starts_at: datetime
    ends_at: datetime
    sequence: int
    timed_at: datetime
    reminded_until: datetime | None


def see_to_meetings(
    session: Session, now: datetime, quiet: QuietHours, *, rules: MeetingRules = USUAL_MEETINGS
) -> int:
    """Write what is to be said of meetings at `now` (aware, UTC); how many nudges that are. A constant number of queries."""
    invite_newcomers(session, now)
    nudges = [
        *_news(session, now),
        *_reminders(session, now, quiet, reminders_of(rules)),
        *_ended(session, now),
        *_missed(session, now),
    ]
    if nudges:
        add_new(session, nudges)
    return len(nudges)


def _news(session: Session, now: datetime) -> Iterator[dict[str, Any]]:
    """One nudge a person for all meetings that they have not been told of, once they have agreed to be written to."""
    untold = session.connection().execute(_UNTOLD, {"now": now}).all()
    of: dict[int | None, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in {row[0]: row for row in untold}.values():  # who agreed twice is there twice
        of[row[1]].append(row)
    ids = [row[0] for row in untold]
    if ids:
        session.exec(update(Invitee).where(col(Invitee.id).in_(ids)).values(announced_at=now))
    for member, rows in of.items():
        meetings = ",".join(str(row[3]) for row in rows)
        yield {
            "person_id": rows[0][2],
            "script": NEWS,
            "subject": meetings,
            "occasion": f"news:member {member}:invitation {max(row[0] for row in rows)}",
            "due_at": now,
            "expires_at": rows[-1][4],
        }


def _reminders(
    session: Session, now: datetime, quiet: QuietHours, reminders: Sequence[Reminder]
) -> Iterator[dict[str, Any]]:
    """Everybody concerned but who does not come; whoever has been told of the meeting since it was due needs none."""
    if not reminders:
        return
    coming = session.connection().execute(_COMING, {"now": now, "until": now + reminders[0].before})
    due = {
        meeting.id: (meeting, reminder)
        for meeting in map(Timed._make, coming)
        if (reminder := _reminder(meeting, reminders, now))
    }
    if not due:
        return
    for meeting_id, member, person, zone, coming_, announced_at in session.execute(_concerned(due)).all():
        meeting, reminder = due[meeting_id]
        due_at = meeting.starts_at - reminder.before
        if coming_ == Coming.NO or (coming_ and (announced_at is None or announced_at > due_at)):
            continue
        yield {
            "person_id": person,
            "script": REMINDED,
            "subject": f"{meeting_id}:{reminder.code}",
            "occasion": f"{reminder.code}:meeting {meeting_id}:{meeting.sequence}:member {member}",
            "due_at": quiet.after(due_at, zone),
            "expires_at": meeting.starts_at - reminder.until,
        }
    session.exec(update(Meeting).where(col(Meeting.id).in_(due)).values(reminded_until=now))


def _reminder(meeting: Timed, reminders: Sequence[Reminder], now: datetime) -> Reminder | None:
    """The reminder that is due and has not been seen to. Those that fell due before the time was set are not called for."""
    seen_to = meeting.reminded_until
    if seen_to is None or seen_to > now:  # a clock that went ahead has seen to nothing
        seen_to = meeting.timed_at
    for reminder in reminders:
        if seen_to < meeting.starts_at - reminder.before <= now < meeting.starts_at - reminder.until:
            return reminder
    return None


def _concerned(meeting_ids: Collection[int]) -> Select[*tuple[Any, ...]]:
    """Who holds or is invited to these meetings and has agreed to be written to, with their zone and what they said."""
    invited = (col(Invitee.meeting_id) == col(Meeting.id)) & (col(Invitee.member_id) == col(Member.id))
    return (
        columns(
            col(Meeting.id),
            col(Member.id),
            col(Member.person_id),
            func.coalesce(col(Person.zone), col(Batch.zone)),
            col(Invitee.coming),
            col(Invitee.announced_at),
        )
        .join(Batch, col(Batch.id) == col(Meeting.batch_id))
        .join(Member, col(Member.batch_id) == col(Batch.id))
        .join(Person, col(Person.id) == col(Member.person_id))
        .join(Consent, _agreed())
        .join(Invitee, invited, isouter=True)
        .where(
            col(Meeting.id).in_(meeting_ids),
            or_(hosts(), col(Invitee.id).is_not(None)),
            col(Person.erased_at).is_(None),
        )
        .distinct()
    )


def _ended(session: Session, now: datetime) -> Iterator[dict[str, Any]]:
    """The facilitators hear that a meeting is over: who was there, and what those who were not should know."""
    over = _over(session, _ENDED, now)
    if not over:
        return
    for meeting_id, member, person, _zone, coming, _announced in session.execute(_concerned(over)):
        if coming is None:
            yield {
                "person_id": person,
                "script": ENDED,
                "subject": str(meeting_id),
                "occasion": f"ended:meeting {meeting_id}:member {member}",
                "due_at": over[meeting_id].ends_at,
                "expires_at": over[meeting_id].ends_at + ASKED_FOR,
            }
    session.exec(update(Meeting).where(col(Meeting.id).in_(over)).values(ended_told=True))


def _missed(session: Session, now: datetime) -> Iterator[dict[str, Any]]:
    """Who was not there hears what they missed, where it is known who was."""
    over = _over(session, _MISSED, now - WAIT_FOR_RECAP)
    if not over:
        return
    there = attended(session, over)
    for meeting_id, member, person, _zone, coming, _announced in session.execute(_concerned(over)):
        if coming is not None and there.get(meeting_id) and member not in there[meeting_id]:
            yield {
                "person_id": person,
                "script": MISSED,
                "subject": str(meeting_id),
                "occasion": missed_occasion(meeting_id, member),
                "due_at": now,
                "expires_at": over[meeting_id].ends_at + OF_USE,
            }
    session.exec(update(Meeting).where(col(Meeting.id).in_(over)).values(missed_told=True))


def _over(session: Session, untold: Select[*tuple[Any, ...]], before: datetime) -> dict[int, Timed]:
    """Meetings that were over by then, and of which that has not been told."""
    rows = session.connection().execute(untold, {"before": before})
    return {meeting.id: meeting for meeting in map(Timed._make, rows)}


def _agreed() -> ColumnElement[bool]:
    return (col(Consent.person_id) == col(Member.person_id)) & col(Consent.withdrawn_at).is_(None)


# What is asked at every tick is put together once.

_UNTOLD = (
    columns(col(Invitee.id), col(Member.id), col(Member.person_id), col(Meeting.id), col(Meeting.starts_at))
    .join(Meeting, col(Meeting.id) == col(Invitee.meeting_id))
    .join(Member, col(Member.id) == col(Invitee.member_id))
    .join(Consent, _agreed())
    .where(col(Invitee.announced_at).is_(None), takes_place(), col(Meeting.starts_at) > bindparam("now"))
    .order_by(col(Invitee.member_id), col(Meeting.starts_at), col(Meeting.id))
    .limit(MOST)
    .with_for_update(of=Invitee, skip_locked=True)
)
_TIMED = columns(*(col(getattr(Meeting, name)) for name in Timed._fields)).where(takes_place())
_COMING = _TIMED.where(
    col(Meeting.starts_at) > bindparam("now"), col(Meeting.starts_at) <= bindparam("until")
)
_ENDED = _TIMED.where(col(Meeting.ended_told).is_(False), col(Meeting.ends_at) <= bindparam("before"))
_MISSED = _TIMED.where(col(Meeting.missed_told).is_(False), col(Meeting.ends_at) <= bindparam("before"))
