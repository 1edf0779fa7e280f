"""`penggerak checkins`: when a batch is asked for its weekly reports."""

from datetime import datetime, time
from enum import StrEnum
from typing import Annotated

import typer

from bot.commands.context import session_of, settings_of

group = typer.Typer(help="When a batch is asked for its weekly reports.", no_args_is_help=True)


class Weekday(StrEnum):
    """A working day."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(group, name="checkins")


@group.callback()
def _checkins() -> None:
    """When a batch is asked for its weekly reports."""  # one command alone would be called without its name


@group.command("set")
def set_(
    context: typer.Context,
    batch: Annotated[str, typer.Option(help="The code of the batch.")],
    weekday: Annotated[Weekday, typer.Option(help="On which day.")],
    at: Annotated[str, typer.Option(help="At what time, by everybody's own clock: 14:00.")],
    first: Annotated[datetime, typer.Option("--from", help="From which day on.", formats=["%Y-%m-%d"])],
    last: Annotated[
        datetime, typer.Option("--to", help="The last day on which one is asked for.", formats=["%Y-%m-%d"])
    ],
) -> None:
    """Ask a batch for a report every week; what was set before is replaced."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    from bot.clock import Clock  # noqa: PLC0415
    from bot.programme_rules import rules_of  # noqa: PLC0415
    from models.checkins.setting import RuleWish, set_rule  # noqa: PLC0415
    from models.programmes import batch_with_code  # noqa: PLC0415

    working = rules_of(settings_of(context)).working
    wish = RuleWish(list(Weekday).index(weekday) + 1, _clock(at), first.date(), last.date())
    with session_of(context) as session:
        found = batch_with_code(session, batch)
        today = Clock().now().astimezone(ZoneInfo(found.zone)).date()
        set_rule(session, found.id or 0, wish, today, working)
    weeks = wish.weeks
    typer.echo(
        f"Batch {batch} is asked for {len(weeks)} reports, every {weekday} at {wish.at:%H:%M}: "
        f"the first on {weeks[0]}, the last on {weeks[-1]}."
    )


def _clock(written: str) -> time:
    try:
        return time.fromisoformat(written).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        raise typer.BadParameter(f"{written} is not a time such as 14:00", param_hint="--at") from None
