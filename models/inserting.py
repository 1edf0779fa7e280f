"""Writing many rows: whether they are there already the database decides; the ids they get are told in order."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import orjson
from sqlalchemy import Connection, Select, Table, TextClause, func, insert, select, text
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


def insert_selected_unless_there(
    session: Session, table: type[SQLModel], columns: Sequence[str], rows: Select[Any], unique: Sequence[str]
) -> None:
    """Write what a query finds, its columns in this order; the same holds, also where another process writes it just now."""
    upsert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = upsert(table).from_select(columns, rows).on_conflict_do_nothing(index_elements=unique)
    session.connection().execute(statement)


def insert_in_order(session: Session, table: type[SQLModel], rows: Sequence[Row]) -> list[int]:
    """Write rows, all with the same columns; the ids they got, in the same order.

    Told row by row, either database takes several times as long.
    """
    if not rows:
        return []
    columns = SQLModel.metadata.tables[str(table.__tablename__)]
    usual = _usual(columns)
    connection = session.connection()
    write = _insert_as_json if connection.dialect.name == "postgresql" else _insert_as_values
    return write(connection, columns, [{**usual, **row} for row in rows])


def _insert_as_json(connection: Connection, table: Table, rows: Sequence[Row]) -> list[int]:
    """Write to PostgreSQL: all rows are one value, and get their numbers in the order in which they stand in it.

    PostgreSQL reads no NUL out of JSON, which a column of JSON may hold: such rows are written as others would.
    """
    written = orjson.dumps(rows, default=_as_json)
    if NUL in written:
        one_by_one = insert(table).returning(table.c.id, sort_by_parameter_order=True)
        return list(connection.execute(one_by_one, rows).scalars())
    statement = _all_at_once(table.name, tuple(rows[0]))
    return sorted(connection.execute(statement, {"rows": written.decode()}).scalars())


@cache
def _all_at_once(table: str, columns: Sequence[str]) -> TextClause:
    names = ", ".join(f'"{name}"' for name in columns)
    return text(
        f"INSERT INTO {table} ({names}) SELECT {names}"  # noqa: S608  our own names
        f" FROM json_populate_recordset(NULL::{table}, CAST(:rows AS json)) WITH ORDINALITY"
        f" ORDER BY ordinality RETURNING id"
    )


def _as_json(value: object) -> str:
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    raise TypeError(f"{value!r} has no place in a row")


def _insert_as_values(connection: Connection, table: Table, rows: Sequence[Row]) -> list[int]:
    """Write to SQLite: a column is made ready at a time, and an instant that stands in many rows once.

    It has one writer at a time, and gives the number after the largest there is: so they are given here.
    """
    first = (connection.execute(select(func.max(table.c.id))).scalar() or 0) + 1
    ids = range(first, first + len(rows))
    names = tuple(rows[0])
    ready = [_ready(connection, table, name, [row[name] for row in rows]) for name in names]
    quoted, places = ", ".join(f'"{name}"' for name in names), ", ?" * len(names)
    connection.exec_driver_sql(
        f"INSERT INTO {table.name} (id, {quoted}) VALUES (?{places})",  # noqa: S608  our own names
        list(zip(ids, *ready, strict=True)),
    )
    return list(ids)


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
