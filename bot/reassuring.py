"""While the database is away, people hear past it that what they sent is not lost."""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import structlog

from bot.channels.channel import Call, Channel, Incomprehensible, Throttled, Update
from bot.clock import Clock
from bot.courtesy import one_moment
from bot.i18n import speaking
from bot.messages import Acknowledgement, Act, Message
from bot.outbox.attempts import attempt

log = structlog.get_logger()

SILENCE = 10.0
"""Seconds that people are left without a word while nothing goes through the database."""

_EXPECT_NO_ANSWER = {Act.BLOCKED, Act.UNBLOCKED, Act.MOVED}


@dataclass(eq=False)
class _Waiting:
    """Somebody who waits for an answer, since when, and what they sent: by its number, until it has been seen to."""

    since: float
    sent: dict[int, Update] = field(default_factory=dict)
    seen_to: set[int] = field(default_factory=set)
    told: bool = False


class Reassurance:
    """Who has written and not been answered; after a while of that each is told once, and their taps acknowledged.

    It is told only while nothing at all goes through the database: a rush is no reason to say more. An outage ends when all that
    had come in has been answered. `after` is in seconds; nothing here is stored, so a restart may tell somebody again.
    """

    def __init__(
        self,
        channels: Mapping[str, Channel],
        clock: Clock,
        language: str,
        after: float = SILENCE,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`language` is spoken with people whose app has told none."""
        self._channels = channels
        self._clock = clock
        self._language = language
        self._after = after
        self._monotonic = monotonic
        self._waiting: dict[tuple[str, int], _Waiting] = {}
        self._somebody = asyncio.Event()
        self._well_at = monotonic()

    def expect(self, channel: str, updates: Sequence[Update]) -> None:
        """These have come in, perhaps once more, and are to be answered."""
        now = self._monotonic()
        for update in updates:
            if update.address is None or update.address < 0:  # nobody's own chat
                continue
            waiting = self._waiting.setdefault((channel, update.address), _Waiting(now))
            if update.update_id not in waiting.seen_to:
                waiting.sent[update.update_id] = update
            self._somebody.set()

    def progress(self) -> None:
        """Something has gone through the database."""
        self._well_at = self._monotonic()

    def answered(self) -> None:
        """All that had come in has been answered."""
        self.progress()
        self._waiting.clear()
        self._somebody.clear()

    async def run(self) -> None:
        """Tell people, until cancelled; one after the other, which keeps it within a messenger's limits."""
        while True:
            await self._somebody.wait()
            await asyncio.sleep(self._after / 10)
            for channel, address, waiting in list(self._left_alone()):
                if self._waiting.get((channel, address)) is waiting:
                    await self._tell(self._channels[channel], address, waiting)

    def _left_alone(self) -> Iterator[tuple[str, int, _Waiting]]:
        before = self._monotonic() - self._after
        for (channel, address), waiting in self._waiting.items():
            if waiting.sent and max(waiting.since, self._well_at) <= before:
                yield channel, address, waiting

    async def _tell(self, channel: Channel, address: int, waiting: _Waiting) -> None:
        for number, update in list(waiting.sent.items()):
            call = self._call(channel, address, update, told=waiting.told)
            outcome = await attempt(channel, call) if call else None
            if isinstance(outcome, Throttled):
                await asyncio.sleep(outcome.seconds)
                return  # at the next look
            if call and not waiting.told:
                waiting.told = True
                log.info(
                    "told somebody that it will take a moment", channel=channel.name, outcome=str(outcome)
                )
            del waiting.sent[number]
            waiting.seen_to.add(number)

    def _call(self, channel: Channel, address: int, update: Update, *, told: bool) -> Call | None:
        try:
            heard = channel.understand(update.payload, self._clock.now())
        except Incomprehensible:
            return None
        if heard.act in _EXPECT_NO_ANSWER:
            return None
        with speaking(heard.sender_language or self._language):
            note = "" if told else one_moment()
        if heard.tap_id:
            return channel.acknowledge(Acknowledgement(heard.tap_id, note, alert=bool(note)))
        return channel.compose(address, Message(note)) if note else None
