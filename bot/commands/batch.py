"""`penggerak batch`: the groups that walk through a programme together."""

from typing import Annotated

import typer

from bot.commands.context import session_of, settings_of

group = typer.Typer(help="The groups that walk through a programme together.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(group, name="batch")


@group.command()
def add(
    context: typer.Context,
    code: Annotated[str, typer.Option(help="What the batch is called in commands, such as A-1.")],
    name: Annotated[str, typer.Option(help="What people read, such as 'Angkatan I'.")],
    programme: Annotated[str, typer.Option(help="The programme it belongs to; added where it is new.")],
    organisation: Annotated[str, typer.Option(help="Whose programme it is.")],
    zone: Annotated[str, typer.Option(help="Its time zone; by default the one in the settings.")] = "",
) -> None:
    """Add a batch; a roster and instruments go into it next."""
    from models.programmes import add_batch  # noqa: PLC0415

    zone = zone or settings_of(context).time.zone
    _known_zone(zone)
    with session_of(context) as session:
        add_batch(session, code, name, programme, organisation, zone)
    typer.echo(f"Batch {code} has been added. Next: penggerak roster import FILE --batch {code}")


def _known_zone(zone: str) -> None:
    from zoneinfo import available_timezones  # noqa: PLC0415

    if zone not in available_timezones():
        raise typer.BadParameter(f"{zone} is not a time zone such as Asia/Jakarta", param_hint="--zone")
