"""`penggerak migrate` and `penggerak doctor`: is everything ready?"""

import typer

from bot.commands.context import Invocation, settings_of


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(migrate)
    app.command()(doctor)


def migrate(context: typer.Context) -> None:
    """Create the database, or bring it up to date."""
    from models.database import connect  # noqa: PLC0415
    from models.migrations.standing import is_current  # noqa: PLC0415
    from models.migrations.steps import upgrade  # noqa: PLC0415

    engine = connect(settings_of(context).database.url)
    try:
        if is_current(engine):
            typer.echo("The database is up to date.")
            return
        upgrade(engine)
        typer.echo("The database has been brought up to date.")
    finally:
        engine.dispose()


def doctor(context: typer.Context) -> None:
    """Say what is wrong with the settings, the token, the database or the clock, and how to mend it."""
    from bot.clock import Clock  # noqa: PLC0415
    from bot.doctor.examination import examine  # noqa: PLC0415

    well = True
    for finding in examine(context.ensure_object(Invocation).config, Clock()):
        typer.secho(str(finding), fg=None if finding.well else typer.colors.RED)
        well &= finding.well
    if not well:
        raise typer.Exit(1)
