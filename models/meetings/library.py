"""Meetings loaded for those who look at them: everything about some of them at once, and then a card for each viewer."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

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
    return {
        asker: cards.get(number_in(asker.subject))
        for asker, cards in _cards(
            session, askers, viewers, {number_in(a.subject) for a in askers}, now
        ).items()
    }


def load_news(
    session: Session, askers: Sequence[Asker], now: datetime
) -> Mapping[Asker, Sequence[MeetingCard]]:
    """The meetings that each asker's subject names ("7,8"), still to come and taking place, the first first."""
    viewers = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    wanted = {asker: [number_in(part) for part in asker.subject.split(",")] for asker in askers}
    everything = {meeting for those in wanted.values() for meeting in those}
    return {
        asker: sorted(
            (
                card
                for meeting in wanted[asker]
                if (card := cards.get(meeting)) and card.is_planned and card.details.starts_at > now
            ),
            key=lambda card: (card.details.starts_at, card.id),
        )
        for asker, cards in _cards(session, askers, viewers, everything, now).items()
    }


def _cards(
    session: Session,
    askers: Sequence[Asker],
    viewers: Mapping[int, Membership],
    meeting_ids: Collection[int],
    now: datetime,
) -> Mapping[Asker, Mapping[int, MeetingCard]]:
    library = _Library(session, meeting_ids, viewers.values(), now)
    told = _told(session, askers)
    found: dict[Asker, Mapping[int, MeetingCard]] = {}
    for asker in askers:
        viewer = viewers.get(asker.person_id or 0)
        cards = (
            (library.card(meeting, viewer, told[asker]) for meeting in library.meetings.values())
            if viewer
            else ()
        )
        found[asker] = {card.id: card for card in cards if card}
    return found


Told = Sequence[tuple[str, str, datetime]]
"""Script, subject and instant of what somebody was told of meetings."""


class _Library:
    """Everything about some meetings, loaded once for all who look at them."""

    def __init__(
        self, session: Session, meeting_ids: Collection[int], viewers: Collection[Membership], now: datetime
    ) -> None:
        self.now = now
        batches = {viewer.batch_id for viewer in viewers}
        wanted = select(Meeting).where(col(Meeting.id).in_(meeting_ids), col(Meeting.batch_id).in_(batches))
        self.meetings = {meeting.id or 0: meeting for meeting in session.exec(wanted)}
        ids = list(self.meetings)
        self.versions: dict[int, list[MeetingVersion]] = {}
        for version in session.exec(
            select(MeetingVersion)
            .where(col(MeetingVersion.meeting_id).in_(ids))
            .order_by(col(MeetingVersion.sequence))
        ):
            self.versions.setdefault(version.meeting_id, []).append(version)
        oversee = any(_oversees(viewer) for viewer in viewers)
        own = {viewer.member_id for viewer in viewers}
        self.invitees: dict[int, dict[int, Invitee]] = {}
        invited = select(Invitee).where(col(Invitee.meeting_id).in_(ids))
        for invitee in session.exec(invited if oversee else invited.where(col(Invitee.member_id).in_(own))):
            self.invitees.setdefault(invitee.meeting_id, {})[invitee.member_id] = invitee
        self.materials: dict[int, list[Thing]] = {}
        for one in session.exec(
            select(Material).where(col(Material.meeting_id).in_(ids)).order_by(col(Material.id))
        ):
            thing = Thing(one.id or 0, one.name, one.link, one.file)
            self.materials.setdefault(one.meeting_id, []).append(thing)
        self.feedback: dict[int, list[Feedback]] = {}
        for said in session.exec(
            select(Feedback).where(col(Feedback.meeting_id).in_(ids)).order_by(col(Feedback.id))
        ):
            self.feedback.setdefault(said.meeting_id, []).append(said)
        self.titles: dict[int, set[str]] = {}
        planning = {viewer.batch_id for viewer in viewers if viewer.role is Role.FACILITATOR}
        for batch_id, title in session.exec(
            select(Meeting.batch_id, Meeting.title).where(col(Meeting.batch_id).in_(planning))
        ):
            self.titles.setdefault(batch_id, set()).add(same(title))
        self.everybody = _by_batch(session, planning)
        self.attended = attended(session, ids)
        self.people = memberships(session, {m for those in self.invitees.values() for m in those})

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
            has_given_feedback=any(one.member_id == viewer.member_id for one in feedback),
            materials=tuple(self.materials.get(meeting_id, ())),
            guests=self._guests(invitees, there) if oversees else (),
            uninvited=tuple(one for one in self.everybody.get(meeting.batch_id, ()) if one[0] not in invitees)
            if viewer.role is Role.FACILITATOR
            else (),
            feedback=tuple((one.useful, one.clear, one.words) for one in feedback) if oversees else (),
            told=known.details if known else None,
            is_news=known is None or known.sequence < meeting.sequence,
            secret=meeting.secret if viewer.role is Role.FACILITATOR else "",
            other_titles=frozenset(self.titles.get(meeting.batch_id, ())) - {same(meeting.title)},
            now=self.now,
        )

    def _guests(self, invitees: Mapping[int, Invitee], there: Mapping[int, Attendance]) -> tuple[Guest, ...]:
        guests = [
            Guest(self.people[member], Coming(invitee.coming), invitee.reason, there.get(member))
            for member, invitee in invitees.items()
            if member in self.people
        ]
        return tuple(sorted(guests, key=lambda guest: (guest.member.name.casefold(), guest.member.member_id)))


def _by_batch(session: Session, batch_ids: Collection[int]) -> Mapping[int, Sequence[tuple[int, str]]]:
    """The members of these batches who may be invited, by name."""
    found: dict[int, list[tuple[int, str]]] = {}
    for batch_id, member, name in session.exec(
        select(Member.batch_id, col(Member.id), Person.name)
        .join(Person, col(Person.id) == Member.person_id)
        .where(
            col(Member.batch_id).in_(batch_ids),
            Member.role != Role.FACILITATOR,
            col(Person.erased_at).is_(None),
        )
        .order_by(Person.name, col(Member.id))
    ):
        found.setdefault(batch_id, []).append((member or 0, name))
    return found


def _told(session: Session, askers: Sequence[Asker]) -> Mapping[Asker, Told]:
    """What each asker has been told of meetings, without what the talk they are in says."""
    scripts = (NEWS, CHANGED, REMINDED, ENDED, FEEDBACK, MISSED)
    heard: dict[int, list[tuple[str, str, datetime]]] = {}
    for nudge in session.exec(
        select(Nudge).where(
            col(Nudge.person_id).in_({a.person_id for a in askers if a.person_id is not None}),
            col(Nudge.script).in_(scripts),
            col(Nudge.state) == NudgeState.GIVEN,
        )
    ):
        if nudge.given_at:
            heard.setdefault(nudge.person_id, []).append((nudge.script, nudge.subject, nudge.given_at))
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
