"""Writing rows of which the database decides whether they are there already."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_unless_there(
    session: Session, table: type[SQLModel], rows: Sequence[Mapping[str, Any]], unique: Sequence[str]
) -> None:
    """Write rows; one whose `unique` columns are there already stays as it is."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(table).on_conflict_do_nothing(index_elements=unique)
    session.connection().execute(statement, list(rows))
