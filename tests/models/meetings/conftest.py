"""A batch that meets: Siti and Budi are invited, Made holds the meetings; all have agreed to be written to."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from models.asking import Asker
from models.availability.quiet_hours import NEVER_QUIET, QuietHours
from models.consents import TEXT_VERSION, Consent
from models.meetings.audience import Audience
from models.meetings.cards import MeetingCard
from models.meetings.invitee import Invitee
from models.meetings.library import load_cards
from models.meetings.meeting import Details, Meeting
from models.meetings.planning import Change, keep_change
from models.meetings.upkeep import see_to_meetings
from models.members import Role
from models.nudges import Nudge, NudgeState
from models.people import Person
from tests.models.conftest import City
from tests.rig.meetings import plan_meeting


@dataclass
class Room:
    """The people, and what is done and told."""

    city: City
    siti: Person
    budi: Person
    made: Person

    def plan(self, title: str = "Sesi 1", *, days: int = 10, audience: Audience | None = None) -> Meeting:
        """A meeting of two hours, so many days from now."""
        starts_at = self.city.now + timedelta(days=days)
        details = Details(title, starts_at, starts_at + timedelta(hours=2), "Wulan", "Aula")
        return plan_meeting(
            self.city.session, self.city.batch.id or 0, self.city.now, details, audience or Audience()
        )

    def look(self, now: datetime, quiet: QuietHours = NEVER_QUIET) -> None:
        """A tick at an instant."""
        self.city.session.flush()  # a tick has a transaction of its own
        see_to_meetings(self.city.session, now, quiet)

    def told(self, script: str) -> list[tuple[str, str, datetime]]:
        """Who is told by a conversation, of what, and when it is due; what is not said any more is left out."""
        wanted = (
            select(Person.name, Nudge.subject, Nudge.due_at)
            .join(Nudge, col(Nudge.person_id) == Person.id)
            .where(Nudge.script == script, Nudge.state != NudgeState.DROPPED)
            .order_by(col(Nudge.id))
        )
        return [(name, subject, due) for name, subject, due in self.city.session.exec(wanted)]

    def give(self, at: datetime) -> None:
        """Whatever waits is said at an instant."""
        for nudge in self.city.session.exec(select(Nudge).where(Nudge.state == NudgeState.WAITING)).all():
            nudge.state, nudge.given_at = NudgeState.GIVEN, at
        self.city.session.flush()

    def card(
        self, meeting: Meeting, person: Person, now: datetime | None = None, after: str = ""
    ) -> MeetingCard | None:
        """The meeting as somebody sees it; `after` is what stands behind its id in the subject."""
        asker = self.asker(person, f"{meeting.id}{after}")
        return load_cards(self.city.session, [asker], now or self.city.now)[asker]

    def asker(self, person: Person, subject: str = "", at: datetime | None = None) -> Asker:
        """Somebody in a talk that was opened at an instant."""
        return self.city.asker(person.id or 0, subject, person)._replace(opened_at=at or self.city.now)

    def change(self, meeting: Meeting, at: datetime, reason: str = "", **what: Any) -> None:
        """Made changes it."""
        made = self.city.member(self.made).id or 0
        wanted = Change(meeting.id or 0, made, meeting.sequence, meeting.details, reason=reason)
        fields = {name: what.pop(name) for name in ("state",) if name in what}
        wanted = replace(wanted, details=replace(wanted.details, **what), **fields)
        keep_change(self.city.session, self.asker(self.made), wanted, at)
        self.city.session.expire_all()

    def invitee(self, meeting: Meeting, person: Person) -> Invitee:
        """The row of somebody's invitation."""
        member = self.city.member(person).id
        wanted = select(Invitee).where(Invitee.meeting_id == meeting.id, Invitee.member_id == member)
        return self.city.session.exec(wanted).one()


@pytest.fixture
def room(city: City) -> Room:
    """The room before anything is planned."""
    people = [
        city.person("Siti Aminah"),
        city.person("Budi Hartono"),
        city.person("Made Suardana", Role.FACILITATOR),
    ]
    for person in people:
        agree(city, person)
    return Room(city, *people)


def agree(city: City, person: Person) -> None:
    """They agree to be written to."""
    city.session.add(
        Consent(person_id=person.id or 0, text_version=TEXT_VERSION, language="id", given_at=city.now)
    )
    city.session.flush()
