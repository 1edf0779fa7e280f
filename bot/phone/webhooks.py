"""Webhooks: updates are posted to the bot, each until it answers 200."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import aiohttp
import orjson

from bot.clock import Clock
from bot.phone.changes import Changes
from bot.phone.updates import Update, Updates

LONGEST_PAUSE = 60.0


@dataclass(frozen=True, slots=True)
class Hook:
    """Where updates go."""

    url: str
    secret_token: str = ""
    max_connections: int = 40


class Webhook:
    """Delivers while a hook is set. Updates of one chat keep their order; those of different chats go side by side."""

    def __init__(self, updates: Updates, changes: Changes, clock: Clock) -> None:
        self._updates = updates
        self._changes = changes
        self._clock = clock
        self._delivering: asyncio.Task[None] | None = None
        self.hook: Hook | None = None
        self.last_error: tuple[datetime, str] | None = None
        self.first_pause = 0.05
        """Seconds before an update is posted again; doubled each time, up to a minute, where Retry-After says nothing."""

    async def point_to(self, hook: Hook | None) -> None:
        """Deliver to this hook from now on, or to none."""
        await self.stop()
        self.hook = hook
        self.last_error = None
        self.start()

    def start(self) -> None:
        """Deliver, if a hook is set."""
        if self.hook is not None:
            self._delivering = asyncio.create_task(self._deliver(self.hook))

    async def stop(self) -> None:
        """Deliver nothing until ``start``; the hook stays set."""
        if self._delivering is not None:
            self._delivering.cancel()
            await asyncio.wait({self._delivering})
            self._delivering = None

    def as_json(self) -> dict[str, Any]:
        """WebhookInfo."""
        info: dict[str, Any] = {
            "url": self.hook.url if self.hook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates),
        }
        if self.hook:
            info["max_connections"] = self.hook.max_connections
        if self.last_error:
            info["last_error_date"] = int(self.last_error[0].timestamp())
            info["last_error_message"] = self.last_error[1]
        if self._updates.allowed:
            info["allowed_updates"] = sorted(self._updates.allowed)
        return info

    async def _deliver(self, hook: Hook) -> None:
        busy: set[int] = set()
        timeout = aiohttp.ClientTimeout(total=30)
        connector = aiohttp.TCPConnector(limit=hook.max_connections)
        async with (
            aiohttp.ClientSession(timeout=timeout, connector=connector) as session,
            asyncio.TaskGroup() as group,
        ):
            while True:
                for update in self._updates.pending():
                    if len(busy) >= hook.max_connections:
                        break
                    if update.queue not in busy:
                        busy.add(update.queue)
                        group.create_task(self._deliver_one(session, hook, update, busy))
                await self._changes.next()

    async def _deliver_one(
        self, session: aiohttp.ClientSession, hook: Hook, update: Update, busy: set[int]
    ) -> None:
        pause = self.first_pause
        while failure := await self._post(session, hook, update):
            error, wanted = failure
            self.last_error = (self._clock.now(), error)
            self._changes.note("webhook", None)
            await asyncio.sleep(wanted or pause)
            if not wanted:
                pause = min(pause * 2, LONGEST_PAUSE)
        busy.discard(update.queue)
        self._updates.confirm(update.id)

    async def _post(
        self, session: aiohttp.ClientSession, hook: Hook, update: Update
    ) -> tuple[str, float] | None:
        """What went wrong, and after how many seconds the bot wants it again (0: it did not say)."""
        headers = {"Content-Type": "application/json"}
        if hook.secret_token:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret_token
        try:
            async with session.post(hook.url, data=orjson.dumps(update.as_json()), headers=headers) as answer:
                if 200 <= answer.status < 300:
                    return None
                wanted = answer.headers.get("Retry-After", "")
                seconds = float(wanted) if wanted.isdecimal() else 0.0
                return f"Wrong response from the webhook: {answer.status} {answer.reason}", seconds
        except TimeoutError:
            return "Read timeout expired", 0.0
        except aiohttp.ClientConnectorError:
            return "Connection refused", 0.0
        except aiohttp.ClientError as error:
            return f"Connection closed: {type(error).__name__}", 0.0
