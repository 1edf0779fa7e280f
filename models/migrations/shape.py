"""Whether a migrated database is what the tables declare, down to the last index."""

from typing import Any

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection, Engine, Inspector
from sqlalchemy.schema import CreateSchema
from sqlmodel import SQLModel

from models.database import connect

_SCRATCH = "penggerak_declared"
_ALEMBIC = "alembic_version"


def check(engine: Engine) -> list[str]:
    """How the database differs from what is declared, a line each; empty when it does not."""
    with engine.connect() as connection:
        migrated = _shape(connection)
    declared = _declared(engine)
    return [
        *(f"not migrated: {line}" for line in sorted(declared - migrated)),
        *(f"not declared: {line}" for line in sorted(migrated - declared)),
    ]


def _declared(engine: Engine) -> set[str]:
    """The shape that the same kind of database gives to the declared tables."""
    if engine.dialect.name == "sqlite":
        scratch = connect("sqlite://")
        try:
            with scratch.connect() as connection:
                SQLModel.metadata.create_all(connection)
                return _shape(connection)
        finally:
            scratch.dispose()
    with engine.connect() as connection:  # nothing is committed, so nothing of it stays
        connection.execute(CreateSchema(_SCRATCH))
        connection.execute(text(f"SET LOCAL search_path TO {_SCRATCH}"))
        SQLModel.metadata.create_all(connection)
        return {line.replace(f"{_SCRATCH}.", "") for line in _shape(connection)}


def _shape(connection: Connection) -> set[str]:
    found = inspect(connection)
    return {
        f"{table}: {line}"
        for table in found.get_table_names()
        if table != _ALEMBIC
        for line in _lines(found, table)
    }


def _lines(found: Inspector, table: str) -> set[str]:
    key = found.get_pk_constraint(table)
    return {
        f"primary key {key['name']} {key['constrained_columns']}",
        *(
            f"column {column['name']} {column['type']!r}, null {column['nullable']}, default {column['default']}"
            for column in found.get_columns(table)
        ),
        *(
            f"foreign key {foreign['name']} {foreign['constrained_columns']} -> "
            f"{foreign['referred_table']} {foreign['referred_columns']} {_set(foreign.get('options'))}"
            for foreign in found.get_foreign_keys(table)
        ),
        *(
            f"unique {unique['name']} {unique['column_names']}"
            for unique in found.get_unique_constraints(table)
        ),
        *(f"check {rule['name']} {rule['sqltext']}" for rule in found.get_check_constraints(table)),
        *(
            f"index {index['name']} {index['column_names']}, unique {index['unique']} "
            f"{_set(index.get('dialect_options'))}"
            for index in found.get_indexes(table)
        ),
    }


def _set(options: dict[str, Any] | None) -> dict[str, str]:
    """Options that say something; SQLite gives conditions as clauses, not as strings."""
    said = {name: str(value) for name, value in sorted((options or {}).items())}
    return {name: value for name, value in said.items() if value not in {"", "[]", "None"}}
