"""A meeting as somebody sees it: everything about it, who comes and who was there, and what they themselves said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.meetings.attendance import Attendance, is_open
from models.meetings.invitee import Coming
from models.meetings.meeting import Details, MeetingState
from models.members import Role
from models.memberships import Membership


@dataclass(frozen=True)
class Guest:
    """Somebody invited: what they said, and whether they were there."""

    member: Membership
    coming: Coming
    reason: str
    attendance: Attendance | None


@dataclass(frozen=True)
class Thing:
    """A link or a file that goes with a meeting; `file` as bot.messages.SentFile has it."""

    id: int
    name: str
    link: str
    file: Mapping[str, object] | None


@dataclass(frozen=True)
class MeetingCard:
    """One meeting, seen by an invitee or by who holds it. Instants are aware, in UTC; `zone` is the batch's, IANA."""

    id: int
    uid: str
    sequence: int
    state: MeetingState
    details: Details
    changed_at: datetime
    reason: str  # of the last change
    recap: str
    viewer: Membership
    invited: bool
    coming: Coming
    why_not: str
    attendance: Attendance | None  # the viewer's own
    is_counted: bool  # whether it was written down of anybody that they were there
    has_given_feedback: bool
    materials: tuple[Thing, ...]
    guests: tuple[Guest, ...]  # by name; nobody where it is not the viewer's to see
    uninvited: tuple[tuple[int, str], ...]  # the others of the batch by name, where the viewer holds it
    feedback: tuple[tuple[int, int, str], ...]  # useful, clear, words; where it is the viewer's to read
    told: (
        Details | None
    )  # what it said when they were last told of it; None where they have not been, or nothing has changed
    is_news: bool  # whether it has been changed since then
    secret: str  # "" where the viewer does not hold it
    other_titles: frozenset[str]  # of the batch's other meetings, as `same` leaves them
    now: datetime

    @property
    def hosts(self) -> bool:
        """Whether who looks at it holds it."""
        return self.viewer.role is Role.FACILITATOR

    @property
    def is_planned(self) -> bool:
        """Whether it takes place."""
        return self.state is MeetingState.PLANNED

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.details.ends_at <= self.now

    @property
    def may_answer(self) -> bool:
        """Whether who looks at it may still say whether they come."""
        return self.invited and self.is_planned and not self.is_over and self.attendance is None

    @property
    def may_change(self) -> bool:
        """Whether who looks at it may still change it, or call it off."""
        return self.hosts and self.is_planned and not self.is_over

    @property
    def is_open(self) -> bool:
        """Whether people may say now that they are there."""
        return self.is_planned and is_open(self.details.starts_at, self.details.ends_at, self.now)

    @property
    def has_begun(self) -> bool:
        """Whether it is under way, or over."""
        return self.is_planned and self.details.starts_at <= self.now

    @property
    def may_mark(self) -> bool:
        """Whether it can be said who is there, or was."""
        return self.hosts and (self.is_open or self.has_begun)

    def who(self, coming: Coming) -> Sequence[Guest]:
        """The guests who said so."""
        return [guest for guest in self.guests if guest.coming is coming]

    @property
    def present(self) -> Sequence[Guest]:
        """The guests who were there."""
        return [guest for guest in self.guests if guest.attendance]

    @property
    def missing(self) -> Sequence[Guest]:
        """Those who were not, or not yet."""
        return [guest for guest in self.guests if not guest.attendance]
