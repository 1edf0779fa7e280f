"""What one would write instead, for comparison: the same rows in bare INSERTs of SQLAlchemy Core, without anything thought about them."""

import time

from sqlalchemy import Engine, Table, delete, insert, select
from sqlmodel import SQLModel

from bot.turns import DUE_TOGETHER
from models.outbound import Outbound
from models.talks import Talk


def insert_anew(engine: Engine) -> float:
    """Take out the talks and messages that there are, and write them once more in as many transactions; seconds of the writing."""
    return sum(_inserted_anew(engine, _table(model)) for model in (Outbound, Talk))


def _inserted_anew(engine: Engine, table: Table) -> float:
    with engine.connect() as connection:
        ids = list(connection.execute(select(table.c.id).order_by(table.c.id)).scalars())
    portions = [ids[first : first + DUE_TOGETHER] for first in range(0, len(ids), DUE_TOGETHER)]
    return sum(_written_anew(engine, table, portion[0], portion[-1]) for portion in portions)


def _written_anew(engine: Engine, table: Table, first: int, last: int) -> float:
    these = table.c.id.between(first, last)
    with engine.begin() as connection:
        rows = [dict(row) for row in connection.execute(select(table).where(these)).mappings()]
        connection.execute(delete(table).where(these))
    begun = time.perf_counter()
    with engine.begin() as connection:
        connection.execute(insert(table), rows)
    return time.perf_counter() - begun


def _table(model: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(model.__tablename__)]
