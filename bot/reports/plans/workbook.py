"""Action plans as a workbook: one of them with its stages below one another, or all of a batch with a row each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from bot.errands.errand_kind import Made, Undoable
from bot.i18n import N_, _, ngettext, when
from bot.reports.plans.wording import horizon_text, state_text
from bot.reports.responses.cells import Cell
from bot.reports.responses.xlsx_file import Book, Sheet, workbook_in
from models.plans.papers import BatchPapers, Paper
from models.plans.stages import Stage
from models.plans.versions import Version

T = TypeVar("T")

RUPIAH = "#,##0"
FROZEN = 2  # columns that stay in sight: which plan, and which stage


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column: its heading, an N_() string, its width in characters, what stands in it, how its numbers look."""

    heading: str
    width: int
    cell: Callable[[T], Cell]
    numbers: str = ""

    def value(self, of: T) -> Cell:
        """What stands in it; nothing where there is a text without a letter."""
        cell = self.cell(of)
        return None if cell == "" else cell


@dataclass(frozen=True)
class StageLine:
    """A stage of a plan in its place, from 1 on."""

    paper: Paper
    number: int
    stage: Stage


def _day(version: Version | None, paper: Paper) -> date | None:
    return version.at.astimezone(ZoneInfo(paper.zone)).date() if version else None


def _figure(value: str | None) -> Decimal | None:
    return Decimal(value) if value else None


PLAN_COLUMNS: Sequence[Column[Paper]] = (
    Column(N_("Quick win"), 11, lambda paper: paper.code),
    Column(N_("Problem"), 45, lambda paper: paper.quickwin.problem),
    Column(N_("Change agents"), 30, lambda paper: "\n".join(owner.name for owner in paper.owners)),
    Column(
        N_("Agency"), 26, lambda paper: "\n".join(dict.fromkeys(o.agency for o in paper.owners if o.agency))
    ),
    Column(N_("State"), 20, lambda paper: state_text(paper.state)),
    Column(N_("Version"), 9, lambda paper: paper.version or None),
    Column(N_("Approved by"), 24, lambda paper: paper.approval.who if paper.approval else None),
    Column(N_("Approved on"), 13, lambda paper: _day(paper.approval, paper)),
    Column(N_("Changed since"), 13, lambda paper: _day(paper.changed_since, paper)),
    Column(N_("Horizon"), 24, lambda paper: horizon_text(paper.content.horizon)),
    Column(N_("Number of stages"), 10, lambda paper: len(paper.content.stages)),
    Column(N_("Begins"), 12, lambda paper: paper.content.starts_on),
    Column(N_("Ends"), 12, lambda paper: paper.content.ends_on),
    Column(N_("Budget in all (Rp)"), 18, lambda paper: paper.content.budget, RUPIAH),
    Column(N_("Priority field"), 16, lambda paper: paper.field),
    Column(N_("City goal"), 12, lambda paper: paper.goal),
    Column(N_("Aim"), 45, lambda paper: paper.quickwin.aim),
    Column(N_("Indicator"), 24, lambda paper: paper.quickwin.indicator),
    Column(N_("Baseline"), 11, lambda paper: _figure(paper.quickwin.baseline)),
    Column(N_("Target"), 11, lambda paper: _figure(paper.quickwin.target)),
    Column(N_("Unit"), 12, lambda paper: paper.quickwin.unit),
)
STAGE_COLUMNS: Sequence[Column[StageLine]] = (
    Column(N_("Quick win"), 11, lambda line: line.paper.code),
    Column(N_("No."), 6, lambda line: line.number),
    Column(N_("Stage of work"), 36, lambda line: line.stage.name),
    Column(N_("Key output"), 36, lambda line: line.stage.output),
    Column(N_("Volume"), 10, lambda line: _figure(line.stage.volume)),
    Column(N_("Unit"), 14, lambda line: line.stage.unit),
    Column(N_("Begins"), 12, lambda line: line.stage.starts_on),
    Column(N_("Ends"), 12, lambda line: line.stage.ends_on),
    Column(N_("Days"), 7, lambda line: line.stage.days or None),
    Column(N_("Person in charge"), 26, lambda line: line.stage.in_charge),
    Column(N_("Partners"), 22, lambda line: line.stage.partners),
    Column(N_("Budget (Rp)"), 16, lambda line: line.stage.budget, RUPIAH),
    Column(N_("Source of the budget"), 22, lambda line: line.stage.budget_source),
    Column(N_("Means of verification"), 30, lambda line: line.stage.verification),
    Column(N_("Risk"), 30, lambda line: line.stage.risk),
    Column(N_("Answer to the risk"), 30, lambda line: line.stage.answer),
    Column(N_("State of the plan"), 20, lambda line: state_text(line.paper.state)),
)


def make_plan_workbook(paper: Paper | None) -> Made:
    """One plan, as it is sent into the chat. Raises Undoable where it is not theirs."""
    if paper is None:
        raise Undoable(_("There is no plan of yours there. /rencana shows what there is."))
    text = _("The plan of {code}, as of {time}").format(code=paper.code, time=when(paper.now, paper.zone))
    return Made(text, _("plan-{code}.xlsx").format(code=paper.code), plan_workbook(paper))


def make_batch_plans(batch: BatchPapers | None) -> Made:
    """All plans of a batch, as they are sent into the chat. Raises Undoable where they are not theirs, or there is none."""
    if batch is None:
        raise Undoable(_("This is for the facilitators and leaders of a batch. /menu shows what you can do."))
    if not batch.papers:
        raise Undoable(_("Nobody in your batch has begun an action plan yet."))
    plans = ngettext("{n} action plan", "{n} action plans", len(batch.papers)).format(n=len(batch.papers))
    text = f"{batch.batch}: {plans}, {when(batch.now, batch.zone)}"
    return Made(text, _("plans-{code}.xlsx").format(code=batch.code), plans_workbook(batch.papers))


def plan_workbook(paper: Paper) -> bytes:
    """One plan (XLSX), in the language being spoken: what it is for, a row a fact, and its stages."""
    out = BytesIO()
    with workbook_in(out) as book:
        sheet = book.sheet(_("Plan"), (_("Action plan"), paper.code))
        sheet.day = book.style(num_format="yyyy-mm-dd", align="left", valign="top")
        sheet.worksheet.set_column(0, 0, 24, book.style(valign="top"))
        sheet.worksheet.set_column(1, 1, 70, book.style(text_wrap=True, align="left", valign="top"))
        for fact in _around(paper):
            sheet.add(fact)
        for column in PLAN_COLUMNS[1:]:
            cell = column.value(paper)
            sheet.add((_(column.heading), cell))
            if column.numbers:
                looks = book.style(num_format=column.numbers, align="left", valign="top")
                sheet.worksheet.write_number(sheet.row - 1, 1, cell, looks)
        _stages(book, [paper])
    return out.getvalue()


def plans_workbook(papers: Sequence[Paper]) -> bytes:
    """The plans (XLSX), in the language being spoken: a row each that leads to its stages, and all stages in one sheet."""
    out = BytesIO()
    with workbook_in(out) as book:
        overview = _sheet(book, _("Plans"), PLAN_COLUMNS, frozen=1)
        for paper in papers:
            overview.add(column.value(paper) for column in PLAN_COLUMNS)
        _filtered(overview, len(PLAN_COLUMNS))
        rows = _stages(book, papers)
        for place, paper in enumerate(papers, 1):
            if paper.code in rows:
                to = f"internal:'{_('Stages')}'!A{rows[paper.code] + 1}"
                overview.worksheet.write_url(place, 0, to, string=paper.code)
    return out.getvalue()


def _around(paper: Paper) -> Sequence[tuple[str, str]]:
    return [
        (_("Organisation"), paper.organisation),
        (_("Programme"), paper.programme),
        (_("Batch"), paper.batch),
        (_("As of"), when(paper.now, paper.zone)),
    ]


def _stages(book: Book, papers: Sequence[Paper]) -> dict[str, int]:
    """Write all stages; the row, from 0 on, in which those of each plan begin."""
    sheet = _sheet(book, _("Stages"), STAGE_COLUMNS, frozen=FROZEN)
    begin: dict[str, int] = {}
    for paper in papers:
        for number, stage in enumerate(paper.content.stages, 1):
            begin.setdefault(paper.code, sheet.row)
            line = StageLine(paper, number, stage)
            sheet.add(column.value(line) for column in STAGE_COLUMNS)
    _filtered(sheet, len(STAGE_COLUMNS))
    return begin


def _sheet(book: Book, name: str, columns: Sequence[Column[T]], *, frozen: int) -> Sheet:
    sheet = book.sheet(name, [_(column.heading) for column in columns], frozen=frozen)
    sheet.day = book.style(num_format="yyyy-mm-dd", valign="top")
    for place, column in enumerate(columns):
        looks = {"num_format": column.numbers} if column.numbers else {}
        style = book.style(text_wrap=True, valign="top", **looks)
        sheet.worksheet.set_column(place, place, column.width, style)
    return sheet


def _filtered(sheet: Sheet, columns: int) -> None:
    sheet.worksheet.autofilter(0, 0, max(sheet.row - 1, 1), columns - 1)
