"""The year lived through: a moved clock, the chore and the queue as they are, on a database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import Session

from models.checkins.checkin import CheckIn
from tests.load.year.bot import Bot
from tests.load.year.convening import convening
from tests.load.year.happenings import happenings
from tests.load.year.hearing import Heard
from tests.load.year.moving_in import move_in, people_beside, write
from tests.load.year.plain import Reckoning
from tests.load.year.plain_meetings import Said
from tests.load.year.plan import Plan


@dataclass
class Life:
    """A database in which a plan comes true, as far as the clock has been moved."""

    engine: Engine
    plan: Plan

    def __post_init__(self) -> None:
        self.people = people_beside(self.engine)
        move_in(self.people, self.plan)
        self.bot = Bot(self.engine)
        self.happenings = sorted([*happenings(self.plan), *convening(self.plan)], key=lambda one: one[:2])
        self.reports = sorted(
            (at, who.number, week) for who in self.plan.people for week, at in who.reports.items()
        )
        self._next = self._reported = 0

    def tick(self, now: datetime) -> None:
        """Let happen what has happened until now; then do what the bot does at a tick."""
        self.happen(now)
        self.bot.tick(now)

    def happen(self, now: datetime) -> None:
        """Let people do what they have done until now."""
        if not any(
            place < len(those) and those[place][0] <= now
            for those, place in ((self.happenings, self._next), (self.reports, self._reported))
        ):
            return
        with Session(self.people) as session, session.begin():
            while self._next < len(self.happenings) and self.happenings[self._next][0] <= now:
                self.happenings[self._next][2](session)
                self._next += 1
            rows: list[dict[str, object]] = []
            while self._reported < len(self.reports) and self.reports[self._reported][0] <= now:
                at, number, week = self.reports[self._reported]
                rows.append(
                    {
                        "member_id": number + 1,
                        "week": week,
                        "begun_at": at,
                        "touched_at": at,
                        "handed_in_at": at,
                    }
                )
                self._reported += 1
            write(session, CheckIn, rows)

    def restart(self) -> None:
        """Let the bot go on in a new process."""
        self.bot.restart()

    def close(self) -> None:
        """End it; the database stays."""
        self.bot.close()
        self.people.dispose()
        self.engine.dispose()

    def heard(self) -> Heard:
        """What everybody heard until now."""
        with Session(self.engine) as session:
            return Heard(session)


@dataclass
class Outcome:
    """The year, held against the plain reckoning."""

    expected: Mapping[Said, datetime]
    heard: Heard

    @property
    def missing(self) -> set[Said]:
        """What was to be said, and was not."""
        return set(self.expected) - set(self.heard.said)

    @property
    def extra(self) -> set[Said]:
        """What was not to be said, or was said to them when there was nothing to say."""
        unasked = {(person - 1, "unasked", str(at)) for person, at in self.heard.unasked}
        return set(self.heard.said) - set(self.expected) | unasked

    @property
    def once(self) -> int:
        """How much of what was to be said was said once."""
        return sum(self.heard.said[one] == 1 for one in self.expected)


def outcome(life: Life) -> Outcome:
    """What it came to."""
    return Outcome(Reckoning(life.plan).everything(), life.heard())
