"""Bringing meetings into a batch: what is new is added, what changed is changed and told, nothing is taken away."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from models.asking import Asker
from models.meetings.agenda import same
from models.meetings.audience import Audience, audiences_of, invite_all, set_audience
from models.meetings.entries import Entry, Known, Meetings
from models.meetings.material import Material
from models.meetings.meeting import Details, Meeting, MeetingState
from models.meetings.planning import add_meeting, change_meeting
from models.members import Role
from models.memberships import Membership, members_of_batch, newest_memberships
from models.programmes import Batch, batch_with_code
from models.spreadsheets.changes import Changed, Changes
from models.spreadsheets.headings import folded
from models.spreadsheets.problems import Problem, SheetProblems
from models.spreadsheets.sentences import N_, Sentence


class NotTheirs(PermissionError):
    """Whoever sent a list does not facilitate the batch, or no longer. Permanent."""


def known_of(session: Session, batch_code: str, now: datetime) -> Known:
    """What a list of a batch's meetings is read by at `now` (aware, UTC). Raises UnknownBatch."""
    return _known(session, batch_with_code(session, batch_code), now)


def import_meetings(session: Session, batch_code: str, meetings: Meetings, now: datetime) -> Changes:
    """Make the batch have these meetings and tell what that changed. `now` is aware, UTC.

    Meetings are known by their titles. A column that the file does not have leaves what is known, an empty cell
    empties it. Commits nothing: whoever only wants to know rolls back. Raises UnknownBatch, and SheetProblems where
    a row is of a meeting that was called off, or is over and would be moved; then nothing was changed.
    """
    batch = batch_with_code(session, batch_code)
    return _brought_into(session, batch.id or 0, meetings, now, by=None)


def load_known(session: Session, asker: Asker, now: datetime) -> Known | None:
    """What a list that the asker sent is read by; None where it is not theirs to send one."""
    sender = _facilitator(session, asker)
    return _known(session, session.get_one(Batch, sender.batch_id), now) if sender else None


def import_sent_meetings(session: Session, asker: Asker, meetings: Meetings, now: datetime) -> Changes:
    """Bring a list that a facilitator sent into their batch. Raises NotTheirs, and what import_meetings raises."""
    sender = _facilitator(session, asker)
    if sender is None:
        raise NotTheirs(f"person {asker.person_id} facilitates no batch")
    return _brought_into(session, sender.batch_id, meetings, now, by=sender.member_id)


def _facilitator(session: Session, asker: Asker) -> Membership | None:
    sender = newest_memberships(session, {asker.person_id or 0}).get(asker.person_id or 0)
    return sender if sender and sender.role is Role.FACILITATOR else None


def _known(session: Session, batch: Batch, now: datetime) -> Known:
    members = [m for m in members_of_batch(session, batch.id or 0).values() if m.role is not Role.FACILITATOR]
    names: dict[str, int] = {}
    for member in members:
        for name in (member.name, member.name.partition(",")[0]):
            names.setdefault(folded(name), member.member_id)
    agencies = {folded(member.agency): member.agency_id for member in members if member.agency_id}
    return Known(batch.zone, now.astimezone(ZoneInfo(batch.zone)).date(), agencies, names)


def _brought_into(
    session: Session, batch_id: int, meetings: Meetings, now: datetime, *, by: int | None
) -> Changes:
    there = {
        same(meeting.title): meeting
        for meeting in session.exec(
            select(Meeting).where(Meeting.batch_id == batch_id).order_by(col(Meeting.id)).with_for_update()
        )
    }
    _check(meetings, there, now)
    audiences = audiences_of(session, [meeting.id or 0 for meeting in there.values()])
    changes, invited = Changes(), []
    for entry in meetings.entries:
        meeting = there.pop(same(entry.details.title), None)
        if meeting is None:
            audience = entry.audience or Audience()
            added = add_meeting(session, batch_id, entry.details, audience, now, by=by)
            invited.append(added.id or 0)
            _add_links(session, added, entry, now, by)
            changes.added.append(entry.details.title)
            continue
        invited.append(meeting.id or 0)
        before, after = meeting.details, _as_now(entry, meeting, meetings)
        changed = _differing(before, after, meetings)
        if before != after:
            change_meeting(session, meeting, after, now, by=by)
        if entry.audience is not None and entry.audience != audiences[meeting.id or 0]:
            set_audience(session, meeting.id or 0, entry.audience)
            changed.append(meetings.headings["undangan"])
        if _add_links(session, meeting, entry, now, by):
            changed.append(meetings.headings["bahan"])
        if changed:
            changes.changed.append(Changed(meeting.title, tuple(changed)))
        else:
            changes.unchanged.append(meeting.title)
    changes.absent += [m.title for m in there.values() if m.state == MeetingState.PLANNED and m.ends_at > now]
    invite_all(session, invited)
    return changes


def _add_links(session: Session, meeting: Meeting, entry: Entry, now: datetime, by: int | None) -> bool:
    """Add the links that do not go with it yet; whether there are any. Nothing is taken out."""
    there = set(session.exec(select(Material.link).where(Material.meeting_id == meeting.id)))
    missing = [(name, link) for name, link in entry.materials if link not in there]
    session.add_all(
        Material(meeting_id=meeting.id or 0, member_id=by, name=name, link=link, added_at=now)
        for name, link in missing
    )
    session.flush()
    return bool(missing)


def _check(meetings: Meetings, there: dict[str, Meeting], now: datetime) -> None:
    problems = []
    for entry in meetings.entries:
        meeting = there.get(same(entry.details.title))
        if meeting is None:
            continue
        if meeting.state == MeetingState.CANCELLED:
            reason = N_("this meeting was called off; take the row out, or give the new one another title")
            problems.append(Problem(entry.row, meetings.headings["judul"], Sentence(reason)))
        elif meeting.ends_at <= now and (meeting.starts_at, meeting.ends_at) != (
            entry.details.starts_at,
            entry.details.ends_at,
        ):
            reason = N_("this meeting is over and cannot be moved; give the new one another title")
            problems.append(Problem(entry.row, meetings.headings["judul"], Sentence(reason)))
    if problems:
        raise SheetProblems(problems)


def _as_now(entry: Entry, meeting: Meeting, meetings: Meetings) -> Details:
    """What the meeting is to say; columns that the file does not have leave what is known."""
    has = meetings.headings
    after = entry.details
    if "pembicara" not in has:
        after = replace(after, speaker=meeting.speaker)
    if "tempat" not in has:
        after = replace(after, place=meeting.place)
    if "tautan" not in has and not after.link:
        after = replace(after, link=meeting.link)
    return after


_COLUMNS = {
    "title": ("judul",),
    "starts_at": ("tanggal", "mulai"),
    "ends_at": ("selesai", "mulai"),
    "speaker": ("pembicara",),
    "place": ("tempat",),
    "link": ("tautan", "tempat"),
}


def _differing(before: Details, after: Details, meetings: Meetings) -> list[str]:
    """The headings of the columns in which they differ, the first of those that the file has."""
    columns: Sequence[str] = [
        next(column for column in _COLUMNS[part] if column in meetings.headings)
        for part in vars(before)
        if getattr(before, part) != getattr(after, part)
    ]
    return list(dict.fromkeys(meetings.headings[column] for column in columns))
