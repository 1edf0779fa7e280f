"""Things come in, well formed and bent, while the bot is killed and time passes; in the end everybody finishes."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from sqlalchemy import Engine
from sqlmodel import Session
from structlog.processors import format_exc_info
from structlog.testing import capture_logs

from bot.clock import StoppedClock
from tests.fuzz.doings import Did, Writes
from tests.fuzz.finishing import Finisher, front
from tests.fuzz.holding import DoesNotHold
from tests.fuzz.intake import Intake, Tally
from tests.fuzz.people import NAMES, STRANGER, neighbourhood
from tests.fuzz.situations import INSIDE, MOVING, OUTSIDE, SITUATIONS, STRANGE
from tests.fuzz.updates import dids

NINE = datetime(2026, 11, 23, 2, tzinfo=UTC)
LONGEST = timedelta(days=5)  # what was received is forgotten after seven days, and its number with it
ROUNDS = 80  # in which everybody can go back to the first question and answer all of them
agents, moving, strange = (
    st.sampled_from([situation.called for situation in some]) for some in (INSIDE + OUTSIDE, MOVING, STRANGE)
)


class AnyUpdates(RuleBasedStateMachine):
    """A small neighbourhood and its bot. `copies` gives a database in which its people are known."""

    def __init__(self, copies: Callable[[], AbstractContextManager[Engine]], tally: Tally) -> None:
        super().__init__()
        self.clock = StoppedClock(NINE)
        self.tally = tally
        self._holds = True
        self._moved = False
        self._stack = ExitStack()
        self.logged = self._stack.enter_context(capture_logs([format_exc_info]))
        self.engine = self._stack.enter_context(copies())
        self._runner = self._stack.enter_context(asyncio.Runner())
        with Session(self.engine) as session:
            self.here = neighbourhood(session, self.clock)
        self.intake = Intake(self.engine, self.here, self.clock, self.logged, tally)
        self._stack.callback(lambda: self._runner.run(self.intake.rig.close()))
        self._runner.run(self.intake.rig.open())

    @initialize(siti=agents, budi=agents, wati=agents, dewi=moving, orang=strange)
    def they_are(self, siti: str, budi: str, wati: str, dewi: str, orang: str) -> None:
        """Everybody has got somewhere."""
        called = zip(NAMES, (siti, budi, wati, dewi, orang), strict=True)
        there = {name: SITUATIONS[situation] for name, situation in called}
        self._do(self.intake.take([Did(name, doing) for name, at in there.items() for doing in at.first]))
        self._do(self.intake.take([Did(name, doing) for name, at in there.items() for doing in at.then]))
        with Session(self.engine) as session:
            talks = {name: front(session, person.id) for name, person in self.here.people.items()}
        asked = {name: talk.waiting if talk else None for name, talk in talks.items()}
        assert asked == {name: at.asked or asked[name] for name, at in there.items()}

    @rule(dids=st.lists(dids(), min_size=1, max_size=8))
    def come_in(self, dids: list[Did]) -> None:
        """One thing after the other is done, and answered."""
        for did in dids:
            self._do(self.intake.take_any([did]))

    @rule(dids=st.lists(dids(), min_size=2, max_size=5), backwards=st.booleans())
    def come_in_together(self, dids: list[Did], backwards: bool) -> None:
        """Several things are done while the bot is busy, and perhaps told in another order."""
        self._do(self.intake.take_any(dids, backwards=backwards))

    @rule(dids=st.lists(dids(), min_size=1, max_size=3), worked=st.booleans())
    def is_killed_meanwhile(self, dids: list[Did], worked: bool) -> None:
        """The bot is killed when it has kept what came in, or has worked on it and sent nothing."""
        self._do(self.intake.take_any(dids, killed_after_work=worked))

    @precondition(lambda self: self.intake.last)
    @rule()
    def come_in_again(self) -> None:
        """Telegram did not hear that the bot has the last updates, and sends them once more."""
        self._do(self.intake.take_again())

    @precondition(lambda self: not self._moved and self.clock.now() < NINE + LONGEST)
    @rule(minutes=st.sampled_from([1, 6, 16, 25, 200, 1_500]))
    def time_passes(self, minutes: int) -> None:
        """The clock moves; what is due is said, what is late is closed, what is not needed is forgotten."""
        self.clock.move(timedelta(minutes=minutes))
        self._do(self.intake.tick())
        self._moved = True

    def teardown(self) -> None:
        """Everybody finishes what they had begun, unless something has gone wrong before."""
        with self._stack:
            if self._holds:
                self._do(self._everybody_finishes())
            self.tally.runs += 1

    def _do(self, what: Coroutine[Any, Any, None]) -> None:
        self._holds = self._moved = False
        try:
            self._runner.run(what)
        except TimeoutError as error:
            raise DoesNotHold(f"it never comes to rest: {self.logged[-3:]}") from error
        self._holds = True

    async def _everybody_finishes(self) -> None:
        finishers = {
            name: Finisher(self.engine, person)
            for name, person in self.here.people.items()
            if name != STRANGER
        }
        for _round in range(ROUNDS):
            dids = [Did(name, doing) for name, who in finishers.items() for doing in who.next()]
            if not dids:
                break
            await self.intake.take(dids)
        for who in finishers.values():
            who.has_what_was_answered()
        await self.intake.take([Did(STRANGER, Writes("halo"))])
