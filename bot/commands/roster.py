"""`penggerak roster import`: bring the people of a spreadsheet into a batch."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.context import session_of, working
from bot.commands.imported import all_or_nothing, listed, told

group = typer.Typer(help="The people of a batch, kept in a spreadsheet.", no_args_is_help=True)


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

    with all_or_nothing(file), working(f"Importing {file.name}"), session_of(context) as session:
        roster = read_roster(file.read_bytes(), file.name)
        changes = import_roster(session, batch, roster, Clock().now())
        if dry_run:
            session.rollback()
    lines = told(changes, batch, dry_run=dry_run)
    lines += listed("Known from another batch", changes.known)
    if not dry_run and changes.added:
        lines.append(f"Next: penggerak invites --batch {batch} --pdf invitations.pdf")
    typer.echo("\n".join(lines))
