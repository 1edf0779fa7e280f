"""While the database is away, people hear past it that what they sent is not lost."""

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import structlog

from bot.channels.channel import Channel, Incomprehensible, Throttled, Update
from bot.clock import Clock
from bot.courtesy import one_moment
from bot.i18n import speaking
from bot.messages import Acknowledgement, Act, Message
from bot.outbox.attempts import attempt
from models.inbound import Received

log = structlog.get_logger()

SILENCE = 10.0
"""Seconds that people are left without a word while nothing goes through the database."""

_EXPECT_NO_ANSWER = {Act.BLOCKED, Act.UNBLOCKED, Act.MOVED}


_GONE_AFTER = 60.0
"""Seconds after which what could not be kept, and is not received again, has been kept by another process."""


@dataclass(eq=False)
class _Waiting:
    """Somebody who waits for an answer, since when, and what they sent: by its number, until it has been seen to."""

    since: float
    last: float
    sent: dict[int, Update] = field(default_factory=dict)
    seen_to: set[int] = field(default_factory=set)
    told: bool = False

    def answered(self, number: int) -> bool:
        """Drop an update; whether nothing is left that waits."""
        self.sent.pop(number, None)
        self.seen_to.discard(number)
        return not self.sent and not self.seen_to


class Reassurance:
    """Who has written and not been answered; after a while of that each is told once, and their taps acknowledged.

    It is told only while nothing at all goes through the database: a rush is no reason to say more. For each person an outage ends
    when they have been answered. `after` is in seconds; nothing here is stored, so a restart may tell somebody again.
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
        self._kept: list[tuple[str, Update]] = []
        self._somebody = asyncio.Event()
        self._well_at = monotonic()

    def expect(self, channel: str, updates: Sequence[Update]) -> None:
        """These have come in, perhaps once more, and are to be answered."""
        now = self._monotonic()
        for update in updates:
            if update.address is None or update.address < 0:  # nobody's own chat
                continue
            waiting = self._waiting.setdefault((channel, update.address), _Waiting(now, now))
            waiting.last = now
            if update.update_id not in waiting.seen_to:
                waiting.sent[update.update_id] = update
            self._somebody.set()

    def progress(self) -> None:
        """Something has gone through the database."""
        self._well_at = self._monotonic()

    def kept(self, channel: str, updates: Sequence[Update]) -> None:
        """These have been stored, or had been already."""
        self.progress()
        self._kept += [(channel, update) for update in updates]

    def stored(self) -> Sequence[tuple[str, Update]]:
        """What has been stored since this was last asked, and the channel of each."""
        kept, self._kept = self._kept, []
        return kept

    def answered(self, updates: Iterable[tuple[str, Received | Update]]) -> None:
        """Turns have been taken for these."""
        self.progress()
        for channel, update in updates:
            chat = channel, update.address or 0
            if (waiting := self._waiting.get(chat)) and waiting.answered(update.update_id):
                del self._waiting[chat]
        elsewhere = self._well_at - _GONE_AFTER
        for chat in [chat for chat, waiting in self._waiting.items() if waiting.last < elsewhere]:
            del self._waiting[chat]
        if not self._waiting:
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
            try:
                heard = channel.understand(update.payload, self._clock.now())
            except Incomprehensible:
                heard = None
            if (
                heard and heard.tap_id
            ):  # a late acknowledgement may show nothing, so what is to be read is a message
                await attempt(channel, channel.acknowledge(Acknowledgement(heard.tap_id)))
            if heard and heard.act not in _EXPECT_NO_ANSWER and not waiting.told:
                with speaking(heard.sender_language or self._language):
                    outcome = await attempt(channel, channel.compose(address, Message(one_moment())))
                if isinstance(outcome, Throttled):
                    await asyncio.sleep(outcome.seconds)
                    return  # at the next look
                waiting.told = True
                log.info("told somebody that it will take a moment", channel=channel.name)
            if waiting.sent.pop(number, None):  # else it has been answered meanwhile
                waiting.seen_to.add(number)
