"""The bot as `penggerak run` puts it together, on a clock that is moved by hand. It says all it has to; nothing is sent."""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from datetime import datetime
from typing import Any

from sqlalchemy import Engine
from typing_extensions import override

from bot.app import App
from bot.clock import StoppedClock
from bot.config import Settings
from bot.outbox.outbox import Outbox
from bot.outbox.queued import Queued
from bot.programme_rules import rules_of
from handlers.conversations import repertoire

TOKEN = "7200000001:nobody-is-called"


class Bot:
    """One process of it, with its settings as they come."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._runner = asyncio.Runner()
        self.restart()

    def tick(self, now: datetime) -> None:
        """Do at `now` (aware, UTC) what is done every five seconds."""
        self._clock.at = now
        self._runner.run(self._app.schedule.look())

    def restart(self) -> None:
        """Go on in a new process: nothing is remembered but what is stored."""
        settings = Settings.model_validate({"telegram": {"token": TOKEN}})
        self._clock = StoppedClock(datetime.min)  # noqa: DTZ901  moved before it is looked at
        self._app = App(settings, repertoire(rules_of(settings)), self._clock, engine=self._engine)
        self._app.worker.outbox = Unsent(self._engine, {}, self._clock)
        self._app.worker.thread = AtOnce()

    def close(self) -> None:
        """End it."""
        self._app.thread.shutdown()
        self._runner.close()


class AtOnce(Executor):
    """No thread of its own: nothing else goes on while the clock stands still."""

    @override
    def submit(self, work: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """Do it now."""
        done = Future[Any]()
        try:
            done.set_result(work(*given, **named))
        except Exception as error:
            done.set_exception(error)
        return done


class Unsent(Outbox):
    """Leaves what is queued in its rows."""

    @override
    def put(self, rows: Iterable[Queued]) -> None:
        """Send nothing."""
