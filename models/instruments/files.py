"""The files that a workbook names: tables to choose from and to look things up in, pictures and sounds."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from models.instruments.form import Table
from models.instruments.outline import Outline, outline
from models.instruments.problems import Problem
from models.instruments.pulling import pulled_in
from models.instruments.sheets import Row, Sheet, read_sheets
from models.instruments.values import writable

MEDIA = ("image", "big-image", "audio", "video")
LARGEST_PICTURE = 5 * 2**20
LARGEST_TOGETHER = 25 * 2**20
_MOST_ROWS = 100_000
_EXPRESSIONS = {"calculation", "relevant", "constraint", "choice_filter", "default", "required", "read_only"}


@dataclass(frozen=True)
class Named:
    """A file that a cell names."""

    file: str
    sheet: str
    row: int
    heading: str
    is_table: bool


def files_named(content: bytes, name: str) -> frozenset[str]:
    """Give the names of the files that belong beside a workbook. Raises BrokenWorkbook for what is none."""
    return frozenset(named.file for named in named_in(read_sheets(content, name)))


def named_in(sheets: Mapping[str, Sheet]) -> list[Named]:
    """Give every file that the sheets name, with where they do."""
    survey = sheets.get("survey")
    if survey is None:
        return []
    found = [*_of_survey(survey, outline(survey)), *_media(survey, survey.rows)]
    if (choices := sheets.get("choices")) is not None:
        found.extend(_media(choices, choices.rows))
    return found


def missing(named: list[Named], files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Say which files are not at hand, or cannot be sent or read."""
    together = 0
    for one in {one.file: one for one in reversed(named)}.values():
        content = files.get(one.file)
        if content is None:
            reason = f"the file {one.file} is not beside the workbook"
        elif one.is_table:
            reason = _unreadable(one.file, content)
        else:
            together += len(content)
            reason = _unsendable(one.file, content, together)
        if reason:
            yield Problem(one.sheet, one.row, one.heading, reason)


def tables_of(named: list[Named], files: Mapping[str, bytes]) -> dict[str, Table]:
    """Read the tables, by their files' names without the ending."""
    tables = {one.file for one in named if one.is_table}
    return {
        file.removesuffix(".csv"): rows
        for file in sorted(tables)
        if file in files and isinstance(rows := _rows(files[file]), tuple)
    }


def _of_survey(survey: Sheet, tree: Outline) -> Iterator[Named]:
    for entry in tree.entries:
        at = entry.row.number
        if entry.type.kind.endswith("_from_file") and entry.type.list_name:
            yield Named(entry.type.list_name, "survey", at, survey.heading("type"), is_table=True)
        for column, text in survey.cells(entry.row):
            if column.name in _EXPRESSIONS:
                for table in pulled_in(text):
                    yield Named(f"{table}.csv", "survey", at, column.heading, is_table=True)


def _media(sheet: Sheet, rows: tuple[Row, ...]) -> Iterator[Named]:
    for row in rows:
        for column, text in sheet.cells(row):
            if column.name in MEDIA:
                yield Named(text, sheet.name, row.number, column.heading, is_table=False)


def _unsendable(name: str, content: bytes, together: int) -> str:
    if not content:
        return f"the file {name} is empty"
    if len(content) > LARGEST_PICTURE:
        return f"the file {name} is larger than {LARGEST_PICTURE // 2**20} MB"
    if together > LARGEST_TOGETHER:
        return f"the files are larger than {LARGEST_TOGETHER // 2**20} MB together"
    return ""


def _unreadable(name: str, content: bytes) -> str:
    if not name.endswith(".csv"):
        return f"{name} cannot be read: choices and tables come from .csv files"
    rows = _rows(content)
    return "" if isinstance(rows, tuple) else f"the file {name} {rows}"


def _rows(content: bytes) -> Table | str:
    """Read a CSV with headings: its rows, or what is wrong with it."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "is not written in UTF-8"
    first = text.partition("\n")[0]
    separator = ";" if ";" in first and "," not in first else ","
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=separator, strict=True))
    except csv.Error as wrong:
        return f"is no CSV: {wrong}"
    if len(lines) > _MOST_ROWS:
        return f"has more than {_MOST_ROWS} rows"
    headings = [heading.strip() for heading in lines[0]] if lines else []
    rows = tuple(
        {h: writable(cell).strip() for h, cell in zip(headings, line, strict=False) if h}
        for line in lines[1:]
        if any(line)
    )
    return rows or "has no rows"
