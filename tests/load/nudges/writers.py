"""People who write while others are told something, at the pace of people, and how long they wait for an answer."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import perf_counter

from bot.phone.messages import Message
from bot.phone.people import Person
from bot.phone.phone import Phone
from tests.load.bench.crowd import Answerer, Crowd, Script

OPENING = ("/asesmen", "")
ASSEMBLED_WITHIN = 60.0  # seconds


@dataclass(frozen=True)
class Answer:
    """When somebody answered (time.perf_counter), and when what came next had arrived."""

    given_at: float
    next_at: float


@dataclass
class Writers:
    """Each thinks for between `thinking` seconds before every answer."""

    phone: Phone
    people: Sequence[Person]
    scales: Sequence[int]
    thinking: tuple[float, float]
    answers: list[Answer] = field(default_factory=list)
    chance: random.Random = field(default_factory=lambda: random.Random(7))

    async def assemble(self) -> None:
        """Return when each has the first question before them."""
        crowd = Crowd(self.phone, self.people, Script(OPENING, self.scales))
        await crowd.assemble(ASSEMBLED_WITHIN)
        self._everybody = crowd.everybody

    def begin(self) -> None:
        """Let them think about the first question."""
        for one in self._everybody.values():
            if one.asked is not None:
                self._think(one, one.asked)

    def see(self, message: Message) -> None:
        """Something was said to somebody."""
        one = self._everybody.get(message.chat.id)
        if one is None or not one.is_asked_anew(message):
            return
        self.answers.append(Answer(one.acted_at, perf_counter()))
        if len(one.answers) < len(self.scales):
            self._think(one, message)

    def given(self) -> dict[int, list[str]]:
        """What each answered so far, by their address."""
        return {address: one.answers for address, one in self._everybody.items()}

    def _think(self, one: Answerer, message: Message) -> None:
        seconds = self.chance.uniform(*self.thinking)
        asyncio.get_running_loop().call_later(seconds, one.reply, message, self.scales)
