"""Where everything is kept: SQLite by default, PostgreSQL by URL."""

from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy import event
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlmodel import create_engine

import models.availability.day_off
import models.availability.leave
import models.availability.preferences
import models.broadcasts.broadcast
import models.checkins.blocker
import models.checkins.checkin
import models.checkins.evidence
import models.checkins.high_five
import models.checkins.put_off
import models.checkins.readings
import models.checkins.rule
import models.checkins.stage_reports
import models.consents
import models.erasures
import models.errands
import models.inbound
import models.instruments.versions
import models.instruments.windows
import models.invitations
import models.meetings.attendance
import models.meetings.calendar_link
import models.meetings.feedback
import models.meetings.invitee
import models.meetings.material
import models.meetings.meeting
import models.members
import models.nudges
import models.outbound
import models.outlook
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

BUSY_TIMEOUT = 10.0
"""Seconds that SQLite waits for a lock of somebody else, unless the address says `?timeout=`."""

NETWORK: dict[str, int] = {
    "connect_timeout": 5,  # seconds
    "tcp_user_timeout": 15_000,  # milliseconds that what was sent may stay unacknowledged
    "keepalives_idle": 10,  # seconds
    "keepalives_interval": 5,
    "keepalives_count": 3,
}
"""When a PostgreSQL server that has fallen silent counts as gone: libpq by itself may wait for hours."""

_SQLITE_PASSING = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN")
_POSTGRESQL_PASSING = ("08", "25006", "40", "53", "55", "57", "58")
"""Classes of SQLSTATE: connection, a standby that only reads, rollback, resources, state, operator, system."""


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

    SQLite: write-ahead log, synchronous FULL, foreign keys, BEGIN IMMEDIATE, a busy timeout. PostgreSQL: a
    server that has fallen silent is given up within half a minute. What the address says of a timeout
    goes first. What people wrote is in no error's text. Raises UnknownDatabase.
    """
    url = database_url(address)
    options: dict[str, Any] = {
        "json_serializer": _dumps, "json_deserializer": orjson.loads, "hide_parameters": True,
    }  # fmt: skip
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args=_unless_said(url, {"timeout": BUSY_TIMEOUT}), **options)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_immediate)
        return engine
    return create_engine(url, pool_pre_ping=True, connect_args=_unless_said(url, NETWORK), **options)


def is_passing(error: BaseException) -> bool:
    """Whether the database is away, busy or full, so that the same may succeed later.

    What led to the error counts too: on a full disk SQLite takes the whole transaction back by itself, and what
    is heard of it is that a savepoint is missing.
    """
    while not _is_passing(error):
        before = error.__cause__ or error.__context__
        if before is None:
            return False
        error = before
    return True


def _is_passing(error: BaseException) -> bool:
    if not isinstance(error, DBAPIError):
        return False
    if code := getattr(error.orig, "sqlite_errorname", None):
        return str(code).startswith(_SQLITE_PASSING) or code == "SQLITE_READONLY"
    if error.connection_invalidated:
        return True
    if state := getattr(error.orig, "sqlstate", None):
        return str(state).startswith(_POSTGRESQL_PASSING)
    return isinstance(error, OperationalError | InterfaceError)  # others never left for the server


def _unless_said(url: URL, options: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if name not in url.query}


def _dumps(value: Any) -> str:
    return orjson.dumps(value).decode()


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where SQLAlchemy says, not where sqlite3 guesses
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
