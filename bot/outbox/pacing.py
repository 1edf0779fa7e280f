"""When a message may go: pure arithmetic on monotonic seconds, without a clock of its own."""

from collections import deque
from math import inf

from bot.outbox.limits import Limits

HEADROOM = 0.99
"""The part of the overall rate that is used, so that delays on the way never add up to more than is allowed."""
CATCH_UP = 0.1
"""Seconds of the overall rate that may be made up for when the sender woke late."""


class Bucket:
    """So many at once, then evenly: the generic cell rate algorithm, the same as a bucket of tokens.

    `rate` is in events a second; `burst` of them may come at once.
    """

    __slots__ = ("_full_at", "_gap", "_slack")

    def __init__(self, rate: float, burst: float) -> None:
        self._gap = 1 / rate
        self._slack = (burst - 1) / rate
        self._full_at = -inf

    def opens_at(self) -> float:
        """The first instant at which one may go."""
        return self._full_at - self._slack

    def take(self, now: float) -> None:
        """Count one that goes now."""
        self._full_at = max(self._full_at, now) + self._gap

    def landed(self, now: float) -> None:
        """Count the one that went last as if it had gone only now, because by now it has surely arrived."""
        self._full_at = max(self._full_at, now + self._gap)

    def is_full(self, now: float) -> bool:
        """Whether nothing is left to remember."""
        return self._full_at <= now


class Window:
    """At most so many in any span of so many seconds."""

    __slots__ = ("_seconds", "_times")

    def __init__(self, count: int, seconds: float) -> None:
        self._seconds = seconds
        self._times: deque[float] = deque(maxlen=count)

    def opens_at(self) -> float:
        """The first instant at which one may go."""
        full = len(self._times) == self._times.maxlen
        return self._times[0] + self._seconds if full else -inf

    def take(self, now: float) -> None:
        """Count one that goes now."""
        self._times.append(now)

    def landed(self, now: float) -> None:
        """Count the one that went last as if it had gone only now, because by now it has surely arrived."""
        self._times[-1] = max(self._times[-1], now)

    def is_full(self, now: float) -> bool:
        """Whether nothing is left to remember."""
        return not self._times or self._times[-1] + self._seconds <= now


class Pacer:
    """Keeps one bot within its limits. In one chat a message goes only after the one before has landed."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._paused_until = -inf
        self._chats: dict[int, tuple[Bucket | Window, ...]] = {}
        self._swept_at_size = 1_000
        rate = limits.per_second and limits.per_second * HEADROOM
        self._all = Bucket(rate, 1 + CATCH_UP * rate) if rate else None

    @property
    def paused_until(self) -> float:
        """Before this instant nothing may be sent at all."""
        return self._paused_until

    def opens_at(self) -> float:
        """The first instant at which a message may go to a chat that is itself within its limits."""
        return max(self._paused_until, self._all.opens_at()) if self._all else self._paused_until

    def chat_opens_at(self, address: int) -> float:
        """The first instant at which this chat is within its limits; a group's address is negative."""
        return max((limit.opens_at() for limit in self._chats.get(address, ())), default=-inf)

    def take(self, address: int, now: float) -> None:
        """Count a message that goes to this chat now."""
        if self._all:
            self._all.take(now)
        if (limits := self._chats.get(address)) is None:
            self._sweep(now)
            limits = self._chats[address] = self._limits_of(address)
        for limit in limits:
            limit.take(now)

    def landed(self, address: int, now: float) -> None:
        """The last message to this chat has arrived, or will never."""
        for limit in self._chats.get(address, ()):
            limit.landed(now)

    def pause(self, until: float) -> None:
        """Let nothing go before then; a longer pause stands."""
        self._paused_until = max(self._paused_until, until)

    def _limits_of(self, address: int) -> tuple[Bucket | Window, ...]:
        limits: list[Bucket | Window] = []
        if self._limits.per_chat:
            limits.append(Bucket(self._limits.per_chat, self._limits.chat_burst))
        if self._limits.per_group_minute and address < 0:
            count = max(1, int(self._limits.per_group_minute))
            limits.append(Window(count, 60 * count / self._limits.per_group_minute))
        return tuple(limits)

    def _sweep(self, now: float) -> None:
        """Forget chats that were quiet for long; seldom, so that it costs nothing."""
        if len(self._chats) < self._swept_at_size:
            return
        self._chats = {
            address: limits
            for address, limits in self._chats.items()
            if not all(limit.is_full(now) for limit in limits)
        }
        self._swept_at_size = max(1_000, 2 * len(self._chats))
