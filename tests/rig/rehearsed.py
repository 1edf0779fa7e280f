"""Engines that have written their statements before, so that a bot that is forked need not learn how.

SQLAlchemy keeps how a statement is written with its engine, for the engine's dialect. Of a database such an engine keeps nothing:
its connections are closed before anybody is forked, and those of a fork go to the fork's own.
"""

from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import Dialect

from models.database import connect, database_url

_engines: dict[str, Engine] = {}


def keep(engine: Engine) -> None:
    """Close its connections, and have it ready for whoever is forked from this process."""
    engine.dispose()
    _engines[engine.dialect.name] = engine


def engine_for(address: str) -> Engine:
    """An engine for `address`: one that is kept, which from now on connects there, or else a new one."""
    url = database_url(address)
    engine = _engines.get(url.get_backend_name())
    if engine is None:
        return connect(address)

    @event.listens_for(engine, "do_connect")
    def go_there(dialect: Dialect, _record: Any, places: list[Any], names: dict[str, Any]) -> None:
        positional, named = dialect.create_connect_args(url)
        places[:] = positional
        names.update(named)

    return engine
