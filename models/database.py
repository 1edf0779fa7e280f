"""Where everything is kept: SQLite by default, PostgreSQL by URL."""

from typing import Any

import orjson
from sqlalchemy import event
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlmodel import create_engine

import models.consents
import models.erasures
import models.inbound
import models.instruments.versions
import models.instruments.windows
import models.invitations
import models.members
import models.nudges
import models.outbound
import models.past_programmes.past_programme
import models.people
import models.plans.plan
import models.programmes
import models.quickwins.evidence
import models.quickwins.join_requests
import models.quickwins.quickwin
import models.responses
import models.reviews.help_offers
import models.reviews.review
import models.talks  # noqa: F401  every table has to be known before the schema is used

BUSY_TIMEOUT_MS = 10_000


class UnknownDatabase(ValueError):
    """The database's address is not one that Penggerak can use. Permanent."""


def database_url(address: str) -> URL:
    """Read `sqlite:///file` or `postgresql://...`; the PostgreSQL driver is always psycopg 3.

    Raises UnknownDatabase for anything else.
    """
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise UnknownDatabase("that is not a database URL, such as sqlite:///penggerak.db") from error
    match url.get_backend_name():
        case "sqlite":
            return url
        case "postgresql" | "postgres":
            return url.set(drivername="postgresql+psycopg")
        case other:
            raise UnknownDatabase(f"{other} is not supported; use sqlite:///... or postgresql://...")


def connect(address: str) -> Engine:
    """An engine for `address` with what durability and order ask for switched on.

    SQLite: write-ahead log, synchronous FULL, foreign keys, BEGIN IMMEDIATE, a busy timeout of
    ten seconds. What people wrote is in no error's text. Raises UnknownDatabase.
    """
    url = database_url(address)
    options: dict[str, Any] = {
        "json_serializer": _dumps, "json_deserializer": orjson.loads, "hide_parameters": True,
    }  # fmt: skip
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, **options)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_immediate)
        return engine
    return create_engine(url, pool_pre_ping=True, **options)


def is_passing(error: BaseException) -> bool:
    """Whether the database is away, busy or full, so that the same may succeed later."""
    if not isinstance(error, DBAPIError):
        return False
    code = getattr(error.orig, "sqlite_errorname", None)
    if code is not None:
        return str(code).startswith(
            ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN")
        )
    state = getattr(error.orig, "sqlstate", None)
    return (
        error.connection_invalidated or state is None or str(state).startswith(("08", "40", "53", "55", "57"))
    )


def _dumps(value: Any) -> str:
    return orjson.dumps(value).decode()


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where SQLAlchemy says, not where sqlite3 guesses
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
