"""Things come in, well formed and bent, while the bot is killed and time passes; in the end everybody finishes."""

import asyncio
import json
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from sqlalchemy import Engine
from sqlmodel import Session
from structlog.processors import format_exc_info
from structlog.testing import capture_logs

from bot.clock import StoppedClock
from bot.phone.people import Person
from tests.fuzz.bending import bent, written_down
from tests.fuzz.doings import Did, Writes
from tests.fuzz.finishing import Finisher
from tests.fuzz.holding import (
    DoesNotHold,
    all_is_settled,
    every_call_was_acceptable,
    everybody_was_answered,
    nothing_went_wrong,
    the_sound_were_understood,
)
from tests.fuzz.people import INSIDE, MOVING, NAMES, OUTSIDE, SITUATIONS, STRANGE, STRANGER, neighbourhood
from tests.fuzz.rig import Rig
from tests.fuzz.updates import dids

NINE = datetime(2026, 11, 23, 2, tzinfo=UTC)
LONGEST = timedelta(days=5)  # what was received is forgotten after seven days, and its number with it
agents, moving, strange = (
    st.sampled_from([situation.called for situation in some]) for some in (INSIDE + OUTSIDE, MOVING, STRANGE)
)


@dataclass
class Tally:
    """How many updates came in, how many of them were bent, and how many calls of the bot's followed.

    Not counted as updates are those by which people got where they were, and by which they finished.
    """

    runs: int = 0
    updates: int = 0
    bent: int = 0
    around: int = 0
    calls: int = 0


class AnyUpdates(RuleBasedStateMachine):
    """A small neighbourhood and its bot. `copies` gives a database in which its people are known."""

    def __init__(self, copies: Callable[[], AbstractContextManager[Engine]], tally: Tally) -> None:
        super().__init__()
        self.tally = tally
        self.clock = StoppedClock(NINE)
        self._numbers: set[int] = set()
        self._holds = True
        self._moved = False
        self._bent: list[dict[str, Any]] = []
        self._last: list[dict[str, Any]] = []
        self._stack = ExitStack()
        self.logged = self._stack.enter_context(capture_logs([format_exc_info]))
        self.engine = self._stack.enter_context(copies())
        self._runner = self._stack.enter_context(asyncio.Runner())
        with Session(self.engine) as session:
            self.here = neighbourhood(session, self.clock)
        self.rig = Rig(self.engine, self.here.phone, self.clock)
        self._stack.callback(lambda: self._runner.run(self.rig.close()))
        self._runner.run(self.rig.open())

    @initialize(siti=agents, budi=agents, wati=agents, dewi=moving, orang=strange)
    def they_are(self, siti: str, budi: str, wati: str, dewi: str, orang: str) -> None:
        """Everybody has got somewhere."""
        called = zip(NAMES, (siti, budi, wati, dewi, orang), strict=True)
        situations = {name: SITUATIONS[situation] for name, situation in called}
        first = [did for name, situation in situations.items() for did in situation.begun_by(name)]
        self._do(self._come_in(first))
        then = [did for name, situation in situations.items() for did in situation.gone_on_with_by(name)]
        if then:
            self._do(self._come_in(then))

    @rule(dids=st.lists(dids(), min_size=1, max_size=8))
    def come_in(self, dids: list[Did]) -> None:
        """One thing after the other is done, and answered."""
        for did in dids:
            self._do(self._something_comes_in([did]))

    @rule(dids=st.lists(dids(), min_size=2, max_size=5), backwards=st.booleans())
    def come_in_together(self, dids: list[Did], backwards: bool) -> None:
        """Several things are done while the bot is busy, and perhaps told in another order."""
        self._do(self._something_comes_in(dids, backwards=backwards))

    @rule(dids=st.lists(dids(), min_size=1, max_size=3), worked=st.booleans())
    def is_killed_meanwhile(self, dids: list[Did], worked: bool) -> None:
        """The bot is killed when it has kept what came in, or has worked on it and sent nothing."""
        self._do(self._something_comes_in(dids, killed_after_work=worked))

    @precondition(lambda self: self._last)
    @rule()
    def come_in_again(self) -> None:
        """Telegram did not hear that the bot has the last updates, and sends them once more."""
        last, self._last = self._last, []
        self.tally.updates += len(last)
        self._do(self._receive(last))

    @precondition(lambda self: not self._moved and self.clock.now() < NINE + LONGEST)
    @rule(minutes=st.sampled_from([1, 6, 16, 25, 200, 1_500]))
    def time_passes(self, minutes: int) -> None:
        """The clock moves; what is due is said, what is late is closed, what is not needed is forgotten."""
        self._moved = True
        self.clock.move(timedelta(minutes=minutes))
        self._do(self._tick())

    def teardown(self) -> None:
        """Everybody finishes what they had begun, unless something has gone wrong before."""
        with self._stack:
            if self._holds:
                self._do(self._everybody_finishes())
            self.tally.runs += 1

    def _do(self, what: Coroutine[Any, Any, None]) -> None:
        self._holds = False
        try:
            self._runner.run(what)
        except TimeoutError as error:
            raise DoesNotHold(f"it never comes to rest: {self.logged[-3:]}") from error
        self._holds = True

    async def _tick(self) -> None:
        self._begin()
        await self.rig.tick()
        self._hold()

    async def _something_comes_in(
        self, dids: Sequence[Did], *, backwards: bool = False, killed_after_work: bool | None = None
    ) -> None:
        before = len(self._bent)
        updates = [update for did in dids for update in self._done(did)]
        self.tally.updates += len(updates)
        self.tally.bent += len(self._bent) - before
        await self._receive(updates[::-1] if backwards else updates, killed_after_work)
        self._last, self._moved = updates, False

    async def _come_in(self, dids: Sequence[Did]) -> None:
        updates = [update for did in dids for update in self._done(did)]
        self.tally.around += len(updates)
        await self._receive(updates)

    def _done(self, did: Did) -> list[dict[str, Any]]:
        """Have it done on a phone; the updates that this made, bent."""
        updates, who = self.here.phone.world.updates, self.here.people[did.who]
        if who.has_blocked:
            who.unblock()
        did.what.do(self.here, who)
        made = [json.loads(json.dumps(update.as_json())) for update in updates.pending()]
        updates.clear()
        for update in made:
            said = bent(update, did.bends)
            if said:
                self._bent.append(update)
                note(f"    {'; '.join(said)}"[:500])
        return made

    async def _receive(self, updates: list[dict[str, Any]], killed_after_work: bool | None = None) -> None:
        self._begin()
        bodies = [written_down(update) for update in updates]
        statuses = await self.rig.post(bodies)
        new = [
            update for update, status in zip(updates, statuses, strict=True) if self._is_new(update, status)
        ]
        sound = [update for update in new if update not in self._bent]
        if killed_after_work:
            self.rig.take()
        if killed_after_work is not None:
            await self.rig.start_anew()
        await self.rig.work()
        self._hold()
        the_sound_were_understood(self.engine, sound)
        everybody_was_answered(self.here.phone, sound, [update for update in new if update in self._bent])

    def _is_new(self, update: dict[str, Any], status: int) -> bool:
        """Whether it is an update that the bot has now for the first time."""
        number = update.get("update_id")
        is_update = type(number) is int and abs(number) < 2**63
        if status != (200 if is_update else 400):
            raise DoesNotHold(f"Telegram is answered {status} to {str(update)[:600]}")
        is_new = is_update and number not in self._numbers
        self._numbers.add(number if is_update else 0)
        return is_new

    def _begin(self) -> None:
        self.tally.calls += len(self.here.phone.calls)
        self.here.phone.calls.clear()
        self.logged.clear()

    def _hold(self) -> None:
        nothing_went_wrong(self.logged)
        all_is_settled(self.engine)
        every_call_was_acceptable(self.here.phone)

    async def _everybody_finishes(self) -> None:
        finishers = {
            name: Finisher(self.engine, person)
            for name, person in self.here.people.items()
            if name != STRANGER
        }
        for _round in range(80):
            dids = [Did(name, doing) for name, who in finishers.items() for doing in who.next()]
            if not dids:
                break
            await self._come_in(dids)
        else:
            raise DoesNotHold(
                f"no end in sight: {[_screen(who.person) for who in finishers.values() if who.next()]}"
            )
        for who in finishers.values():
            who.has_what_was_answered()
        await self._come_in([Did(STRANGER, Writes("halo"))])


def _screen(person: Person) -> list[str]:
    return [message.text for message in person.messages[-4:]]
