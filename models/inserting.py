"""Writing many rows: whether they are there already the database decides; the ids they get are told in order."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import orjson
from sqlalchemy import Connection, Table, TextClause, func, insert, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlmodel import Session, SQLModel

Row = Mapping[str, Any]

NUL = rb"\u0000"


def insert_unless_there(
    session: Session, table: type[SQLModel], rows: Sequence[Row], unique: Sequence[str]
) -> None:
    """Write rows; one whose `unique` columns are there already stays as it is."""
    upsert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = upsert(table).on_conflict_do_nothing(index_elements=unique)
    session.connection().execute(statement, list(rows))


def insert_in_order(session: Session, table: type[SQLModel], rows: Sequence[Row]) -> list[int]:
    """Write rows, all with the same columns; the ids they got, in the same order.

    Told row by row, either database takes several times as long. SQLite has one writer at a time, and gives the number
    after the largest there is: so they are given here. PostgreSQL gives numbers beforehand.
    """
    if not rows:
        return []
    connection = session.connection()
    columns = SQLModel.metadata.tables[str(table.__tablename__)]
    is_postgresql = connection.dialect.name == "postgresql"
    ids = (_given if is_postgresql else _following)(connection, columns, len(rows))
    usual = _usual(columns)
    whole = [{**usual, **row, "id": n} for n, row in zip(ids, rows, strict=True)]
    (_insert_as_json if is_postgresql else _insert_as_values)(connection, columns, whole)
    return ids


_NUMBERS = text("SELECT nextval(pg_get_serial_sequence(:table, 'id')) FROM generate_series(1, :n)")


def _given(connection: Connection, table: Table, count: int) -> list[int]:
    return list(connection.execute(_NUMBERS, {"table": table.name, "n": count}).scalars())


def _following(connection: Connection, table: Table, count: int) -> list[int]:
    first = (connection.execute(select(func.max(table.c.id))).scalar() or 0) + 1
    return list(range(first, first + count))


def _insert_as_json(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Write to PostgreSQL: all rows are one value. It reads no NUL out of JSON, which a column of JSON may hold."""
    written = orjson.dumps(rows, default=_as_json)
    if NUL in written:
        connection.execute(insert(table), rows)
        return
    connection.execute(_all_at_once(table.name, tuple(rows[0])), {"rows": written.decode()})


@cache
def _all_at_once(table: str, columns: Sequence[str]) -> TextClause:
    names = ", ".join(f'"{name}"' for name in columns)
    return text(
        f"INSERT INTO {table} ({names}) SELECT {names} FROM json_populate_recordset(NULL::{table}, CAST(:rows AS json))"  # noqa: S608  our own names
    )


def _as_json(value: object) -> str:
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    raise TypeError(f"{value!r} has no place in a row")


def _insert_as_values(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Write to SQLite: a column is made ready at a time, and an instant that stands in many rows once."""
    names = tuple(rows[0])
    ready = [_ready(connection, table, name, [row[name] for row in rows]) for name in names]
    quoted, places = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    connection.exec_driver_sql(
        f"INSERT INTO {table.name} ({quoted}) VALUES ({places})",  # noqa: S608  our own names
        list(zip(*ready, strict=True)),
    )


def _ready(connection: Connection, table: Table, name: str, values: list[Any]) -> list[Any]:
    process = table.c[name].type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    if process is None:
        return values
    if isinstance(values[0], datetime):
        process = cache(process)
    return [process(value) for value in values]


@cache
def _usual(table: Table) -> Row:
    """What is written in columns of which nothing is said."""
    return {c.name: c.default.arg for c in table.columns if isinstance(c.default, ScalarElementColumnDefault)}
