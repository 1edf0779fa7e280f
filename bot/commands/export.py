"""`penggerak export`: take out what people have answered, where a batch stands, and its action plans."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from bot.commands.context import engine_of, language_of, session_of, settings_of, working

group = typer.Typer(
    help="Take out what people have answered, where a batch stands, and its action plans.",
    no_args_is_help=True,
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(group, name="export")


@group.command()
def responses(
    context: typer.Context,
    instrument: Annotated[str, typer.Option(help="The instrument's code.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file to write: .xlsx or .csv.", dir_okay=False)
    ],
) -> None:
    """Write the responses to an instrument: a row a response, columns named as ODK names them."""
    from bot.clock import Clock  # noqa: PLC0415
    from bot.reports.responses.export import ENDINGS, export_responses  # noqa: PLC0415

    if output.suffix.lower() not in ENDINGS:
        raise typer.BadParameter("the name should end in .xlsx or .csv", param_hint="--output")
    terminal = Console(stderr=True)
    with (
        engine_of(context) as engine,
        Progress(console=terminal, transient=True, disable=not terminal.is_terminal) as progress,
    ):
        task = progress.add_task("Writing responses", total=None)
        exported = export_responses(
            engine,
            instrument,
            output,
            Clock().now(),
            lambda done, of: progress.update(task, completed=done, total=of),
        )
    count = "1 response" if exported.responses == 1 else f"{exported.responses} responses"
    incomplete = f" ({exported.incomplete} incomplete)" if exported.incomplete else ""
    typer.echo(f"{', '.join(map(str, exported.files))}: {count}{incomplete}")
    if exported.shortened:
        typer.echo(
            f"{exported.shortened} answers were longer than a cell holds and are cut; CSV has them whole."
        )


@group.command(name="batch")
def batch_(
    context: typer.Context,
    batch: Annotated[str, typer.Option(help="The batch's code.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write: .xlsx.", dir_okay=False)],
    language: Annotated[
        str, typer.Option(help="The language of its headings, id or en; by default the one in the settings.")
    ] = "",
) -> None:
    """Write where a batch stands: a row an agent and quick win, with who is stuck at what."""
    from bot.clock import Clock  # noqa: PLC0415
    from bot.i18n import speaking  # noqa: PLC0415
    from bot.programme_rules import rules_of  # noqa: PLC0415
    from bot.reports.batch_table import batch_table  # noqa: PLC0415
    from models.desk.table import batch_table_of  # noqa: PLC0415
    from models.programmes import batch_with_code  # noqa: PLC0415

    if output.suffix.lower() != ".xlsx":
        raise typer.BadParameter("the name should end in .xlsx", param_hint="--output")
    spoken, rules = language_of(context, language), rules_of(settings_of(context))
    with working(f"Writing {output.name}"):
        with session_of(context) as session:
            table = batch_table_of(session, batch_with_code(session, batch), Clock().now(), rules)
        with speaking(spoken):
            output.write_bytes(batch_table(table))
    agents = sum(table.steps.values())
    typer.echo(f"{output}: {agents} agents, {sum(1 for line in table.lines if line.owned)} quick wins")


@group.command()
def plans(
    context: typer.Context,
    batch: Annotated[str, typer.Option(help="The batch's code.")],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            help="The file to write, .xlsx or .pdf; or a folder that is there, for a PDF a plan.",
        ),
    ],
    language: Annotated[
        str, typer.Option(help="The language of its headings, id or en; by default the one in the settings.")
    ] = "",
) -> None:
    """Write the action plans of a batch: one workbook, one PDF to print and sign, or a PDF each in a folder."""
    from bot.clock import Clock  # noqa: PLC0415
    from bot.i18n import speaking  # noqa: PLC0415
    from bot.programme_rules import rules_of  # noqa: PLC0415
    from bot.reports.plans.export import ENDINGS, export_plans  # noqa: PLC0415
    from models.plans.papers import batch_papers_of  # noqa: PLC0415
    from models.programmes import batch_with_code  # noqa: PLC0415

    if not output.is_dir() and output.suffix.lower() not in ENDINGS:
        raise typer.BadParameter(
            "the name should end in .xlsx or .pdf, or be that of a folder", param_hint="--output"
        )
    spoken, rules = language_of(context, language), rules_of(settings_of(context))
    with working(f"Writing {output.name or output}"):
        with session_of(context) as session:
            papers = batch_papers_of(session, batch_with_code(session, batch), Clock().now(), rules)
        with speaking(spoken):
            export_plans(papers, output)
    stages = sum(len(paper.content.stages) for paper in papers.papers)
    typer.echo(f"{output}: {_count(len(papers.papers), 'plan')}, {_count(stages, 'stage')}")


def _count(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"
