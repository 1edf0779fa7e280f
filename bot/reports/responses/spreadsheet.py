"""What stands in the workbook: the responses, when each question was answered, the labels, the versions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from bot.reports.responses.cells import Cell, moment
from bot.reports.responses.columns import columns, times
from bot.reports.responses.labels import headings, labels
from bot.reports.responses.problems import TooLarge
from bot.reports.responses.questionnaire import Questionnaire
from bot.reports.responses.repeats import Numbering, repeats
from bot.reports.responses.xlsx_file import COLUMNS, ROWS, Book, Sheet, book
from models.instruments.versions import InstrumentVersion
from models.responses import Received

T = TypeVar("T")

READING = (
    "responses: one row a response, also of those whose time ran out (_complete is then FALSE).",
    "group/name: the answer; several choices stand in one cell, and 1 or 0 under group/name/choice.",
    "An empty cell was not asked or not answered, or does not belong to the version (_version) that was answered.",
    "Scales whose choices are numbers, and what is calculated, are numbers; other choices stand by their name.",
    "A repeat has a sheet of its own, a row an occurrence; _parent_index is the row (_index) it belongs to.",
    "times: when each question was answered; _start, _end and times are local to the batch.",
    "labels: what people read, in each language, one row a wording; ${name} is filled in for each reader.",
)


@dataclass(frozen=True)
class About:
    """What is exported, and when (aware)."""

    code: str
    versions: tuple[InstrumentVersion, ...]  # newest first
    now: datetime


def write_workbook(
    file: Path, questionnaire: Questionnaire, responses: Iterable[Received], about: About
) -> int:
    """Write the workbook; returns how many cells were longer than a cell holds. Raises OSError, TooLarge."""
    wanted = columns(questionnaire)
    for width in (len(wanted), *(len(table.headings) for table in repeats(questionnaire))):
        if width > COLUMNS:
            raise TooLarge(file, width, "columns", COLUMNS)
    answered = times(wanted)
    total = complete = 0
    with book(file, file.parent) as workbook:
        rows = workbook.table("responses", wanted, frozen=3)
        when = workbook.table("times", answered, frozen=1)
        numbering = Numbering(repeats(questionnaire))
        inner = {
            table.path: workbook.sheet(table.name, table.headings, frozen=1) for table in numbering.tables
        }
        for response in _fitting(responses, file):
            for table, cells in numbering.rows(response, total + 1):
                _add(inner[table.path], cells, file)
            rows.add(column.show(response) for column in wanted)
            when.add(column.show(response) for column in answered)
            total += 1
            complete += response.complete
        words = workbook.sheet("labels", headings(questionnaire), frozen=1)
        for label in _fitting(labels(questionnaire), file):
            words.add(label)
        _write_versions(workbook, questionnaire, about)
        shortened = rows.shortened + words.shortened + sum(sheet.shortened for sheet in inner.values())
        _write_about(workbook.sheet("about", ("", about.code)), about, total, complete, shortened)
    return shortened


def _write_versions(workbook: Book, questionnaire: Questionnaire, about: About) -> None:
    sheet = workbook.sheet("versions", ("number", "title", "added", "questions", "workbook", "sha256"))
    forms = {version.number: version.form for version in questionnaire.versions}
    for version in about.versions:
        questions = sum(item.asked and item.type != "note" for item in forms[version.number].items)
        added = moment(version.added_at, "UTC")
        sheet.add((version.number, version.title, added, questions, version.workbook_name, version.checksum))


def _write_about(sheet: Sheet, about: About, total: int, complete: int, shortened: int) -> None:
    facts: dict[str, Cell] = {
        "title": about.versions[0].title,
        "exported": moment(about.now, "UTC"),
        "responses": total,
        "complete": complete,
        "incomplete": total - complete,
        "versions": len(about.versions),
    }
    if shortened:
        facts["shortened cells"] = shortened
    for fact in facts.items():
        sheet.add(fact)
    for place, line in enumerate(READING):
        sheet.add(("how to read it" if place == 0 else None, line))
    if shortened:
        sheet.add((None, "A cell that ends in […] was longer than a cell holds; it is whole in the CSV."))


def _add(sheet: Sheet, cells: Iterable[Cell], file: Path) -> None:
    if sheet.row >= ROWS:
        raise TooLarge(file, sheet.row, "rows", ROWS - 1)
    sheet.add(cells)


def _fitting(rows: Iterable[T], file: Path) -> Iterator[T]:
    for number, row in enumerate(rows, 1):
        if number >= ROWS:
            raise TooLarge(file, number, "rows", ROWS - 1)
        yield row
