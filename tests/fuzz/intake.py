"""What people do becomes updates; they are bent, posted, worked on, and what has to hold is looked at."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import note
from sqlalchemy import Engine
from structlog.typing import EventDict

from bot.clock import Clock
from tests.fuzz.bending import bent, written_down
from tests.fuzz.doings import Did, Neighbourhood
from tests.fuzz.holding import (
    DoesNotHold,
    all_is_settled,
    every_call_was_acceptable,
    everybody_was_answered,
    nothing_went_wrong,
    the_sound_were_understood,
)
from tests.fuzz.rig import Rig

Raw = dict[str, Any]


@dataclass
class Tally:
    """How many updates came in, how many of them were bent, and how many calls of the bot's followed.

    `around` are those by which people got where they were, and by which they finished.
    """

    runs: int = 0
    updates: int = 0
    bent: int = 0
    around: int = 0
    calls: int = 0


class Intake:
    """The bot's way in. Whatever does not hold is raised as DoesNotHold."""

    def __init__(
        self, engine: Engine, here: Neighbourhood, clock: Clock, logged: list[EventDict], tally: Tally
    ) -> None:
        """`logged` is where the log goes."""
        self.engine = engine
        self.here = here
        self.logged = logged
        self.tally = tally
        self.rig = Rig(engine, here.phone, clock)
        self.last: list[Raw] = []
        self._bent: list[Raw] = []
        self._numbers: set[int] = set()

    async def take(self, dids: Sequence[Did]) -> None:
        """Take what people do on their way to where they want to be."""
        updates = [update for did in dids for update in self._done(did)]
        self.tally.around += len(updates)
        await self._receive(updates)

    async def take_any(
        self, dids: Sequence[Did], *, backwards: bool = False, killed_after_work: bool | None = None
    ) -> None:
        """Take anything, perhaps in another order; the bot may be killed before it has worked on it, or after."""
        already_bent = len(self._bent)
        updates = [update for did in dids for update in self._done(did)]
        self.tally.updates += len(updates)
        self.tally.bent += len(self._bent) - already_bent
        await self._receive(updates[::-1] if backwards else updates, killed_after_work)
        self.last = updates

    async def take_again(self) -> None:
        """Take the last updates once more."""
        self.tally.updates += len(self.last)
        await self._receive(self.last)
        self.last = []

    async def tick(self) -> None:
        """Say what is due and forget what is not needed."""
        self._begin()
        await self.rig.tick()
        self._hold()

    def _done(self, did: Did) -> list[Raw]:
        """Have it done on a phone; the updates that this made, bent."""
        updates, who = self.here.phone.world.updates, self.here.people[did.who]
        if who.has_blocked:
            who.unblock()
        did.what.do(self.here, who)
        made: list[Raw] = [json.loads(json.dumps(update.as_json())) for update in updates.pending()]
        updates.clear()
        for update in made:
            if said := bent(update, did.bends):
                self._bent.append(update)
                note(f"    {'; '.join(said)}"[:500])
        return made

    async def _receive(self, updates: Sequence[Raw], killed_after_work: bool | None = None) -> None:
        self._begin()
        statuses = await self.rig.post([written_down(update) for update in updates])
        new = [u for u, status in zip(updates, statuses, strict=True) if self._is_new(u, status)]
        if killed_after_work:
            self.rig.take()
        if killed_after_work is not None:
            await self.rig.start_anew()
        await self.rig.work()
        self._hold()
        sound = [update for update in new if update not in self._bent]
        the_sound_were_understood(self.engine, sound)
        everybody_was_answered(self.here.phone, sound, [update for update in new if update in self._bent])

    def _is_new(self, update: Raw, status: int) -> bool:
        """Whether it is an update that the bot has now for the first time."""
        number: Any = update.get("update_id")
        is_update = type(number) is int and abs(number) < 2**63
        if status != (200 if is_update else 400):
            raise DoesNotHold(f"Telegram is answered {status} to {update!r:.900}")
        if not is_update or number in self._numbers:
            return False
        self._numbers.add(number)
        return True

    def _begin(self) -> None:
        self.tally.calls += len(self.here.phone.calls)
        self.here.phone.calls.clear()
        self.logged.clear()

    def _hold(self) -> None:
        nothing_went_wrong(self.logged)
        all_is_settled(self.engine)
        every_call_was_acceptable(self.here.phone)
