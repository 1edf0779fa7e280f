"""`penggerak demo`: a sample programme to look at, with a phone for everybody in the browser."""

import asyncio
import signal
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.commands.context import working

PORT = 8765


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(demo)


def demo(
    port: Annotated[
        int, typer.Option(help="Serve the phone here, or at the next free port.", min=0, max=65535)
    ] = PORT,
    data: Annotated[
        Path | None, typer.Option(help="Keep the demo here, and go on with it next time.", file_okay=False)
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the phone in the browser.")] = True,
) -> None:
    """Open a sample programme: the bot at work, and everybody's phone in the browser. Needs no network."""
    from bot.config import Logging  # noqa: PLC0415
    from bot.logs import set_up  # noqa: PLC0415

    set_up(Logging(level="warning"))
    asyncio.run(_show(port, data, browser=browser))


async def _show(port: int, data: Path | None, *, browser: bool) -> None:
    terminal = Console(highlight=False)
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    with working("Getting the sample programme ready"):
        from bot.demo.demo import running  # noqa: PLC0415
        from bot.demo.greeting import farewell, greeting, open_page  # noqa: PLC0415
        from bot.demo.home import home  # noqa: PLC0415
    with home(data) as place:
        async with running(place, port) as shown:
            terminal.print(greeting(shown, place, port, kept=data is not None))
            if browser:
                open_page(shown.address.page)
            await stopped.wait()
        terminal.print(farewell(place, kept=data is not None))
