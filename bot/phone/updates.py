"""Updates: what happened, until the bot has confirmed that it knows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from bot.clock import Clock
from bot.phone.changes import Changes

KEPT = timedelta(hours=24)
"""Telegram forgets updates that nobody has fetched for this long."""

SILENT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Types that are sent only to bots that ask for them by name."""


@dataclass(frozen=True, slots=True)
class Update:
    """One update: its type is the Bot API's field name, ``queue`` the chat whose updates keep their order."""

    id: int
    kind: str
    payload: dict[str, Any]
    queue: int
    at: datetime

    def as_json(self) -> dict[str, Any]:
        """Update."""
        return {"update_id": self.id, self.kind: self.payload}


class Updates:
    """The bot's queue, oldest first."""

    def __init__(self, clock: Clock, changes: Changes) -> None:
        self._clock = clock
        self._changes = changes
        self._pending: dict[int, Update] = {}
        self._last_id = 730_000_000
        self.allowed: frozenset[str] = frozenset()
        """Types the bot asked for; empty means all but the silent ones."""

    @property
    def last_id(self) -> int:
        """The number of the newest update, confirmed or not."""
        return self._last_id

    def go_on_after(self, update_id: int) -> None:
        """Number further updates beyond this one: an earlier phone gave the same bot all up to it."""
        self._last_id = max(self._last_id, update_id)

    def put(self, kind: str, payload: dict[str, Any], queue: int) -> None:
        """Something happened. It is dropped when the bot did not ask for such updates."""
        if kind not in self.allowed if self.allowed else kind in SILENT:
            return
        self._last_id += 1
        self._pending[self._last_id] = Update(self._last_id, kind, payload, queue, self._clock.now())
        self._changes.note("update", None)

    def confirm_before(self, update_id: int) -> None:
        """Forget all updates with a smaller id: the bot has them."""
        while self._pending and (oldest := next(iter(self._pending))) < update_id:
            del self._pending[oldest]
        self._changes.note("update", None)

    def confirm(self, update_id: int) -> None:
        """Forget one update: the webhook has it."""
        self._pending.pop(update_id, None)
        self._changes.note("update", None)

    def keep_last(self, count: int) -> None:
        """Forget all but the newest ones."""
        for known in list(self._pending)[:-count]:
            del self._pending[known]
        self._changes.note("update", None)

    def clear(self) -> None:
        """Forget all."""
        self._pending.clear()
        self._changes.note("update", None)

    def pending(self, limit: int | None = None) -> list[Update]:
        """Updates the bot has not confirmed, oldest first."""
        self._forget_old()
        return list(islice(self._pending.values(), limit))

    def __len__(self) -> int:
        return len(self._pending)

    def _forget_old(self) -> None:
        horizon = self._clock.now() - KEPT
        while self._pending:
            oldest = next(iter(self._pending.values()))
            if oldest.at >= horizon:
                break
            del self._pending[oldest.id]
