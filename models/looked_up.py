"""What stands beside a number in a table of ours, such as the week of each batch, told to the database as one value."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Date, String, bindparam
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator


class Days(TypeDecorator[Mapping[int, date]]):
    """A day (ISO 8601) for each of many numbers, in one text of JSON."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Mapping[int, date] | None, _dialect: Dialect) -> str:
        """Write them."""
        return orjson.dumps({str(number): day for number, day in (value or {}).items()}).decode()


class _DayOf(FunctionElement[date]):
    name = "day_of"
    type = Date()
    inherit_cache = True


def day_of(column: Any, parameter: str) -> ColumnElement[date]:
    """The day that a parameter has for the number in a column; NULL where it has none."""
    return _DayOf(column, bindparam(parameter, type_=Days()))


@compiles(_DayOf, "postgresql")
def _in_postgresql(element: _DayOf, compiler: SQLCompiler, **how: Any) -> str:
    column, days = (compiler.process(clause, **how) for clause in element.clauses)
    return f"CAST(CAST({days} AS JSON) ->> CAST({column} AS TEXT) AS DATE)"


@compiles(_DayOf, "sqlite")
def _in_sqlite(element: _DayOf, compiler: SQLCompiler, **how: Any) -> str:
    column, days = (compiler.process(clause, **how) for clause in element.clauses)
    return f"json_extract({days}, '$.\"' || {column} || '\"')"
