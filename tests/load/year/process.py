"""The bot of the year in a process of its own, which may be killed in the middle of a tick."""

import multiprocessing
from datetime import datetime
from multiprocessing.connection import Connection

from models.database import connect
from tests.load.year.bot import Bot
from tests.rig import bot_process as _with_its_fork_server  # noqa: F401  so that a process is there in some milliseconds

_FORKS = multiprocessing.get_context("forkserver")


class BotInProcess:
    """One life of it, at a database."""

    def __init__(self, database: str) -> None:
        self._ours, theirs = _FORKS.Pipe()
        self._process = _FORKS.Process(target=_live, args=(theirs, database))
        self._process.start()
        theirs.close()

    def begin(self, now: datetime) -> None:
        """Let a tick begin at `now`."""
        self._ours.send(now)

    def ended(self, within: float | None = None) -> bool:
        """Wait for the end of the tick, for so many seconds at most; whether it has ended."""
        if within is not None and not self._ours.poll(within):
            return False
        if failure := self._ours.recv():
            raise RuntimeError(f"a tick failed: {failure}")
        return True

    def kill(self) -> None:
        """End it with SIGKILL."""
        self._process.kill()
        self._process.join()
        self._ours.close()


def _live(pipe: Connection, database: str) -> None:
    bot = Bot(connect(database))
    while True:
        now = pipe.recv()
        try:
            bot.tick(now)
        except Exception as error:
            pipe.send(repr(error))
        else:
            pipe.send("")
