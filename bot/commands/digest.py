"""`penggerak digest`: how the week of a batch went, on paper or as a picture, for leaders who are not in the chat."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.context import language_of, session_of, settings_of, working


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(digest)


def digest(
    context: typer.Context,
    batch: Annotated[str, typer.Option(help="The batch's code.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file to write: .pdf or .png.", dir_okay=False)
    ],
    language: Annotated[
        str, typer.Option(help="The language it speaks, id or en; by default the one in the settings.")
    ] = "",
) -> None:
    """Write how the week went: numbers, whom to call, obstacles by age and everybody's weeks (.pdf), or these alone (.png)."""
    from bot.clock import Clock  # noqa: PLC0415
    from bot.i18n import speaking  # noqa: PLC0415
    from bot.programme_rules import rules_of  # noqa: PLC0415
    from bot.reports.digests.pdf import digest_pdf  # noqa: PLC0415
    from bot.reports.responses.problems import CannotWrite  # noqa: PLC0415
    from models.digests.opening import sheet_of  # noqa: PLC0415
    from models.programmes import batch_with_code  # noqa: PLC0415

    if output.suffix.lower() not in {".pdf", ".png"}:
        raise typer.BadParameter("the name should end in .pdf or .png", param_hint="--output")
    spoken, rules = language_of(context, language), rules_of(settings_of(context))
    with working(f"Writing {output.name}"):
        with session_of(context) as session:
            sheet = sheet_of(session, batch_with_code(session, batch), Clock().now(), rules)
        with speaking(spoken):
            if output.suffix.lower() == ".png":
                from bot.reports.digests.picture import digest_picture  # noqa: PLC0415

                content = digest_picture(sheet)
            else:
                content = digest_pdf(sheet)
        try:
            output.write_bytes(content)
        except OSError as error:
            raise CannotWrite(output, error) from error
    told = sheet.digest
    typer.echo(
        f"{output}: week {told.number} of {told.count}, {told.now.reported} of {told.now.asked} reported"
    )
