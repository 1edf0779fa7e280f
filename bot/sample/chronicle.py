"""The past of the sample, lived through in order: everybody does what they did, and the bot what it does about it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta

from sqlmodel import Session, col, select

from bot.sample.broadcasting import broadcast
from bot.sample.cast import Cast, come_in
from bot.sample.looking_back import judge
from bot.sample.meeting import MEETING
from bot.sample.planning import PLANNING
from bot.sample.reporting import REPORTING
from bot.sample.reviewing import REVIEWING
from bot.sample.scene import Scene
from bot.sample.stories import Calendar, Event
from bot.sample.writing import WRITING
from models.availability.quiet_hours import NEVER_QUIET
from models.checkins.blockers import escalate_blockers
from models.checkins.upkeep import see_to_checkins
from models.meetings.upkeep import see_to_meetings
from models.nudges import Nudge, NudgeState, settle
from models.quickwins.rules import Rules
from models.reviews.upkeep import see_to_reviews

MORNING = time(8)
"""When the bot looked after what it does by itself on each of the days."""


def join(scene: Scene, event: Event) -> None:
    """Somebody opens their invitation and agrees."""
    come_in(scene.session, scene.cast, event.who, event.at.astimezone(UTC))


DOINGS: Mapping[str, Callable[[Scene, Event], None]] = {
    "come_in": join,
    "judge": judge,
    **WRITING,
    **REVIEWING,
    **PLANNING,
    **REPORTING,
    **MEETING,
    "broadcast": broadcast,
}
"""What can be done in a story, by its word."""


class Chronicle:
    """Tells events to the keepers, each at its time."""

    def __init__(self, session: Session, cast: Cast, rules: Rules, calendar: Calendar) -> None:
        self.session = session
        self.calendar = calendar
        self.scene = Scene(session, cast, rules, calendar)
        self._seen_to: datetime | None = None  # up to when the bot has done what it does by itself
        self._unheard: set[int] = set()  # nudges that people will hear of when the demo begins

    def live_through(self, events: Sequence[Event]) -> None:
        """Let them happen, in the order in which they are given."""
        for event in events:
            self._pass_time(event.at)
            DOINGS[event.does](self.scene, event)
            self._let_hear(event.at, heard=event.heard)

    def _pass_time(self, until: datetime) -> None:
        """Do what the bot does by itself on every morning up to an instant; what was due until then has been heard."""
        morning = datetime.combine(until.date(), MORNING, self.calendar.zone)
        first = self._seen_to or morning
        while first <= until:
            self._see_to_everything(first.astimezone(UTC))
            self._let_hear(first, heard=True)
            first += timedelta(days=1)
        self._seen_to = first
        self._let_hear(until, heard=True)

    def _see_to_everything(self, now: datetime) -> None:
        session, rules = self.session, self.scene.rules
        see_to_reviews(session, now, NEVER_QUIET, rules=rules)
        see_to_checkins(session, now, NEVER_QUIET, working=rules.working, rules=rules.checkins)
        escalate_blockers(session, now, NEVER_QUIET, rules=rules)
        see_to_meetings(session, now, NEVER_QUIET, rules=rules.meetings)

    def _let_hear(self, at: datetime, *, heard: bool) -> None:
        waiting = set(
            self.session.exec(
                select(Nudge.id).where(
                    Nudge.state == NudgeState.WAITING, col(Nudge.due_at) <= at.astimezone(UTC)
                )
            )
        )
        new = {nudge for nudge in waiting if nudge is not None} - self._unheard
        if heard:
            settle(self.session, new, {}, at.astimezone(UTC))
        else:
            self._unheard |= new
