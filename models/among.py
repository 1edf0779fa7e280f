"""Whether a number is among many, told to the database as one value: a list of so many places is rendered anew each time."""

from collections.abc import Collection
from typing import Any

import orjson
from sqlalchemy import ARRAY, BigInteger, Boolean, ColumnElement, String, bindparam
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeDecorator, TypeEngine


class Numbers(TypeDecorator[Collection[int]]):
    """Whole numbers as one value: an array for PostgreSQL, JSON for SQLite."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Give the type that the database has for it."""
        return dialect.type_descriptor(ARRAY(BigInteger) if _has_arrays(dialect) else String())

    def process_bind_param(self, value: Collection[int] | None, dialect: Dialect) -> Any:
        """Write the numbers."""
        numbers = list(value or ())
        return numbers if _has_arrays(dialect) else orjson.dumps(numbers).decode()


class _Among(FunctionElement[bool]):
    name = "among"
    type = Boolean()
    inherit_cache = True

    def self_group(self, against: OperatorType | None = None) -> "_Among":
        """Stand for itself: SQLite finds no index for a condition that is held against 1."""
        return self


def among(column: Any, numbers: Collection[int] | str) -> ColumnElement[bool]:
    """Whether a column of numbers has one of these; a name stands for a parameter that brings them later."""
    if isinstance(numbers, str):
        return _Among(column, bindparam(numbers, type_=Numbers()))
    return _Among(column, bindparam(None, numbers, type_=Numbers()))


@compiles(_Among, "postgresql")
def _in_array(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, numbers = (compiler.process(clause, **how) for clause in element.clauses)
    return f"{column} = ANY ({numbers})"


@compiles(_Among, "sqlite")
def _in_json(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, numbers = (compiler.process(clause, **how) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({numbers}))"  # noqa: S608  rendered by SQLAlchemy


def _has_arrays(dialect: Dialect) -> bool:
    return dialect.name == "postgresql"
