"""Bring a database up to date."""

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import alembic.command
from alembic.config import Config
from sqlalchemy import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection, Engine

_HERE = Path(__file__).parent
_LOCK = 8_023_041_726  # any number will do, as long as every process asks PostgreSQL for the same one


class BrokenReferences(RuntimeError):
    """A step would leave rows that point to nothing; it was undone. Permanent: the step is wrong."""


def upgrade(engine: "Engine") -> None:
    """Apply every step that is still missing, all of them or none. Safe to call again, and by two at once."""
    with undisturbed(engine) as connection:
        alembic.command.upgrade(configuration(connection), "head")


def configuration(connection: "Connection") -> Config:
    """What Alembic's commands need, without a file of its own."""
    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.set_section_option("post_write_hooks", "hooks", "mend, format")
    for hook, options in {"mend": "check --fix --quiet", "format": "format --quiet"}.items():
        config.set_section_option("post_write_hooks", f"{hook}.type", "module")
        config.set_section_option("post_write_hooks", f"{hook}.module", "ruff")
        config.set_section_option(
            "post_write_hooks", f"{hook}.options", f"{options} REVISION_SCRIPT_FILENAME"
        )
    config.attributes["connection"] = connection
    return config


@contextmanager
def undisturbed(engine: "Engine") -> "Iterator[Connection]":
    """One transaction that no other process migrates in.

    SQLite alters a table by building it anew; with foreign keys enforced, dropping the old one would
    take the rows that point to it along. So they rest meanwhile and are checked before the commit.
    """
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            with connection.begin():
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
                yield connection
            return
        driver = connection.connection.cursor()
        try:
            driver.execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                yield connection
                if broken := connection.execute(text("PRAGMA foreign_key_check")).all():
                    raise BrokenReferences(
                        f"{len(broken)} rows would point nowhere, the first in {broken[0][0]}"
                    )
        finally:
            driver.execute("PRAGMA foreign_keys = ON")
            driver.close()
