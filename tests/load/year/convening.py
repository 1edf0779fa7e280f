"""What facilitators do about the meetings of a plan, and whoever does not come, as the keepers of the bot take it."""

from collections.abc import Callable, Iterator

from sqlmodel import Session, select

from models.meetings.answering import Answer, keep_answer
from models.meetings.attending import Roll, keep_roll
from models.meetings.audience import Audience
from models.meetings.invitee import Coming
from models.meetings.meeting import Details, MeetingState
from models.meetings.meeting import Meeting as Planned
from models.meetings.planning import Change, NewMeeting, keep_change, keep_new
from models.members import Role
from tests.load.year.happenings import Happening, asker
from tests.load.year.meetings import LASTS, Invited, Meeting, Version
from tests.load.year.moving_in import number_of
from tests.load.year.plan import Plan, Somebody


def convening(plan: Plan) -> Iterator[Happening]:
    """All of it, in no order."""
    hosts = {who.batch: who for who in plan.people if who.role == "facilitator"}
    for meeting in plan.meetings:
        host = hosts[meeting.batch]
        first, *changes = meeting.versions
        yield first.at, meeting.number, _plans(host, meeting, first)
        for sequence, version in enumerate(changes):
            yield version.at, meeting.number, _changes(host, meeting, sequence, version)
        for at, number in meeting.noes:
            yield at, meeting.number, _says_no(plan.people[number], meeting, meeting.on(at))
        if meeting.noted_at:
            seen = [plan.people[number] for number in sorted(meeting.seen)]
            yield meeting.noted_at, meeting.number, _notes(host, meeting, seen)


def _plans(host: Somebody, meeting: Meeting, version: Version) -> Callable[[Session], None]:
    new = NewMeeting(host.batch + 1, number_of(host), _details(meeting, version), _audience(meeting.invited))
    return lambda session: keep_new(session, asker(host), new, version.at)


def _changes(host: Somebody, meeting: Meeting, sequence: int, version: Version) -> Callable[[Session], None]:
    state = MeetingState.PLANNED if version.takes_place else MeetingState.CANCELLED

    def change(session: Session) -> None:
        details = _details(meeting, version)
        wanted = Change(_id(session, meeting), number_of(host), sequence, details, state)
        keep_change(session, asker(host), wanted, version.at)

    return change


def _says_no(who: Somebody, meeting: Meeting, sequence: int) -> Callable[[Session], None]:
    def say(session: Session) -> None:
        answer = Answer(_id(session, meeting), number_of(who), sequence, Coming.NO)
        keep_answer(session, asker(who), answer, meeting.versions[sequence].at)

    return say


def _notes(host: Somebody, meeting: Meeting, seen: list[Somebody]) -> Callable[[Session], None]:
    def note(session: Session) -> None:
        roll = Roll(_id(session, meeting), tuple(map(number_of, seen)))
        keep_roll(session, asker(host), roll, meeting.versions[-1].starts_at)

    return note


def _details(meeting: Meeting, version: Version) -> Details:
    return Details(meeting.title, version.starts_at, version.starts_at + LASTS, place="Aula")


def _audience(invited: Invited) -> Audience:
    return Audience(
        agencies=() if invited.agency is None else (invited.agency + 1,),
        roles=() if invited.role is None else (Role(invited.role),),
        members=tuple(number + 1 for number in sorted(invited.people)),
    )


def _id(session: Session, meeting: Meeting) -> int:
    return session.exec(select(Planned.id).where(Planned.title == meeting.title)).one() or 0
