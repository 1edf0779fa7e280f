"""Databases on a PostgreSQL server for one test each. To make one takes longer than most tests: what can be emptied is lent again."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from sqlalchemy import text
from sqlalchemy.engine import URL, Engine

from models.database import connect

MOST_LOANS = 40
"""How often a database is lent; what was deleted in it stays in its files."""

_EMPTY = """
DO $$
DECLARE place text;
BEGIN
    SET LOCAL session_replication_role = replica;  -- or the order of the tables would matter
    FOR place IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('DELETE FROM %%I', place);
    END LOOP;
    PERFORM setval(format('%%I', sequencename)::regclass, 1, false) FROM pg_sequences WHERE schemaname = 'public';
END $$
"""
_FORM = """
SELECT md5(string_agg(concat_ws(' ', attrelid, attname, atttypid, attnotnull, attisdropped), ',' ORDER BY attrelid, attnum))
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid WHERE relnamespace = 'public'::regnamespace
"""
"""What its tables and indexes are, in one value."""
_CUT_OFF = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = :name"


class Databases:
    """Those of one server, each like the template."""

    def __init__(self, server: URL, template: str) -> None:
        self._server = server
        self._template = template
        self._numbers = count(1)
        self._free: list[tuple[str, str, int]] = []

    @contextmanager
    def lent(self) -> Iterator[Engine]:
        """One that is empty, with every table."""
        name, form, loans = self._free.pop() if self._free else self._made()
        yield self._opened(name)
        self.tell(_CUT_OFF, name=name)  # whoever was killed holds what it had locked
        if loans < MOST_LOANS and self._emptied(name) == form:
            self._free.append((name, form, loans + 1))
        else:
            self.tell(f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def copied(self, original: Engine) -> Iterator[Engine]:
        """A copy of a database that nobody is using."""
        original.dispose()
        name = f"copy_{next(self._numbers)}"
        self.tell(f"CREATE DATABASE {name} TEMPLATE {original.url.database}")
        engine = self._opened(name)
        yield engine
        engine.dispose()
        self.tell(f"DROP DATABASE {name} WITH (FORCE)")

    def tell(self, command: str, **values: object) -> None:
        """Have the server carry out a command."""
        engine = connect(str(self._server))
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(command), values)
        engine.dispose()

    def _made(self) -> tuple[str, str, int]:
        name = f"test_{next(self._numbers)}"
        self.tell(f"CREATE DATABASE {name} TEMPLATE {self._template}")
        return name, self._emptied(name), 1

    def _emptied(self, name: str) -> str:
        """Empty it; what form it then has."""
        engine = self._opened(name)
        with engine.begin() as connection:
            connection.exec_driver_sql(_EMPTY)
            form = str(connection.exec_driver_sql(_FORM).scalar())
        engine.dispose()
        return form

    def _opened(self, name: str) -> Engine:
        return connect(str(self._server.set(database=name)))
