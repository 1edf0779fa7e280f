"""`penggerak migrate` and `penggerak doctor`: is everything ready?"""

import typer

from bot.commands.context import settings_of


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(migrate)


def migrate(context: typer.Context) -> None:
    """Create the database, or bring it up to date."""
    from models.database import connect  # noqa: PLC0415
    from models.migrations.steps import is_current, upgrade  # noqa: PLC0415

    engine = connect(settings_of(context).database.url)
    try:
        if is_current(engine):
            typer.echo("The database is up to date.")
            return
        upgrade(engine)
        typer.echo("The database has been brought up to date.")
    finally:
        engine.dispose()
