"""Telegram's limits on sending, enforced: so many a second overall, in one chat, and a minute in a group."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.phone.refusals import TooManyRequests


@dataclass(slots=True)
class Bucket:
    """Tokens that come back with time: ``rate`` a second, at most ``size`` of them."""

    rate: float
    size: float
    tokens: float
    at: float

    def missing(self, now: float) -> float:
        """Seconds until there is a token; 0 when there is one now."""
        self.tokens = min(self.size, self.tokens + (now - self.at) * self.rate)
        self.at = now
        return 0.0 if self.tokens >= 1 else (1 - self.tokens) / self.rate


@dataclass(slots=True)
class Throttle:
    """The limits of https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this."""

    overall_per_second: float = 30
    chat_per_second: float = 1
    chat_burst: float = 5
    group_per_minute: float = 20
    timer: Callable[[], float] = time.monotonic
    refused: int = 0
    _all: Bucket | None = None
    _chats: dict[int, Bucket] = field(default_factory=dict)

    def spend(self, chat_id: int) -> None:
        """Count one message to this chat. Raises TooManyRequests, counting nothing, when there were too many."""
        now = self.timer()
        if self._all is None:
            size = max(1.0, self.overall_per_second)
            self._all = Bucket(self.overall_per_second, size, size, now)
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = self._bucket(chat_id, now)
        if wait := max(self._all.missing(now), chat.missing(now)):
            self.refused += 1
            raise TooManyRequests(math.ceil(wait))
        self._all.tokens -= 1
        chat.tokens -= 1

    def _bucket(self, chat_id: int, now: float) -> Bucket:
        if chat_id < 0:
            return Bucket(self.group_per_minute / 60, self.group_per_minute, self.group_per_minute, now)
        return Bucket(self.chat_per_second, self.chat_burst, self.chat_burst, now)
