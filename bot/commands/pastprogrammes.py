"""`penggerak pastprogrammes import`: bring the programmes that ran before into a batch."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.context import session_of, settings_of, working
from bot.commands.imported import all_or_nothing, told

group = typer.Typer(help="The programmes that ran before, which a batch looks back on.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(group, name="pastprogrammes")


@group.command(name="import")
def import_(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(help="The programmes (.xlsx or .csv).", exists=True, dir_okay=False)
    ],
    batch: Annotated[str, typer.Option(help="The batch that looks back on them.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
) -> None:
    """Add what is new, change what has changed, remove nothing; all of the file or, where a row is wrong, nothing."""
    from bot.clock import Clock  # noqa: PLC0415
    from bot.programme_rules import rules_of  # noqa: PLC0415
    from models.past_programmes.entries import read_past_programmes  # noqa: PLC0415
    from models.past_programmes.importing import import_past_programmes  # noqa: PLC0415

    fields = rules_of(settings_of(context)).fields
    with all_or_nothing(file), working(f"Importing {file.name}"), session_of(context) as session:
        programmes = read_past_programmes(file.read_bytes(), file.name, fields)
        changes = import_past_programmes(session, batch, programmes, Clock().now())
        if dry_run:
            session.rollback()
    typer.echo("\n".join(told(changes, batch, dry_run=dry_run)))
