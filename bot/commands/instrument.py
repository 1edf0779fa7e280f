"""`penggerak instrument`: check a workbook, add it, and open it to a batch."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from bot.commands.context import session_of, working

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.instruments.form import Form
    from models.instruments.versions import Workbook
    from models.instruments.windows import Window
    from models.programmes import Batch

group = typer.Typer(help="Questionnaires, authored as XLSForm workbooks.", no_args_is_help=True)
File = Annotated[Path, typer.Argument(help="The XLSForm workbook (.xlsx).")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(group, name="instrument")


@group.command()
def check(file: File) -> None:
    """Say whether a workbook can be used, and otherwise everything that is to be mended in it."""
    workbook, form = _read(file)
    questions = sum(item.asked and item.type != "note" for item in form.items)
    languages = ", ".join(language.name or language.code for language in form.languages) or "one language"
    count = "1 question" if questions == 1 else f"{questions} questions"
    typer.echo(f"{workbook.name}: {form.title}, {count}, {languages}. It can be added.")


@group.command()
def add(
    context: typer.Context,
    file: File,
    code: Annotated[str, typer.Option(help="What the instrument is called in commands, such as readiness.")],
    batch: Annotated[str, typer.Option(help="Open it to this batch.")] = "",
    opens: Annotated[str, typer.Option(help="When it opens, in the batch's zone: '2026-12-01 09:00'.")] = "",
    closes: Annotated[str, typer.Option(help="When it closes, in the batch's zone.")] = "",
    minutes: Annotated[
        int | None,
        typer.Option(help="How long a person may take, from the first question on.", min=1, max=1440),
    ] = None,
) -> None:
    """Add a workbook, or a new version of one that has changed; with --batch also open it."""
    from bot.clock import Clock  # noqa: PLC0415
    from models.instruments.versions import add_version  # noqa: PLC0415
    from models.instruments.windows import Wish, open_window  # noqa: PLC0415
    from models.programmes import batch_with_code  # noqa: PLC0415

    if (opens or closes or minutes) and not batch:
        raise typer.BadParameter(
            "say which batch it opens to: --batch CODE", param_hint="--opens/--closes/--minutes"
        )
    workbook, form = _read(file)
    now = Clock().now()
    said = []
    with session_of(context) as session:
        addition = add_version(session, code, workbook, form, now)
        number, instrument_id = addition.version.number, addition.version.instrument_id
        said.append(
            f"{code}: version {number} has been added ({form.title})."
            if addition.is_new
            else f"{code}: nothing has changed since version {number}; no version was added."
        )
        if batch:
            group = batch_with_code(session, batch)
            assert group.id is not None  # noqa: S101
            wish = Wish(
                _instant(opens, group.zone, "--opens"), _instant(closes, group.zone, "--closes"), minutes
            )
            window = open_window(session, instrument_id, group.id, wish, now)
            said.append(_told(window, group))
    typer.echo("\n".join(said))


def _read(file: Path) -> "tuple[Workbook, Form]":
    """The workbook and its form; where it is broken, say every reason and end with 1."""
    from models.instruments.files import files_named  # noqa: PLC0415
    from models.instruments.problems import BrokenWorkbook  # noqa: PLC0415
    from models.instruments.reading import read_sheets  # noqa: PLC0415
    from models.instruments.versions import Workbook  # noqa: PLC0415
    from models.instruments.workbook import form_of  # noqa: PLC0415

    content = file.read_bytes()
    try:
        with working(f"Reading {file.name}"):
            sheets = read_sheets(content, file.name)
            files = _beside(file, files_named(sheets))
            return Workbook(file.name, content, files), form_of(sheets, file.name, files)
    except BrokenWorkbook as broken:
        for problem in broken.problems:
            typer.echo(f"{file}: {problem}", err=True)
        raise typer.Exit(1) from None


def _beside(file: Path, names: "Iterable[str]") -> dict[str, bytes]:
    """The files of these names that lie beside the workbook, and nowhere else."""
    found = {name: file.with_name(name) for name in names if Path(name).name == name}
    return {name: path.read_bytes() for name, path in found.items() if path.is_file()}


def _instant(text: str, zone: str, option: str) -> datetime | None:
    """The instant that a clock in `zone` shows as `text`."""
    if not text:
        return None
    try:
        written = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            f"{text} is not a time; write it as 2026-12-01 09:00", param_hint=option
        ) from None
    return (written if written.tzinfo else written.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)


def _told(window: "Window", batch: "Batch") -> str:
    from bot.i18n import when  # noqa: PLC0415

    closes = f"closes {when(window.closes_at, batch.zone)}" if window.closes_at else "does not close"
    minutes = f", {window.minutes} minutes each" if window.minutes else ""
    return f"Batch {batch.code}: opens {when(window.opens_at, batch.zone)}, {closes}{minutes}."
