"""`penggerak erase`: who has asked to be forgotten, and forgetting them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.context import session_of, settings_of

if TYPE_CHECKING:
    from models.erasures import Request


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(erase)


def erase(
    context: typer.Context,
    number: Annotated[
        int | None, typer.Argument(help="Forget this person, by the number in the list.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
) -> None:
    """List who has asked to be forgotten; with a number, forget that person. It cannot be undone."""
    from bot.clock import Clock  # noqa: PLC0415
    from models.checkins.evidence_files import sweep  # noqa: PLC0415
    from models.checkins.keeping_files import files_of, kept_files  # noqa: PLC0415
    from models.erasing import carry_out  # noqa: PLC0415
    from models.erasures import open_requests  # noqa: PLC0415

    with session_of(context) as session:
        requests = {request.person_id: request for request in open_requests(session)}
    if number is None:
        typer.echo(
            "\n".join(_told(each, settings_of(context).time.zone) for each in requests.values())
            or "Nobody has asked to be forgotten."
        )
        return
    if number in requests and not yes:
        typer.confirm(f"Forget {requests[number].name}? It cannot be undone.", abort=True)
    with session_of(context) as session:
        theirs = files_of(session, number)
        pseudonym = carry_out(session, number, Clock().now())
    with session_of(context) as session:
        sweep(Path(settings_of(context).reports.evidence_folder), kept_files(session), theirs)
    typer.echo(f"Forgotten; what has to stay is kept under “{pseudonym}”.")


def _told(request: "Request", zone: str) -> str:
    from bot.i18n import when  # noqa: PLC0415

    return f"{request.person_id}  {request.name} ({', '.join(request.batches)}), asked {when(request.requested_at, zone)}"
