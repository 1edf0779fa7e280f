"""`penggerak meetings import`: bring the meetings of a spreadsheet into a batch."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.context import session_of, working
from bot.commands.imported import all_or_nothing, told

group = typer.Typer(help="The meetings of a batch: its agenda.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(group, name="meetings")


@group.command(name="import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The meetings (.xlsx or .csv).", exists=True, dir_okay=False)],
    batch: Annotated[str, typer.Option(help="The batch whose meetings these are.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
) -> None:
    """Add what is new, change and tell what has changed, remove nothing; all of the file or, where a row is wrong, nothing."""
    from bot.clock import Clock  # noqa: PLC0415
    from models.meetings.entries import read_meetings  # noqa: PLC0415
    from models.meetings.importing import import_meetings, known_of  # noqa: PLC0415

    now = Clock().now()
    with all_or_nothing(file), working(f"Importing {file.name}"), session_of(context) as session:
        meetings = read_meetings(file.read_bytes(), file.name, known_of(session, batch, now))
        changes = import_meetings(session, batch, meetings, now)
        if dry_run:
            session.rollback()
    typer.echo("\n".join(told(changes, batch, dry_run=dry_run)))


@group.command(name="list")
def list_(
    context: typer.Context,
    batch: Annotated[str, typer.Option(help="The batch whose meetings are listed.")],
) -> None:
    """List the meetings of a batch with their numbers, the first first."""
    from models.meetings.screen import meetings_of  # noqa: PLC0415

    with session_of(context) as session:
        rows = meetings_of(session, batch)
    for row in rows:
        typer.echo(row)
    if not rows:
        typer.echo(f"Batch {batch} has no meetings.", err=True)
