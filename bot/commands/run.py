"""`penggerak run`: carry conversations until told to stop."""

import asyncio
import gc

import typer

from bot.commands.context import NotMigrated, settings_of

COLLECT = (2_000, 10, 10)
"""Objects and rounds between two looks for garbage in circles: a batch of turns makes thousands that die at its end."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(run)


def run(context: typer.Context) -> None:
    """Carry conversations until told to stop (Ctrl-C, or SIGTERM from systemd)."""
    gc.disable()  # hardly anything of what is imported now is garbage: looking for it takes a sixth of the start
    from bot.app import App  # noqa: PLC0415
    from bot.logs import set_up  # noqa: PLC0415
    from bot.programme_rules import rules_of  # noqa: PLC0415
    from handlers.conversations import repertoire  # noqa: PLC0415
    from models.migrations.standing import is_current  # noqa: PLC0415

    settings = settings_of(context)
    token = settings.telegram.required_token()
    set_up(settings.logging, [token, settings.telegram.webhook.secret_token.get_secret_value()])

    gc.freeze()  # what has been imported stays: no need to look through it again and again
    gc.set_threshold(*COLLECT)
    gc.enable()

    async def work() -> None:
        app = App(settings, repertoire(rules_of(settings)))
        try:
            if not is_current(app.engine):
                raise NotMigrated
            await app.until_stopped()
        finally:
            app.engine.dispose()

    asyncio.run(work())
