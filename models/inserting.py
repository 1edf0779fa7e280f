"""Writing many rows: whether they are there already the database decides; the ids they get are told in order."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, Table, TextClause, func, insert, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlmodel import Session, SQLModel


def insert_unless_there(
    session: Session, table: type[SQLModel], rows: Sequence[Mapping[str, Any]], unique: Sequence[str]
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


def insert_in_order(session: Session, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Write rows, all with the same columns; the ids they got, in the same order.

    Told row by row, either database takes several times as long. SQLite has one writer at a time, and gives the number
    after the largest there is: so they are given here, and the rows written with one statement. PostgreSQL gives
    numbers beforehand, and takes all rows as one JSON value.
    """
    if not rows:
        return []
    connection = session.connection()
    columns = SQLModel.metadata.tables[str(table.__tablename__)]
    if connection.dialect.name == "postgresql":
        ids = [
            int(n) for n in connection.execute(_NUMBERS, {"table": columns.name, "n": len(rows)}).scalars()
        ]
        values = [{**_usual(columns), **row, "id": n} for n, row in zip(ids, rows, strict=True)]
        written = json.dumps(values, default=_as_json)
        connection.execute(_all_at_once(columns.name, tuple(values[0])), {"rows": written})
        return ids
    first = (connection.execute(select(func.max(columns.c.id))).scalar() or 0) + 1
    ids = list(range(first, first + len(rows)))
    connection.execute(insert(table), [{**row, "id": n} for n, row in zip(ids, rows, strict=True)])
    return ids


_NUMBERS = text("SELECT nextval(pg_get_serial_sequence(:table, 'id')) FROM generate_series(1, :n)")


@cache
def _all_at_once(table: str, columns: Sequence[str]) -> TextClause:
    names = ", ".join(f'"{name}"' for name in columns)
    return text(
        f"INSERT INTO {table} ({names}) SELECT {names} FROM json_populate_recordset(NULL::{table}, CAST(:rows AS json))"  # noqa: S608  our own names
    )


@cache
def _usual(table: Table) -> Mapping[str, Any]:
    """What is written in columns of which nothing is said."""
    return {c.name: c.default.arg for c in table.columns if isinstance(c.default, ScalarElementColumnDefault)}


def _as_json(value: object) -> str:
    match value:
        case datetime():
            return value.isoformat()
        case bytes():
            return f"\\x{value.hex()}"
    raise TypeError(f"{value!r} has no place in a row")
