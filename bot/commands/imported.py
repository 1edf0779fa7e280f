"""What is told after a spreadsheet was imported, or could not be."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from models.spreadsheets.changes import Changes

SHOWN = 10


@contextmanager
def all_or_nothing(file: Path) -> Iterator[None]:
    """Name every problem of the file on a line of its own, and end with 1, where it cannot be imported."""
    from models.spreadsheets.problems import SheetProblems  # noqa: PLC0415

    try:
        yield
    except SheetProblems as problems:
        for problem in problems.problems:
            typer.echo(f"{file}: {problem}", err=True)
        typer.echo(f"penggerak: nothing of {file} has been imported", err=True)
        raise typer.Exit(1) from None


def told(changes: "Changes", batch: str, *, dry_run: bool) -> list[str]:
    """What was added and changed, and what was left alone."""
    would = "would be" if dry_run else "have been"
    numbers = (f"{len(changes.added)} {would} added", f"{len(changes.changed)} {would} changed")
    lines = [f"Batch {batch}: {', '.join(numbers)}, {len(changes.unchanged)} are as they were."]
    lines += listed("New", changes.added)
    lines += listed("Changed", [f"{each.name} ({', '.join(each.columns)})" for each in changes.changed])
    lines += listed("New agencies", changes.new_agencies)
    lines += listed("In the batch and not in the file; they stay as they are", changes.absent)
    return lines


def listed(heading: str, names: Sequence[str]) -> list[str]:
    """The first names under a heading, and how many more there are; nothing where there are none."""
    if not names:
        return []
    more = [f"  and {len(names) - SHOWN} more"] if len(names) > SHOWN else []
    return [f"{heading}:", *(f"  {name}" for name in names[:SHOWN]), *more]
