"""`make nudges`: measure how what is due is queued and sent, say what it came to, and write it down."""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.database import connect
from models.migrations.steps import upgrade
from tests.load.bench.rig import disk
from tests.load.nudges.queueing import Queued, measured_apart
from tests.load.nudges.report import FILE, middle, queueing, sending, write
from tests.load.nudges.sending import Told, tell
from tests.rig.postgresql import PostgreSQL

WRITERS = 20
AT_ONCE = 20
"""So many times as many are due at once as are sent."""
FEWER = 5
"""A fifth of them are due at once to see that memory does not go with their number."""


async def queue(due: int, rounds: int) -> dict[str, list[Queued]]:
    """Queue few and many that are due at once, on each database in turn; the medians."""
    found: dict[tuple[str, int], list[Queued]] = {}
    sizes = (due // FEWER, due)
    with a_server() as server:
        for turn in range(1, rounds + 1):
            for size in sizes:
                for database in ("sqlite", "postgresql"):
                    with a_file() if database == "sqlite" else server.a_database() as url:
                        queued = await measured_apart(url, size)
                    found.setdefault((database, size), []).append(queued)
                    note(f"{turn}: {size:,} due at once, {database}: {queued.per_s:,.0f}/s")
    return {
        database: [middle(found[database, size]) for size in sizes] for database in ("sqlite", "postgresql")
    }


@contextmanager
def a_file() -> Iterator[str]:
    """An SQLite database of one's own, on the disk."""
    with tempfile.TemporaryDirectory(prefix="nudges-", dir=disk()) as folder:
        url = f"sqlite:///{Path(folder) / 'penggerak.db'}"
        migrate(url)
        yield url


class Server:
    """A PostgreSQL that writes through, as one does that is relied on."""

    def __init__(self, server: PostgreSQL) -> None:
        self._server = server
        server.tell("ALTER SYSTEM RESET ALL")
        server.tell("SELECT pg_reload_conf()")

    @contextmanager
    def a_database(self) -> Iterator[str]:
        """One of one's own."""
        self._server.tell("CREATE DATABASE nudges")
        url = str(self._server.url.set(database="nudges"))
        migrate(url)
        yield url
        self._server.tell("DROP DATABASE nudges WITH (FORCE)")


@contextmanager
def a_server() -> Iterator[Server]:
    """A server that is there for as long as it is needed."""
    server = PostgreSQL()
    try:
        yield Server(server)
    finally:
        server.remove()


def migrate(url: str) -> None:
    """Create the tables."""
    engine = connect(url)
    upgrade(engine)
    engine.dispose()


def note(what: str) -> None:
    """Say how far it is."""
    print(what, file=sys.stderr, flush=True)  # noqa: T201


async def both(people: int, rounds: int) -> tuple[Told, dict[str, list[Queued]]]:
    """What is sent, and what is queued."""
    note(f"{people:,} nudges at 30 a second: {people / 30:.0f} seconds and more")
    return await tell(people, WRITERS), await queue(people * AT_ONCE, rounds)


def main() -> None:
    """Measure and report."""
    asking = argparse.ArgumentParser(description=__doc__)
    asking.add_argument("--people", type=int, default=5_000)
    asking.add_argument("--rounds", type=int, default=3)
    asked = asking.parse_args()
    told, queued = asyncio.run(both(asked.people, asked.rounds))
    write(told, queued)
    print(f"{sending(told)}\n\n{queueing(queued)}\n\nwritten to {FILE}")  # noqa: T201


main()
