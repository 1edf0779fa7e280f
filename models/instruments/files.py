"""The files that a workbook names: tables to choose from and to look things up in, pictures and sounds."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from mimetypes import guess_type
from pathlib import PurePath

from models.instruments.form import Table
from models.instruments.items import MEDIA
from models.instruments.outline import Outline, outline
from models.instruments.problems import Problem
from models.instruments.pulling import pulled_in
from models.instruments.sheets import Row, Sheet
from models.instruments.values import writable

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
    is_table: bool = True
    kind: str = ""  # "image", "audio" or "video"


def files_named(sheets: Mapping[str, Sheet]) -> frozenset[str]:
    """Give the names of the files that belong beside a workbook."""
    return frozenset(named.file for named in named_in(sheets))


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
        if not one.is_table:
            together += len(content or b"")
        reason = _unfit(one) or _unreadable(one, content) or _unsendable(one, content or b"", together)
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
            yield Named(entry.type.list_name, "survey", at, survey.heading("type"))
        for column, text in survey.cells(entry.row):
            if column.name in _EXPRESSIONS:
                for table in pulled_in(text):
                    yield Named(f"{table}.csv", "survey", at, column.heading)


def _media(sheet: Sheet, rows: tuple[Row, ...]) -> Iterator[Named]:
    for row in rows:
        for column, text in sheet.cells(row):
            if column.name in MEDIA:
                kind = column.name.removeprefix("big-")
                yield Named(text, sheet.name, row.number, column.heading, is_table=False, kind=kind)


def _unfit(named: Named) -> str:
    """Say what its name tells already."""
    name, ending = named.file, PurePath(named.file).suffix
    if PurePath(name).name != name or "\\" in name:
        return f"{name} is a path; only the name of a file beside the workbook belongs here"
    if named.is_table:
        return "" if ending == ".csv" else f"{name} cannot be read: choices and tables come from .csv files"
    kind = (guess_type(name)[0] or "").partition("/")[0]
    return "" if kind == named.kind else f"the file {name} is no {named.kind}"


def _unreadable(named: Named, content: bytes | None) -> str:
    if content is None:
        return f"the file {named.file} is not beside the workbook"
    rows = _rows(content) if named.is_table else ()
    return "" if isinstance(rows, tuple) else f"the file {named.file} {rows}"


def _unsendable(named: Named, content: bytes, together: int) -> str:
    if not content:
        return f"the file {named.file} is empty"
    if named.is_table:
        return ""
    if len(content) > LARGEST_PICTURE:
        return f"the file {named.file} is larger than {LARGEST_PICTURE // 2**20} MB"
    if together > LARGEST_TOGETHER:
        return f"the files are larger than {LARGEST_TOGETHER // 2**20} MB together"
    return ""


def _rows(content: bytes) -> Table | str:
    """Read a CSV with headings: its rows, or what is wrong with it."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "is not written in UTF-8; save it as “CSV UTF-8”"
    first = text.partition("\n")[0]
    separator = ";" if ";" in first and "," not in first else ","
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=separator, strict=True))
    except csv.Error as wrong:
        return f"is no CSV: {wrong}"
    if len(lines) > _MOST_ROWS:
        return f"has more than {_MOST_ROWS} rows"
    headings = [heading.strip() for heading in lines[0]] if lines else []
    if doubled := [heading for heading, count in Counter(headings).items() if heading and count > 1]:
        return f"has two columns {doubled[0]}"
    for number, line in enumerate(lines[1:], start=2):
        if any(line[len(headings) :]):
            return f"has more cells than columns in row {number}; put quotation marks round what holds a {separator}"
    rows = tuple(
        {h: writable(cell).strip() for h, cell in zip_longest(headings, line, fillvalue="") if h}
        for line in lines[1:]
        if any(line)
    )
    return rows or "has no rows"
