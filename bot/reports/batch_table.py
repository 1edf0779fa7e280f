"""A batch as a workbook: a sheet with a row an agent and quick win, and a sheet with the counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from bot.errands.errand_kind import Made, Undoable
from bot.i18n import N_, _, when
from bot.reports.responses.cells import Cell
from bot.reports.responses.xlsx_file import Book, workbook_in
from bot.steps import cause_text, step_name
from models.desk.standing import Reach
from models.desk.table import BatchTable, Line
from models.quickwins.gate import Verdict

VERDICTS = {
    Verdict.QUICK_WIN: N_("quick win"),
    Verdict.MAJOR_PROJECT: N_("major project"),
    Verdict.FILL_IN: N_("fill-in"),
    Verdict.DROP: N_("better dropped"),
}
REACHES = {
    Reach.HERE: N_("has joined"),
    Reach.NEVER: N_("not joined yet"),
    Reach.BLOCKED: N_("has shut the bot out"),
}
FROZEN = 2  # columns that stay in sight: who it is, and from where


@dataclass(frozen=True)
class Column:
    """One column: its heading, an N_() string, its width in characters, and what stands in it."""

    heading: str
    width: int
    cell: Callable[[Line, BatchTable], Cell]


def _day(instant: datetime | None, table: BatchTable) -> date | None:
    return instant.astimezone(ZoneInfo(table.zone)).date() if instant else None


def _reviews(line: Line) -> str | None:
    details = line.details
    if details is None or not details.reviews_asked:
        return None
    return _("{n} of {count}").format(n=details.reviews_done, count=details.reviews_asked)


def _state(line: Line) -> str:
    if line.owned is None or line.owned.alive:
        return step_name(line.owned.step if line.owned else line.standing.step)
    return _("nobody works on it any more")


def _days_stuck(line: Line, table: BatchTable) -> int | None:
    return max((one.days(table.now) for one in line.stuck), default=None)


def _verdict(line: Line) -> str | None:
    judged = line.details.judged if line.details else None
    return _(VERDICTS[judged.verdict]) if judged else None


def _pushed(line: Line) -> date | None:
    return line.standing.pushed.on if line.standing.pushed else None


def _answered(line: Line) -> str | None:
    pushed = line.standing.pushed
    if pushed is None:
        return None
    return _("Yes") if pushed.answered else _("No")


COLUMNS: Sequence[Column] = (
    Column(N_("Name"), 28, lambda line, _table: line.standing.member.name),
    Column(N_("Agency"), 24, lambda line, _table: line.standing.member.agency),
    Column(N_("Reached"), 16, lambda line, _table: _(REACHES[line.standing.reach])),
    Column(N_("Since"), 11, lambda line, table: _day(line.standing.reach_since, table)),
    Column(N_("Quick win"), 10, lambda line, _table: line.owned.code if line.owned else None),
    Column(N_("Problem"), 45, lambda line, _table: line.owned.problem if line.owned else None),
    Column(N_("Step"), 22, lambda line, _table: _state(line)),
    Column(
        N_("Last moved"), 11, lambda line, table: _day(line.owned.moved_at if line.owned else None, table)
    ),
    Column(
        N_("Priority field"),
        16,
        lambda line, table: table.rules.field(line.details.content.field) if line.details else None,
    ),
    Column(
        N_("City goal"),
        12,
        lambda line, table: table.rules.goal(line.details.content.goal) if line.details else None,
    ),
    Column(N_("Impact"), 8, lambda line, _table: line.details.content.impact if line.details else None),
    Column(N_("Effort"), 8, lambda line, _table: line.details.content.effort if line.details else None),
    Column(
        N_("Days to the first result"),
        12,
        lambda line, _table: line.details.content.days if line.details else None,
    ),
    Column(N_("By its figures"), 16, lambda line, _table: _verdict(line)),
    Column(
        N_("Let through"),
        10,
        lambda line, _table: _("Yes") if line.details and line.details.let_through else None,
    ),
    Column(N_("Pieces of evidence"), 8, lambda line, _table: line.details.evidence if line.details else None),
    Column(N_("Reviews"), 10, lambda line, _table: _reviews(line)),
    Column(N_("Stuck"), 45, lambda line, _table: "; ".join(map(cause_text, line.stuck)) or None),
    Column(N_("Days stuck"), 8, _days_stuck),
    Column(N_("Last push"), 11, lambda line, _table: _pushed(line)),
    Column(N_("Answered since"), 10, lambda line, _table: _answered(line)),
)


def make_batch_table(table: BatchTable | None) -> Made:
    """The workbook, as it is sent into the chat. Raises Undoable where it is not theirs to have."""
    if table is None:
        raise Undoable(_("This is for the facilitators and leaders of a batch. /menu shows what you can do."))
    text = _("{batch}, as of {time}").format(batch=table.batch, time=when(table.now, table.zone))
    return Made(text, f"{table.code}.xlsx", batch_table(table))


def batch_table(table: BatchTable) -> bytes:
    """The workbook (XLSX), in the language being spoken. No telephone number is in it: the roster has those."""
    out = BytesIO()
    with workbook_in(out) as book:
        _agents(book, table)
        _summary(book, table)
    return out.getvalue()


def _agents(book: Book, table: BatchTable) -> None:
    sheet = book.sheet(_("Agents"), [_(column.heading) for column in COLUMNS], frozen=FROZEN)
    for place, column in enumerate(COLUMNS):
        sheet.worksheet.set_column(place, place, column.width)
    for line in table.lines:
        sheet.add(column.cell(line, table) for column in COLUMNS)
    sheet.worksheet.autofilter(0, 0, max(len(table.lines), 1), len(COLUMNS) - 1)


def _summary(book: Book, table: BatchTable) -> None:
    sheet = book.sheet(_("Summary"), (_("Step"), _("Agents")))
    sheet.worksheet.set_column(0, 0, 30)
    for step, count in table.steps.items():
        sheet.add((step_name(step), count))
    sheet.add((_("In all"), sum(table.steps.values())))
    sheet.add(())
    sheet.add((f"{table.batch} · {table.programme}", None))
    sheet.add((table.organisation, None))
    sheet.add((_("As of {time}").format(time=when(table.now, table.zone)), None))
