"""`penggerak invites`: everybody who has yet to come in, each with a link of their own."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.context import session_of, settings_of, working

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.invitations import Invited


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(invites)


def invites(
    context: typer.Context,
    batch: Annotated[str, typer.Option(help="The batch whose members are invited.")],
    as_json: Annotated[bool, typer.Option("--json", help="Write them as JSON.")] = False,
    pdf: Annotated[Path | None, typer.Option(help="Print them, with a QR code each, to this file.")] = None,
) -> None:
    """Invite everybody of a batch who has not come in yet. A link lets in one person, once."""
    from bot.clock import Clock  # noqa: PLC0415
    from bot.doctor.account import bot_username  # noqa: PLC0415
    from models.invitations import invitations_of  # noqa: PLC0415

    with working("Asking Telegram for the bot's name"):
        username = bot_username(settings_of(context).telegram)
    with session_of(context) as session:
        invited = invitations_of(session, batch, Clock().now())

    def link_to(token: str) -> str:
        return f"https://t.me/{username}?start={token}"

    if pdf is not None:
        from bot.reports.invitation_sheet import invitation_sheet  # noqa: PLC0415

        with working(f"Printing {len(invited)} invitations"):
            pdf.write_bytes(invitation_sheet(invited, link_to))
        typer.echo(f"{pdf}: {len(invited)} invitations", err=True)
    if as_json:
        _write_json(invited, link_to)
    elif pdf is None:
        for each in invited:
            typer.echo(f"{each.name}\t{link_to(each.token)}")
        if not invited:
            typer.echo(f"Everybody in batch {batch} is in.", err=True)


def _write_json(invited: "list[Invited]", link_to: "Callable[[str], str]") -> None:
    import orjson  # noqa: PLC0415

    rows = [
        {
            "name": each.name,
            "role": each.role,
            "position": each.position,
            "agency": each.agency,
            "language": each.language,
            "token": each.token,
            "link": link_to(each.token),
        }
        for each in invited
    ]
    sys.stdout.write(orjson.dumps(rows, option=orjson.OPT_INDENT_2).decode() + "\n")
