"""`penggerak`: what an operator can ask for, and how it ends (0 done, 1 failed, 2 not understood)."""

import sys
import tempfile
import traceback
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from bot.commands import (
    attendance,
    batch,
    checkins,
    database,
    demo,
    digest,
    erase,
    export,
    instrument,
    invites,
    meetings,
    pastprogrammes,
    roster,
    run,
)
from bot.commands.context import Invocation

app = typer.Typer(
    name="penggerak",
    help="The chatbot that change-agent programmes run on.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for group in (
    demo,
    run,
    database,
    batch,
    checkins,
    roster,
    invites,
    instrument,
    pastprogrammes,
    meetings,
    attendance,
    digest,
    export,
    erase,
):
    group.register(app)


def main() -> None:
    """Run one command; whatever fails is told in one line on standard error."""
    try:
        app()
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        from bot.commands.failures import sentence  # noqa: PLC0415

        told = sentence(error) or f"something went wrong inside; the details are in {_details(error)}"
        print(f"penggerak: {told}", file=sys.stderr)  # noqa: T201
        sys.exit(1)


def _say_version(asked: bool) -> None:
    if asked:
        typer.echo(f"penggerak {version('penggerak')}")
        raise typer.Exit


@app.callback()
def _penggerak(
    context: typer.Context,
    config: Annotated[
        Path | None, typer.Option(help="The file to read settings from.", envvar="PENGGERAK_CONFIG")
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show where a failure comes from.")] = False,
    _version: Annotated[
        bool,
        typer.Option("--version", help="Say which version this is.", is_eager=True, callback=_say_version),
    ] = False,
) -> None:
    context.obj = Invocation(config, debug)


def _details(error: Exception) -> str:
    """Write the traceback to a file of its own, and name it."""
    from bot.logs import redact  # noqa: PLC0415

    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="penggerak-", suffix=".log", delete=False
    ) as file:
        file.write(redact("".join(traceback.format_exception(error))))
    return file.name
