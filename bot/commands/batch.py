"""`penggerak batch`: the groups that walk through a programme together."""

from datetime import datetime
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


@group.command("days-off")
def days_off(
    context: typer.Context,
    code: Annotated[str, typer.Option(help="The code of the batch.")],
    days: Annotated[
        list[datetime], typer.Option("--day", help="A day; may be said again.", formats=["%Y-%m-%d"])
    ],
    name: Annotated[str, typer.Option(help="What is celebrated, for whoever asks.")] = "",
    remove: Annotated[bool, typer.Option("--remove", help="They are working days after all.")] = False,
) -> None:
    """Let a batch have days off that are no national holidays: nothing of its work is asked for on them."""
    from models.availability.day_off import add_days_off, remove_days_off  # noqa: PLC0415
    from models.programmes import batch_with_code  # noqa: PLC0415

    wanted = sorted({day.date() for day in days})
    named = ", ".join(str(day) for day in wanted)
    with session_of(context) as session:
        batch_id = batch_with_code(session, code).id or 0
        if remove:
            count = remove_days_off(session, batch_id, wanted)
        else:
            add_days_off(session, batch_id, wanted, name)
    typer.echo(
        f"{count} days are working days again." if remove else f"Batch {code} has these days off: {named}."
    )


def _known_zone(zone: str) -> None:
    from zoneinfo import available_timezones  # noqa: PLC0415

    if zone not in available_timezones():
        raise typer.BadParameter(f"{zone} is not a time zone such as Asia/Jakarta", param_hint="--zone")
