"""Meetings loaded for those who look at them: everything about some of them at once, and then a card for each viewer."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Executable, bindparam
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from models.among import among
from models.asking import Asker
from models.meetings.agenda import same
from models.meetings.attendance import Attendance, attended
from models.meetings.cards import Guest, MeetingCard, Thing
from models.meetings.feedback import Feedback
from models.meetings.invitee import Coming, Invitee
from models.meetings.material import Material
from models.meetings.meeting import Meeting, MeetingState, MeetingVersion
from models.meetings.telling import CHANGED, ENDED, FEEDBACK, MISSED, NEWS, REMINDED
from models.members import Member, Role
from models.memberships import Membership, memberships, newest_memberships
from models.nudges import Nudge, NudgeState
from models.people import Person
from models.subjects import number_in


def load_cards(
    session: Session, askers: Sequence[Asker], now: datetime
) -> Mapping[Asker, MeetingCard | None]:
    """The meeting whose id each asker's subject begins with; None where they have no business with it."""
    viewers = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    wanted = {asker: [number_in(asker.subject)] for asker in askers}
    return {asker: next(iter(cards), None) for asker, cards in _cards(session, wanted, viewers, now).items()}


def load_news(
    session: Session, askers: Sequence[Asker], now: datetime
) -> Mapping[Asker, Sequence[MeetingCard]]:
    """The meetings that each asker's subject names ("7,8"), still to come and taking place, the first first."""
    viewers = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    wanted = {asker: [number_in(part) for part in asker.subject.split(",")] for asker in askers}
    return {
        asker: sorted(
            (card for card in cards if card.is_planned and card.details.starts_at > now),
            key=lambda card: (card.details.starts_at, card.id),
        )
        for asker, cards in _cards(session, wanted, viewers, now).items()
    }


def _cards(
    session: Session,
    wanted: Mapping[Asker, Collection[int]],
    viewers: Mapping[int, Membership],
    now: datetime,
) -> Mapping[Asker, Sequence[MeetingCard]]:
    """The cards of the meetings that each asker wants, by their ids, as far as they have business with them."""
    everything = {meeting for those in wanted.values() for meeting in those}
    library = _Library(session, everything, viewers.values(), now)
    changed = [library.versions[of][0].at for of, one in library.meetings.items() if one.sequence]
    told = _told(session, list(wanted), min(changed)) if changed else {}
    found: dict[Asker, Sequence[MeetingCard]] = {}
    for asker, meeting_ids in wanted.items():
        viewer = viewers.get(asker.person_id or 0)
        meetings = [library.meetings[of] for of in meeting_ids if of in library.meetings] if viewer else []
        cards = [
            library.card(meeting, viewer, told.get(asker, ())) for meeting in meetings if viewer is not None
        ]
        found[asker] = [card for card in cards if card]
    return found


Told = Sequence[tuple[str, str, datetime]]
"""Script, subject and instant of what somebody was told of meetings."""


class Guesting(NamedTuple):
    """What is stored of somebody who is invited."""

    meeting_id: int
    member_id: int
    coming: str
    reason: str


_MEETINGS = select(Meeting).where(among(col(Meeting.id), "meetings"), among(col(Meeting.batch_id), "batches"))
_VERSIONS = (
    select(MeetingVersion)
    .where(among(col(MeetingVersion.meeting_id), "meetings"))
    .order_by(col(MeetingVersion.sequence))
)
_MATERIALS = select(Material).where(among(col(Material.meeting_id), "meetings")).order_by(col(Material.id))
_FEEDBACK = select(Feedback).where(among(col(Feedback.meeting_id), "meetings")).order_by(col(Feedback.id))
_INVITED = columns(*(col(getattr(Invitee, name)) for name in Guesting._fields)).where(
    among(col(Invitee.meeting_id), "meetings")
)
_OWN = _INVITED.where(among(col(Invitee.member_id), "members"))
_TITLES: Executable = columns(col(Meeting.batch_id), col(Meeting.title)).where(
    among(col(Meeting.batch_id), "batches")
)
_GUESTS: Executable = (
    columns(col(Member.batch_id), col(Member.id), col(Person.name))
    .join(Person, col(Person.id) == col(Member.person_id))
    .where(
        among(col(Member.batch_id), "batches"),
        col(Member.role) != Role.FACILITATOR,
        col(Person.erased_at).is_(None),
    )
    .order_by(col(Person.name), col(Member.id))
)
TELLS = frozenset({NEWS, CHANGED, REMINDED, ENDED, FEEDBACK, MISSED})
"""The conversations in which somebody is told of a meeting."""
_HEARD: Executable = columns(
    col(Nudge.person_id), col(Nudge.script), col(Nudge.subject), col(Nudge.given_at)
).where(
    among(col(Nudge.person_id), "people"),
    col(Nudge.state) == NudgeState.GIVEN,
    col(Nudge.given_at) >= bindparam("since"),
)


class _Library:
    """Everything about some meetings, loaded once for all who look at them."""

    def __init__(
        self, session: Session, meeting_ids: Collection[int], viewers: Collection[Membership], now: datetime
    ) -> None:
        self.now = now
        batches = {viewer.batch_id for viewer in viewers}
        wanted = {"meetings": meeting_ids, "batches": batches}
        self.meetings = {meeting.id or 0: meeting for meeting in session.scalars(_MEETINGS, wanted)}
        of_these = {"meetings": list(self.meetings)}
        self.versions: dict[int, list[MeetingVersion]] = {}
        for version in session.scalars(_VERSIONS, of_these):
            self.versions.setdefault(version.meeting_id, []).append(version)
        self.materials: dict[int, list[Thing]] = {}
        for material in session.scalars(_MATERIALS, of_these):
            thing = Thing(material.id or 0, material.name, material.link, material.file)
            self.materials.setdefault(material.meeting_id, []).append(thing)
        self.feedback: dict[int, list[Feedback]] = {}
        for said in session.scalars(_FEEDBACK, of_these):
            self.feedback.setdefault(said.meeting_id, []).append(said)
        self.have_given_feedback = {
            (of, one.member_id) for of, those in self.feedback.items() for one in those
        }
        session.flush()
        oversee = any(_oversees(viewer) for viewer in viewers)
        invited = (
            (_INVITED, of_these)
            if oversee
            else (_OWN, of_these | {"members": {viewer.member_id for viewer in viewers}})
        )
        self.invitees: dict[int, dict[int, Guesting]] = {}
        for guest in map(Guesting._make, session.connection().execute(*invited).all()):
            self.invitees.setdefault(guest.meeting_id, {})[guest.member_id] = guest
        self.titles: dict[int, set[str]] = {}
        planning = {viewer.batch_id for viewer in viewers if viewer.role is Role.FACILITATOR}
        for batch_id, title in _rows(session, _TITLES, planning):
            self.titles.setdefault(batch_id, set()).add(same(title))
        self.attended = attended(session, list(self.meetings))
        self.everybody = _by_batch(session, planning)
        everybody = {member for those in self.invitees.values() for member in those}
        self.people = memberships(session, everybody) if oversee else {}

    def card(self, meeting: Meeting, viewer: Membership, told: Told) -> MeetingCard | None:
        """The meeting as a viewer sees it; None where they are neither invited nor look after the batch."""
        meeting_id = meeting.id or 0
        invitees, there = self.invitees.get(meeting_id, {}), self.attended.get(meeting_id, {})
        own = invitees.get(viewer.member_id)
        oversees = _oversees(viewer)
        if viewer.batch_id != meeting.batch_id or not (own or oversees):
            return None
        versions = self.versions.get(meeting_id, [])
        feedback = self.feedback.get(meeting_id, ())
        known = _known(meeting_id, versions, told)
        return MeetingCard(
            id=meeting_id,
            uid=meeting.uid,
            sequence=meeting.sequence,
            state=MeetingState(meeting.state),
            details=meeting.details,
            changed_at=versions[-1].at if versions else meeting.timed_at,
            reason=versions[-1].reason if versions else "",
            recap=meeting.recap,
            viewer=viewer,
            invited=own is not None,
            coming=Coming(own.coming) if own else Coming.NO_WORD,
            why_not=own.reason if own else "",
            attendance=there.get(viewer.member_id),
            is_counted=bool(there),
            has_given_feedback=(meeting_id, viewer.member_id) in self.have_given_feedback,
            materials=tuple(self.materials.get(meeting_id, ())),
            guests=self._guests(invitees, there) if oversees else (),
            uninvited=tuple(one for one in self.everybody.get(meeting.batch_id, ()) if one[0] not in invitees)
            if viewer.role is Role.FACILITATOR
            else (),
            feedback=tuple((one.useful, one.clear, one.words) for one in feedback) if oversees else (),
            told=known.details if known else None,
            is_news=meeting.sequence > 0 and (known is None or known.sequence < meeting.sequence),
            secret=meeting.secret if viewer.role is Role.FACILITATOR else "",
            other_titles=frozenset(self.titles.get(meeting.batch_id, ())) - {same(meeting.title)}
            if viewer.role is Role.FACILITATOR
            else frozenset(),
            now=self.now,
        )

    def _guests(self, invitees: Mapping[int, Guesting], there: Mapping[int, Attendance]) -> tuple[Guest, ...]:
        guests = [
            Guest(self.people[member], Coming(invitee.coming), invitee.reason, there.get(member))
            for member, invitee in invitees.items()
            if member in self.people
        ]
        return tuple(sorted(guests, key=lambda guest: (guest.member.name.casefold(), guest.member.member_id)))


def _by_batch(session: Session, batch_ids: Collection[int]) -> Mapping[int, Sequence[tuple[int, str]]]:
    """The members of these batches who may be invited, by name."""
    found: dict[int, list[tuple[int, str]]] = {}
    for batch_id, member, name in _rows(session, _GUESTS, batch_ids):
        found.setdefault(batch_id, []).append((member or 0, name))
    return found


def _rows(session: Session, wanted: Executable, batch_ids: Collection[int]) -> Sequence[Any]:
    return session.connection().execute(wanted, {"batches": batch_ids}).all() if batch_ids else ()


def _told(session: Session, askers: Sequence[Asker], since: datetime) -> Mapping[Asker, Told]:
    """What each asker has been told of meetings since then (aware, UTC), without what the talk they are in says."""
    people = {a.person_id for a in askers if a.person_id is not None}
    heard: dict[int, list[tuple[str, str, datetime]]] = {}
    for person, script, subject, at in (
        session.connection().execute(_HEARD, {"people": people, "since": since}).all()
    ):
        if script in TELLS:  # asked for these, SQLite would look at all that was ever told of meetings
            heard.setdefault(person, []).append((script, subject, at))
    return {
        asker: [
            each
            for each in heard.get(asker.person_id or 0, ())
            if not (each[0] == CHANGED and each[1] == asker.subject)
        ]
        for asker in askers
    }


def _known(meeting_id: int, versions: Sequence[MeetingVersion], told: Told) -> MeetingVersion | None:
    """How the meeting was when they were last told of it."""
    instants = [
        at
        for script, subject, at in told
        if str(meeting_id) in (subject.split(",") if script == NEWS else [subject.partition(":")[0]])
    ]
    known = [v for v in versions if instants and (v.at < max(instants) or not v.sequence)]
    return known[-1] if known else None


def _oversees(viewer: Membership) -> bool:
    return viewer.role in (Role.FACILITATOR, Role.LEADER)
