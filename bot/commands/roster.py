"""`penggerak roster import`: bring the people of a spreadsheet into a batch."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.context import session_of, working

if TYPE_CHECKING:
    from models.roster.importing import RosterChanges

group = typer.Typer(help="The people of a batch, kept in a spreadsheet.", no_args_is_help=True)
SHOWN = 10


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(group, name="roster")


@group.command(name="import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The roster (.xlsx or .csv).", exists=True, dir_okay=False)],
    batch: Annotated[str, typer.Option(help="The batch that these people are in.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
) -> None:
    """Add who is new, change what has changed, remove nobody; all of the file or, where a row is wrong, nothing."""
    from bot.clock import Clock  # noqa: PLC0415
    from models.roster.entries import read_roster  # noqa: PLC0415
    from models.roster.importing import import_roster  # noqa: PLC0415
    from models.spreadsheets.problems import SheetProblems  # noqa: PLC0415

    try:
        with working(f"Importing {file.name}"), session_of(context) as session:
            roster = read_roster(file.read_bytes(), file.name)
            changes = import_roster(session, batch, roster, Clock().now())
            if dry_run:
                session.rollback()
    except SheetProblems as problems:
        for problem in problems.problems:
            typer.echo(f"{file}: {problem}", err=True)
        typer.echo(f"penggerak: nothing of {file} has been imported", err=True)
        raise typer.Exit(1) from None
    typer.echo("\n".join(_told(changes, batch, dry_run=dry_run)))


def _told(changes: "RosterChanges", batch: str, *, dry_run: bool) -> Sequence[str]:
    would = "would be" if dry_run else "have been"
    numbers = (f"{len(changes.added)} {would} added", f"{len(changes.changed)} {would} changed")
    lines = [f"Batch {batch}: {', '.join(numbers)}, {len(changes.unchanged)} are as they were."]
    lines += _list("New", changes.added)
    lines += _list("Changed", [f"{each.name} ({', '.join(each.columns)})" for each in changes.changed])
    lines += _list("Known from another batch", changes.known)
    lines += _list("New agencies", changes.new_agencies)
    lines += _list("In the batch and not in the file; they stay as they are", changes.absent)
    if not dry_run and changes.added:
        lines.append(f"Next: penggerak invites --batch {batch} --pdf invitations.pdf")
    return lines


def _list(heading: str, names: Sequence[str]) -> list[str]:
    if not names:
        return []
    more = [f"  and {len(names) - SHOWN} more"] if len(names) > SHOWN else []
    return [f"{heading}:", *(f"  {name}" for name in names[:SHOWN]), *more]
