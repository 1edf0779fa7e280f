"""What every command starts from: the settings, and a database that is ready."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlmodel import Session

    from bot.config import Settings


class NotMigrated(RuntimeError):
    """The database has not been brought up to date. Permanent until `penggerak migrate` has run."""

    def __init__(self) -> None:
        super().__init__("the database is not up to date; run: penggerak migrate")


@dataclass
class Invocation:
    """What was said before the command: `penggerak --config FILE --debug ...`."""

    config: Path | None = None
    debug: bool = False

    def settings(self) -> "Settings":
        """Read the settings. Raises ConfigError."""
        from bot.config import load  # noqa: PLC0415  a command that is only asked for help starts at once

        return load(self.config)


def settings_of(context: typer.Context) -> "Settings":
    """The settings this command runs with. Raises ConfigError."""
    return context.ensure_object(Invocation).settings()


def language_of(context: typer.Context, wanted: str) -> str:
    """The language to write in: the one that is wanted, else that of the settings. Raises BadParameter, ConfigError."""
    from bot.i18n import LANGUAGES  # noqa: PLC0415

    language = wanted or settings_of(context).people.default_language
    if language not in LANGUAGES:
        raise typer.BadParameter("write id or en", param_hint="--language")
    return language


@contextmanager
def engine_of(context: typer.Context) -> Iterator["Engine"]:
    """The migrated database. Raises ConfigError, UnknownDatabase, NotMigrated."""
    from models.database import connect, database_url  # noqa: PLC0415
    from models.migrations.standing import is_current  # noqa: PLC0415

    address = settings_of(context).database.url
    url = database_url(address)
    if url.get_backend_name() == "sqlite" and url.database and not Path(url.database).exists():
        raise NotMigrated  # connecting would leave an empty file behind
    engine = connect(address)
    try:
        if not is_current(engine):
            raise NotMigrated
        yield engine
    finally:
        engine.dispose()


@contextmanager
def session_of(context: typer.Context) -> Iterator["Session"]:
    """One transaction on the migrated database: kept when the block ends, undone when it fails.

    Raises what `engine_of` raises.
    """
    from sqlmodel import Session  # noqa: PLC0415

    with engine_of(context) as engine, Session(engine) as session, session.begin():
        yield session


@contextmanager
def working(on: str) -> Iterator[None]:
    """Show on a terminal that something is being done that takes a while."""
    with Console(stderr=True).status(f"{on} …"):
        yield
