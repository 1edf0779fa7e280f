"""Who waits for what: a line a chat, and of all lines the one whose turn it is. Nothing here does I/O."""

from bisect import insort
from collections import Counter, deque
from collections.abc import Collection
from heapq import heappop, heappush
from itertools import count
from math import inf

from bot.outbox.pacing import Pacer
from bot.outbox.queued import Queued

PATIENCE = 600.0
"""Seconds after which a message has waited long enough to count as one priority more urgent."""


class Line:
    """What waits for one chat, in order of id; at most one message of it is on its way."""

    __slots__ = ("aside", "key", "not_before", "on_its_way", "priorities", "rows", "since", "ticket")

    def __init__(self, key: tuple[int, int], aside: bool) -> None:
        self.key = key
        self.aside = aside  # puts nothing in the chat: waits for no order and counts for no limit
        self.rows: deque[Queued] = deque()
        self.priorities: Counter[int] = Counter()
        self.since = inf
        self.not_before = -inf
        self.on_its_way = False
        self.ticket = 0  # the only valid one of its places in the heaps

    def insert(self, row: Queued, now: float) -> None:
        """Take a place in order of id."""
        if not self.rows:
            self.since = now
        if not self.rows or self.rows[-1].id < row.id:
            self.rows.append(row)
        else:
            insort(self.rows, row, key=lambda other: other.id)
        self.priorities[row.priority] += 1

    def pop(self, now: float) -> Queued:
        """Let the first go."""
        row = self.rows.popleft()
        self.priorities[row.priority] -= 1
        self.since = now
        return row

    @property
    def urgency(self) -> float:
        """Less is sooner. What waits behind lends its urgency to what has to go before it."""
        return self.since + PATIENCE * min(priority for priority, n in self.priorities.items() if n)


class Lines:
    """All lines of one channel. Instants are monotonic seconds; `pacer` keeps the limits."""

    def __init__(self, pacer: Pacer) -> None:
        self.waiting = 0  # messages that are not on their way
        self._pacer = pacer
        self._lines: dict[tuple[int, int], Line] = {}
        self._asides: deque[Line] = deque()
        self._ready: list[tuple[float, int, Line]] = []
        self._later: list[tuple[float, int, Line]] = []
        self._tickets = count(1)

    def add(self, row: Queued, now: float, *, aside: bool = False) -> None:
        """Let a message wait for its turn; one that stands `aside` goes as soon as anything may go."""
        line = self._line_of(row, aside)
        before = line.urgency if line.rows else inf
        line.insert(row, now)
        self.waiting += 1
        if not line.on_its_way and line.urgency < before:
            self._place(line, now)

    def next(self, now: float) -> Queued | None:
        """The message that is to go now, taken out; None where nothing may go before `opens_at`."""
        if now < self._pacer.paused_until:
            return None
        self._wake(now)
        if (
            self._ready and self._pacer.opens_at() <= now
        ):  # what people read goes before what ends a button's waiting
            line = heappop(self._ready)[2]
            self._pacer.take(line.key[0], now)
        elif self._asides:
            line = self._asides.popleft()
        else:
            return None
        line.on_its_way = True
        self.waiting -= 1
        return line.pop(now)

    def opens_at(self, now: float) -> float:
        """When `next` will have something; infinity while that takes a new message or the end of a call."""
        self._wake(now)
        if self._asides:
            return self._pacer.paused_until
        soonest = self._later[0][0] if self._later else inf
        if self._ready:
            soonest = min(soonest, self._pacer.opens_at())
        return max(soonest, self._pacer.paused_until)

    def over(self, row: Queued, now: float) -> None:
        """The message has gone, or never will: the next of its chat may follow."""
        self._end(self._line_with(row), now)

    def again(self, row: Queued, now: float, at: float) -> None:
        """The message takes its place in the chat again; nothing goes to the chat before `at`."""
        line = self._line_with(row)
        line.not_before = at
        line.on_its_way = False
        if not line.aside:
            self._pacer.landed(line.key[0], now)
        line.insert(row, now)
        self.waiting += 1
        self._place(line, now)

    def give_up(self, row: Queued, now: float) -> list[Queued]:
        """The message and all that wait for its chat will never go; those that waited."""
        line = self._line_with(row)
        waited = list(line.rows)
        line.rows.clear()
        line.priorities.clear()
        self.waiting -= len(waited)
        self._end(line, now)
        return waited

    def withdraw(self, ids: Collection[int]) -> list[Queued]:
        """Those of these messages that are not on their way, taken out: they will never go."""
        wanted = set(ids)
        withdrawn: list[Queued] = []
        for line in list(self._lines.values()) if wanted else ():
            found = [row for row in line.rows if row.id in wanted]
            for row in found:
                line.rows.remove(row)
                line.priorities[row.priority] -= 1
            if found and not line.rows and not line.on_its_way:
                del self._lines[line.key]
            withdrawn += found
        self.waiting -= len(withdrawn)
        return withdrawn

    def pause(self, until: float) -> None:
        """Let nothing go before then."""
        self._pacer.pause(until)

    def _line_of(self, row: Queued, aside: bool) -> Line:
        key = (row.address, row.id if aside else 0)
        if key not in self._lines:
            self._lines[key] = Line(key, aside)
        return self._lines[key]

    def _line_with(self, row: Queued) -> Line:
        return self._lines.get((row.address, row.id)) or self._lines[row.address, 0]

    def _end(self, line: Line, now: float) -> None:
        line.on_its_way = False
        if not line.aside:
            self._pacer.landed(line.key[0], now)
        if line.rows:
            self._place(line, now)
        else:
            del self._lines[line.key]

    def _place(self, line: Line, now: float) -> None:
        """Put a line where it belongs, and forget where it was."""
        line.ticket = next(self._tickets)
        opens_at = (
            line.not_before if line.aside else max(line.not_before, self._pacer.chat_opens_at(line.key[0]))
        )
        if opens_at > now:
            heappush(self._later, (opens_at, line.ticket, line))
        elif line.aside:
            self._asides.append(line)
        else:
            heappush(self._ready, (line.urgency, line.ticket, line))

    def _wake(self, now: float) -> None:
        """Move what has waited out its pause, and drop places that are no longer valid."""
        while self._later and (self._later[0][0] <= now or _stale(self._later[0])):
            place = heappop(self._later)
            if not _stale(place):
                self._place(place[2], now)
        while self._ready and _stale(self._ready[0]):
            heappop(self._ready)


def _stale(place: tuple[float, int, Line]) -> bool:
    _, ticket, line = place
    return ticket != line.ticket or line.on_its_way or not line.rows
