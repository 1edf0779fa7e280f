"""People who act by themselves while the visitor looks on: some by the sample's script, all by their habits.

The phone of whoever the visitor has acted for is the visitor's from then on, and on the one that is open on the page
nothing is begun. Somebody does something every few seconds; before the clock is moved, they do what they would have
done until then.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zlib import crc32

import structlog

from bot.demo.doings import Doing, can_do, do
from bot.demo.habits import begin, go_on, is_pressing
from bot.demo.life import Settled
from bot.demo.remarks import Remarks
from bot.phone.messages import Message
from bot.phone.people import Person
from bot.phone.phone import Phone
from bot.phone.viewers import CannotDo

log = structlog.get_logger()

BEAT = 1.0  # seconds of real time between looks at who would like to do something
PACE = timedelta(seconds=7)  # between two doings, whosever they are
MOST = 100  # doings at once, before the clock is moved by a day at most
JUST_NOW = timedelta(
    minutes=1
)  # what came in up to so long after the demo began was there when the visitor came


@dataclass(frozen=True)
class Errand:
    """What somebody sets out to do, so long after the visitor has come."""

    who: str
    after: timedelta
    does: Sequence[Doing]


@dataclass
class Resident:
    """Somebody, and what they are at."""

    person: Person
    decides: bool
    errands: list[Errand]
    doing: list[Doing] = field(default_factory=list)
    under_way: bool = False  # something that they have begun by habit
    begun: set[int] = field(default_factory=set)  # the messages with which they began something


class Everyday:
    """Goes on for as long as the demo does."""

    def __init__(
        self,
        phone: Phone,
        people: Mapping[str, Person],
        errands: Sequence[Errand],
        decides: str,
        settled: Settled,
    ) -> None:
        """`decides` is the facilitator who decides by themselves."""
        self._phone = phone
        self._settled = settled
        self._remarks = Remarks.read()
        self._began = self._last = phone.clock.now()
        self._time = timedelta()
        self._turn = asyncio.Lock()
        self._residents = [
            Resident(person, name == decides, [one for one in errands if one.who == name])
            for name, person in people.items()
        ]

    async def go_on(self) -> None:
        """Let people do things until cancelled."""
        while True:
            await asyncio.sleep(BEAT)
            async with self._turn:
                await self._beat()

    async def live_through(self, span: timedelta) -> None:
        """Let people do what they would do in a span of time, before the clock is moved over it."""
        async with self._turn:
            until = self._phone.clock.now() + span
            for _doing in range(min(int(span / PACE), MOST)):
                if not await self._somebody_acts(until):
                    break
            self._last += span

    async def _beat(self) -> None:
        now = self._phone.clock.now()
        self._time += now - self._last
        self._last = now
        if self._time >= PACE:
            self._time = timedelta()
            await self._somebody_acts(now)

    async def _somebody_acts(self, now: datetime) -> bool:
        """Let the first who would like to do something do it; whether there was anybody."""
        for resident in self._residents:
            doing = self._wish(resident, now)
            if doing is None:
                continue
            self._residents.remove(resident)  # next time others come first
            self._residents.append(resident)
            try:
                do(resident.person, doing)
                await self._settled()
                resident.person.look()
            except (CannotDo, TimeoutError) as why:
                log.info("somebody in the demo could not go on", who=resident.person.name, why=str(why))
                resident.doing, resident.under_way = [], False
            return True
        return False

    def _wish(self, resident: Resident, now: datetime) -> Doing | None:
        """What somebody would like to do now; what they have set out to do goes before what is asked of them."""
        person = resident.person
        is_visitors = person.id in self._phone.used
        if is_visitors or person.has_blocked or not person.conversation.chat.started:
            return None
        watched = self._phone.watched == resident.person.id
        if not resident.doing and not watched and not resident.under_way:
            self._set_out(resident, now)
        if resident.doing:
            return resident.doing.pop(0)
        if resident.under_way:
            doing = go_on(resident.person, self._remarks, decides=resident.decides)
            resident.under_way = doing is not None
            if doing is not None:
                return doing
        return None if watched else self._begin(resident, now)

    def _begin(self, resident: Resident, now: datetime) -> Doing | None:
        """What somebody begins with now, where something is asked of them that they have left for long enough."""
        wish = begin(resident.person, self._remarks, decides=resident.decides, leaving=resident.begun)
        if wish is None or not self._is_time(resident.person, wish.message, now):
            return None
        resident.begun.add(wish.message.id)
        resident.under_way = True
        return wish.doing

    def _set_out(self, resident: Resident, now: datetime) -> None:
        due = [
            one
            for one in resident.errands
            if now - self._began >= one.after and can_do(resident.person, one.does[0])
        ]
        if due:
            resident.errands.remove(due[0])
            resident.doing = list(due[0].does)

    def _is_time(self, person: Person, message: Message, now: datetime) -> bool:
        """Whether it has stood there for as long as they let such things stand."""
        wait = timedelta(seconds=40 + crc32(f"{person.name} {message.id}".encode()) % 80)
        was_there = message.date <= self._began + JUST_NOW and not is_pressing(person, message)
        return now - max(message.date, self._began) >= (wait * 150 if was_there else wait)
