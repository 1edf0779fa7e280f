"""`penggerak attendance`: the code on the screen by which people say that they are at a meeting."""

from typing import Annotated

import typer

from bot.commands.context import engine_of, settings_of, working


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(attendance)


def attendance(
    context: typer.Context,
    meeting: Annotated[int, typer.Option(help="The meeting's number; see: penggerak meetings list.")],
    port: Annotated[int, typer.Option(help="The port of the page on this computer; 0 takes a free one.")] = 0,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
) -> None:
    """Show a QR code that changes every half minute on this computer's screen, until stopped (Ctrl-C)."""
    import asyncio  # noqa: PLC0415
    import contextlib  # noqa: PLC0415

    from sqlmodel import Session  # noqa: PLC0415

    from bot.clock import Clock  # noqa: PLC0415
    from bot.doctor.account import bot_username  # noqa: PLC0415
    from bot.pages.attendance import attendance_page  # noqa: PLC0415
    from models.meetings.screen import screen_of  # noqa: PLC0415

    settings = settings_of(context)
    clock = Clock()
    with engine_of(context) as engine:
        with Session(engine) as session:
            title = screen_of(session, meeting, clock.now()).title
        with working("Asking Telegram for the bot's name"):
            username = bot_username(settings.telegram)
        page = attendance_page(engine, meeting, username, clock.now, settings.people.default_language)
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_show(page, port, title, browser=browser))


async def _show(page: object, port: int, title: str, *, browser: bool) -> None:
    import asyncio  # noqa: PLC0415
    import webbrowser  # noqa: PLC0415

    from bot.serving import serving  # noqa: PLC0415

    async with serving(page, "127.0.0.1", port) as taken:  # type: ignore[arg-type]
        address = f"http://127.0.0.1:{taken}/"
        typer.echo(f"{title}: {address} (Ctrl-C ends it)")
        if browser:
            webbrowser.open(address)
        await asyncio.Event().wait()
