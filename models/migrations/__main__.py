"""`python -m models.migrations check` for every change; `... new "why"` writes the step that is missing.

A new step is what the declared tables have and the steps so far do not. To write the first one anew:
`rm models/migrations/versions/0001_*.py && python -m models.migrations new "main job"`.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import alembic.command
from sqlalchemy.engine import Engine

from models.database import connect
from models.migrations.shape import check
from models.migrations.steps import configuration, upgrade


def main(arguments: list[str]) -> int:
    """Return what the shell is told: 0, 1 where the schema differs, 2 for what is not understood."""
    match arguments:
        case ["check"]:
            with _migrated() as engine:
                differences = check(engine)
            for line in differences:
                print(line, file=sys.stderr)  # noqa: T201
            return 1 if differences else 0
        case ["new", why]:
            new(why)
            return 0
        case _:
            print('usage: python -m models.migrations check | new "why"', file=sys.stderr)  # noqa: T201
            return 2


def new(why: str) -> None:
    """Write the next step into versions/, named for `why`, from what has changed in the tables."""
    steps = sorted((Path(__file__).parent / "versions").glob("[0-9]*.py"))
    with _migrated() as engine, engine.connect() as connection:
        alembic.command.revision(
            configuration(connection), message=why, autogenerate=True, rev_id=f"{len(steps) + 1:04}"
        )


@contextmanager
def _migrated() -> Iterator[Engine]:
    with TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{folder}/migrated.db")
        try:
            upgrade(engine)
            yield engine
        finally:
            engine.dispose()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
