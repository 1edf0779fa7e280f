"""Puts the parts together, starts them, and stops them."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import Any

import structlog
from sqlalchemy import Engine

from bot.broadcasting import Broadcasting
from bot.channels.channel import Receive, Throttled, Unavailable
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.commands import Presentation, present
from bot.channels.telegram.polling import poll
from bot.clock import Clock
from bot.config import Settings
from bot.errands.runner import Errands
from bot.i18n import LANGUAGES, N_, _, speaking
from bot.inbox import Inbox
from bot.outbox.limits import Limits
from bot.outbox.outbox import Outbox
from bot.programme_rules import rules_of
from bot.reassuring import SILENCE, Reassurance
from bot.repertoire import Repertoire
from bot.schedule import Schedule
from bot.turns import Turns
from bot.worker import Worker
from models.database import connect

log = structlog.get_logger()

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds, while the messenger cannot be reached
PRESENTED_AFTER = (
    1.0  # seconds: who has written meanwhile is answered before commands and texts are looked over
)

ABOUT = N_("The companion of change agents: assessments, quick wins and follow-up, one question at a time.")
GREETING = N_(
    "I am Penggerak. I accompany change agents through their programme, one question at a time.\n\n"
    "You need an invitation from your facilitator: open its link or scan its code. Then tap “Start”."
)


class App:
    """One bot: its database, its channel and everything between them."""

    def __init__(
        self,
        settings: Settings,
        repertoire: Repertoire,
        clock: Clock | None = None,
        *,
        engine: Engine | None = None,
        limits: Limits | None = None,
        silence: float = SILENCE,
    ) -> None:
        """`silence` is how many seconds people wait without a word while the database is away."""
        self.settings = settings
        self.repertoire = repertoire
        self.clock = clock or Clock()
        self.engine = engine or connect(settings.database.url)
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="turns")
        self.channel = TelegramChannel.create(settings.telegram, patience=settings.telegram.patience_seconds)
        channels = {self.channel.name: self.channel}
        quiet = rules_of(settings).quiet
        self.turns = Turns(
            self.engine,
            channels,
            repertoire,
            self.clock,
            settings.time.zone,
            quiet,
            settings.people.default_language,
        )
        self._tasks: list[asyncio.Task[Any]] = []
        self.web_port = 0  # where the web server listens, while it does
        limits = limits or limits_of(settings)
        self.outbox = Outbox(self.engine, channels, self.clock, limits, thread=self.thread)
        self.reassurance = Reassurance(channels, self.clock, settings.people.default_language, silence)
        self.inbox = Inbox(self.engine, self.clock, self.thread, self.reassurance, at_most=silence)
        self.errands = Errands(
            self.engine, channels, repertoire.errands_by_name, self.clock, self.outbox, self.thread
        )
        self.worker = Worker(self.turns, self.inbox, self.outbox, self.thread, self.errands.look)
        self.schedule = Schedule(
            self.engine,
            self.clock,
            self.turns,
            self.worker,
            Broadcasting(self.engine, channels, self.clock, quiet, limits),
            quiet,
            timedelta(days=settings.privacy.keep_payload_days),
        )

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator["App"]:
        """Everything at work inside the block. Raises TokenRefused, and DeliveryFailed's lasting kinds."""
        try:
            await self._patiently(self.channel.open)
            if self._alone:
                await self.schedule.forget_what_was_stopped()
            self._begin(self.outbox.run(), self.worker.run(), self.reassurance.run(), self.errands.run())
            if self._alone:
                await self.outbox.take_over()
            async with self._receiving():
                self.schedule.start()
                self._begin(self._present())
                yield self
        finally:
            self.schedule.stop()
            await self.outbox.stop()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            await self.channel.close()
            self.thread.shutdown(wait=True)

    async def until_stopped(self) -> None:
        """Run until the process is told to stop (SIGINT, SIGTERM), also while it is still starting.

        Raises what no waiting would mend.
        """
        work = asyncio.create_task(self._until_broken())
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, lambda: work.cancelling() or work.cancel())
        await asyncio.wait([work])
        if not work.cancelled():
            work.result()

    async def _until_broken(self) -> None:
        async with self.running():
            log.info("at work", bot=self.channel.me.username, mode=self.settings.telegram.mode)
            while True:
                done, _rest = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    self._tasks.remove(task)
                    task.result()

    async def settled(self) -> None:
        """Return when everything received so far has been handled and everything said has been sent."""
        while True:
            await self.worker.idle.wait()
            if self.inbox.arrived.is_set():
                await asyncio.sleep(0)  # the worker is about to wake
                continue
            await self.errands.idle.wait()
            await self.outbox.drained()
            await self.schedule.send_broadcasts()
            if self._is_idle and self.outbox.is_drained:
                return

    @property
    def _is_idle(self) -> bool:
        return self.worker.idle.is_set() and self.errands.idle.is_set() and not self.inbox.arrived.is_set()

    @contextlib.asynccontextmanager
    async def _receiving(self) -> AsyncIterator[None]:
        receive = partial(self.inbox.receive, self.channel.name)
        async with self._serving(receive):
            if self.settings.telegram.mode == "polling":
                self._begin(poll(self.channel, receive))
            else:
                from bot.channels.telegram.webhook import set_webhook  # noqa: PLC0415

                webhook = self.settings.telegram.webhook
                secret = webhook.secret_token.get_secret_value()
                await self._patiently(partial(set_webhook, self.channel, webhook.url, secret))
            yield

    @contextlib.asynccontextmanager
    async def _serving(self, receive: Receive) -> AsyncIterator[None]:
        """The one web server, for the webhook and the pages; none where there is neither, and then nothing of it is imported."""
        web, telegram = self.settings.web, self.settings.telegram
        routes: list[Any] = []
        if telegram.mode == "webhook":
            from bot.channels.telegram.webhook import webhook_route  # noqa: PLC0415

            webhook = telegram.webhook
            routes.append(webhook_route(webhook.path, webhook.secret_token.get_secret_value(), receive))
        if web.public_url:
            from bot.pages.site import site  # noqa: PLC0415

            language = self.settings.people.default_language
            routes += site(self.engine, self.channel.me.username, self.clock.now, language)
        if not routes:
            yield
            return
        from starlette.applications import Starlette  # noqa: PLC0415

        from bot.serving import serving  # noqa: PLC0415

        async with serving(Starlette(routes=routes), web.listen, web.port) as self.web_port:
            yield

    @property
    def _alone(self) -> bool:
        """Whether no other process can be at work on the same queue: only one may poll, only one writes SQLite."""
        return self.settings.telegram.mode == "polling" or self.engine.dialect.name == "sqlite"

    async def _present(self) -> None:
        await asyncio.sleep(PRESENTED_AFTER)
        await self._patiently(partial(present, self.channel, presentations(self.repertoire)))

    def _begin(self, *works: Coroutine[Any, Any, Any]) -> None:
        self._tasks += [asyncio.create_task(work) for work in works]

    async def _patiently(self, step: Callable[[], Awaitable[None]]) -> None:
        """Try again, after growing pauses, while the messenger is away or asks us to wait."""
        pause = FIRST_PAUSE
        while True:
            try:
                return await step()
            except Throttled as error:
                await asyncio.sleep(error.seconds)
            except Unavailable as error:
                log.warning("Telegram cannot be reached; trying again", why=str(error), seconds=pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)


def limits_of(settings: Settings) -> Limits:
    """The pace that the settings allow."""
    limits = settings.limits
    return Limits(
        per_second=limits.messages_per_second,
        per_chat=limits.chat_messages_per_second,
        chat_burst=limits.chat_burst,
        per_group_minute=int(limits.group_messages_per_minute),
    )


def presentations(repertoire: Repertoire) -> Mapping[str, Presentation]:
    """The menu of commands and the greeting, in each language."""
    found = {}
    for position, language in enumerate(LANGUAGES):
        with speaking(language):
            commands = [
                (c.words[min(position, len(c.words) - 1)], _(c.description))
                for c in repertoire.conversations
                if c.words
            ]
            ways = [
                (_("back"), _("The question before")),
                (_("later"), _("Stop here, go on later")),
                (_("cancel"), _("Leave this")),
            ]
            found[language] = Presentation(commands + ways, _(ABOUT), _(GREETING))
    return found
