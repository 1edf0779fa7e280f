"""Writing many rows: whether they are there already the database decides; the ids they get are told in order."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Executable, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_unless_there(
    session: Session, table: type[SQLModel], rows: Sequence[Mapping[str, Any]], unique: Sequence[str]
) -> None:
    """Write rows; one whose `unique` columns are there already stays as it is."""
    upsert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = upsert(table).on_conflict_do_nothing(index_elements=unique)
    session.connection().execute(statement, list(rows))


def insert_in_order(session: Session, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Write rows, all with the same columns; the ids they got, in the same order.

    SQLite would take one statement a row to tell. It has one writer at a time, and gives the number after the largest
    there is: so they are given here, and written with one statement.
    """
    if not rows:
        return []
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return [int(n) for n in connection.execute(_returning(table), list(rows)).scalars()]
    first = (connection.execute(_largest(table)).scalar() or 0) + 1
    ids = list(range(first, first + len(rows)))
    connection.execute(_numbered(table), [{**row, "id": n} for n, row in zip(ids, rows, strict=True)])
    return ids


@cache
def _returning(table: type[SQLModel]) -> Executable:
    key = SQLModel.metadata.tables[str(table.__tablename__)].c.id
    return insert(table).returning(key, sort_by_parameter_order=True)


@cache
def _largest(table: type[SQLModel]) -> Executable:
    return select(func.max(SQLModel.metadata.tables[str(table.__tablename__)].c.id))


@cache
def _numbered(table: type[SQLModel]) -> Executable:
    return insert(table)
