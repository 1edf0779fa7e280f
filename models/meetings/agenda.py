"""The meetings of somebody's batch that concern them, and what somebody who plans one chooses from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.asking import Asker
from models.meetings.attendance import Attendance, is_open
from models.meetings.invitee import Coming, Invitee
from models.meetings.meeting import Meeting, MeetingState
from models.members import Member, Role
from models.memberships import Membership, newest_memberships
from models.people import Person
from models.programmes import Agency
from models.spreadsheets.headings import folded


@dataclass(frozen=True)
class Listed:
    """One meeting in an agenda, with what the viewer said and whether they were there."""

    id: int
    title: str
    starts_at: datetime  # aware, UTC
    ends_at: datetime
    state: MeetingState
    coming: Coming
    was_there: bool


@dataclass(frozen=True)
class Agenda:
    """What concerns somebody, the first first."""

    viewer: Membership
    meetings: tuple[Listed, ...]
    now: datetime

    @property
    def plans(self) -> bool:
        """Whether it is theirs to plan meetings."""
        return self.viewer.role is Role.FACILITATOR

    @property
    def ahead(self) -> Sequence[Listed]:
        """Those that take place and are not over."""
        return [one for one in self.meetings if one.state is MeetingState.PLANNED and one.ends_at > self.now]

    @property
    def behind(self) -> Sequence[Listed]:
        """Those that have been, the newest first."""
        over = [one for one in self.meetings if one.state is MeetingState.PLANNED and one.ends_at <= self.now]
        return over[::-1]

    @property
    def on(self) -> Sequence[Listed]:
        """Those at which they may say now that they are there."""
        return [
            one
            for one in [*self.ahead, *self.behind]
            if not one.was_there and is_open(one.starts_at, one.ends_at, self.now)
        ]


@dataclass(frozen=True)
class Planning:
    """What whoever plans a meeting chooses from, and the titles that are taken, as `same` leaves them."""

    viewer: Membership
    agencies: tuple[tuple[int, str], ...]  # of the batch's members, by name
    members: tuple[tuple[int, str], ...]  # all but the facilitators, by name
    taken: frozenset[str]
    now: datetime


def same(title: str) -> str:
    """The title as it is compared: two meetings of a batch may not differ in spaces and capitals only."""
    return folded(title) or title.casefold()


def load_agendas(session: Session, askers: Sequence[Asker], now: datetime) -> Mapping[Asker, Agenda | None]:
    """The agenda of each asker; None where they are in no batch."""
    viewers = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    batches = {viewer.batch_id for viewer in viewers.values()}
    members = {viewer.member_id for viewer in viewers.values()}
    meetings: dict[int, list[Meeting]] = {}
    for meeting in session.exec(
        select(Meeting)
        .where(col(Meeting.batch_id).in_(batches))
        .order_by(col(Meeting.starts_at), col(Meeting.id))
    ):
        meetings.setdefault(meeting.batch_id, []).append(meeting)
    said = {
        (invitee.meeting_id, invitee.member_id): Coming(invitee.coming)
        for invitee in session.exec(select(Invitee).where(col(Invitee.member_id).in_(members)))
    }
    there = {
        (one.meeting_id, one.member_id)
        for one in session.exec(select(Attendance).where(col(Attendance.member_id).in_(members)))
    }
    found: dict[Asker, Agenda | None] = {}
    for asker in askers:
        viewer = viewers.get(asker.person_id or 0)
        if viewer is None:
            found[asker] = None
            continue
        oversees = viewer.role in (Role.FACILITATOR, Role.LEADER)
        listed = tuple(
            Listed(
                meeting.id or 0,
                meeting.title,
                meeting.starts_at,
                meeting.ends_at,
                MeetingState(meeting.state),
                said.get((meeting.id or 0, viewer.member_id), Coming.NO_WORD),
                (meeting.id or 0, viewer.member_id) in there,
            )
            for meeting in meetings.get(viewer.batch_id, ())
            if oversees or (meeting.id or 0, viewer.member_id) in said
        )
        found[asker] = Agenda(viewer, listed, now)
    return found


def invited_ahead(session: Session, member_ids: Collection[int], now: datetime) -> set[int]:
    """Those of these members whom a meeting waits for that is not over at `now` (aware, UTC)."""
    return set(
        session.exec(
            select(Invitee.member_id)
            .join(Meeting, col(Meeting.id) == Invitee.meeting_id)
            .where(
                col(Invitee.member_id).in_(member_ids),
                Meeting.state == MeetingState.PLANNED,
                Meeting.ends_at > now,
            )
            .distinct()
        )
    )


def load_plannings(
    session: Session, askers: Sequence[Asker], now: datetime
) -> Mapping[Asker, Planning | None]:
    """What each asker chooses from; None where they are no facilitator."""
    viewers = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    planning = {v.batch_id for v in viewers.values() if v.role is Role.FACILITATOR}
    agencies: dict[int, dict[int, str]] = {}
    members: dict[int, list[tuple[int, str]]] = {}
    for member, name, agency in session.exec(
        select(Member, Person.name, Agency)
        .join(Person, col(Person.id) == Member.person_id)
        .join(Agency, col(Agency.id) == Member.agency_id, isouter=True)
        .where(
            col(Member.batch_id).in_(planning),
            Member.role != Role.FACILITATOR,
            col(Person.erased_at).is_(None),
        )
        .order_by(Person.name, col(Member.id))
    ):
        members.setdefault(member.batch_id, []).append((member.id or 0, name))
        if agency is not None:
            agencies.setdefault(member.batch_id, {})[agency.id or 0] = agency.name
    taken: dict[int, set[str]] = {}
    for batch_id, title in session.exec(
        select(Meeting.batch_id, Meeting.title).where(col(Meeting.batch_id).in_(planning))
    ):
        taken.setdefault(batch_id, set()).add(same(title))
    found: dict[Asker, Planning | None] = {}
    for asker in askers:
        viewer = viewers.get(asker.person_id or 0)
        if viewer is None or viewer.batch_id not in planning or viewer.role is not Role.FACILITATOR:
            found[asker] = None
            continue
        by_name = sorted(agencies.get(viewer.batch_id, {}).items(), key=lambda one: one[1].casefold())
        found[asker] = Planning(
            viewer,
            tuple(by_name),
            tuple(members.get(viewer.batch_id, ())),
            frozenset(taken.get(viewer.batch_id, ())),
            now,
        )
    return found
