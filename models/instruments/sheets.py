"""The sheets of a workbook as rows of text, with the row and column each cell stands in."""

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from models.instruments.columns import Column, column
from models.instruments.problems import BrokenWorkbook, Problem
from models.instruments.values import writable

SHEETS = ("survey", "choices", "settings", "external_choices", "entities", "osm")
_LARGEST_FILE = 20 * 2**20
_LARGEST_UNPACKED = 100 * 2**20
_MOST_PARTS = 2_000
_MOST_ROWS = 100_000
_MOST_COLUMNS = 500
_MOST_CELLS = 2_000_000
_LONGEST_CELL = 32_767
_EMPTY_ROWS = 60
"""After so many empty rows a sheet is taken to have ended, as pyxform does."""

_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """A row that is not empty: its number in the sheet and its cells by heading."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """A sheet with headings in its first row."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def heading(self, name: str) -> str:
        """Give how the (first) column of this name is headed here, or the name itself."""
        return next((column.heading for column in self.columns if column.name == name), name)

    def get(self, row: Row, name: str) -> str:
        """Give the cell of a row in the column of this name, "" where it is empty."""
        for known in self.columns:
            if known.name == name and known.heading in row.cells:
                return row.cells[known.heading]
        return ""

    def cells(self, row: Row) -> Iterator[tuple[Column, str]]:
        """Go through the filled cells of a row."""
        return ((known, row.cells[known.heading]) for known in self.columns if known.heading in row.cells)


def read_sheets(content: bytes, name: str) -> dict[str, Sheet]:
    """Read the sheets that belong to a form, by name. Raises BrokenWorkbook for what is no safe workbook."""
    _check_container(content, name)
    # openpyxl takes long to import, and only reading a workbook needs it
    from openpyxl import load_workbook  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            try:
                sheets = [_read_sheet(sheet, title) for sheet, title in _wanted(workbook)]
            finally:
                workbook.close()
    except BrokenWorkbook:
        raise
    except Exception as wrong:  # what a damaged file makes openpyxl raise is beyond listing
        raise _refused(f"{name} is damaged or not an .xlsx workbook") from wrong
    return {sheet.name: sheet for sheet in sheets}


def _check_container(content: bytes, name: str) -> None:
    if not content:
        raise _refused(f"{name} is an empty file")
    if len(content) > _LARGEST_FILE:
        raise _refused(f"{name} is larger than {_LARGEST_FILE // 2**20} MB")
    if not content.startswith(b"PK"):
        raise _refused(f"{name} is not an .xlsx workbook; save it as .xlsx (Excel or LibreOffice can)")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            infos = parts.infolist()
            if len(infos) > _MOST_PARTS or sum(info.file_size for info in infos) > _LARGEST_UNPACKED:
                raise _refused(f"{name} unpacks to more than a form can need")
            for info in infos:
                if info.filename.endswith((".xml", ".rels")):
                    _check_part(parts.read(info), name)
    except BrokenWorkbook:
        raise
    except Exception as wrong:  # the same of zipfile
        raise _refused(f"{name} is damaged: it cannot be unpacked") from wrong


def _check_part(part: bytes, name: str) -> None:
    if _ENTITIES.search(part.replace(b"\0", b"")):
        raise _refused(f"{name} declares XML entities, which no form needs")


def _wanted(workbook: Any) -> list[tuple[Any, str]]:
    titled = [(sheet, str(sheet.title).strip().lower()) for sheet in workbook.worksheets]
    if len(titled) == 1 and titled[0][1] not in SHEETS:
        return [(titled[0][0], "survey")]
    return [(sheet, title) for sheet, title in titled if title in SHEETS]


def _read_sheet(sheet: Any, title: str) -> Sheet:
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True)
    headings = [_text(value) for value in next(rows, ())[:_MOST_COLUMNS]]
    _check_headings(headings, title)
    double = any("::" in heading for heading in headings)
    columns = tuple(column(heading, title, double=double) for heading in headings if heading)
    kept: list[Row] = []
    cells = 0
    for number, values in enumerate(rows, start=2):
        if number - (kept[-1].number if kept else 1) > _EMPTY_ROWS:
            break
        filled = {
            heading: text
            for heading, value in zip(headings, values, strict=False)
            if heading and (text := _text(value))
        }
        if filled:
            kept.append(Row(number, filled))
            cells += len(filled)
        if cells > _MOST_CELLS or number > _MOST_ROWS:
            raise _refused(f"sheet {title} has more rows than a form can need")
    return Sheet(title, columns, tuple(kept))


def _check_headings(headings: list[str], title: str) -> None:
    doubled = sorted({heading for heading in headings if heading and headings.count(heading) > 1})
    if doubled:
        raise BrokenWorkbook(
            tuple(Problem(title, 1, heading, "two columns are headed like this") for heading in doubled)
        )


def _text(value: Any) -> str:
    """Give a cell as XLSForm reads it: whole numbers without ".0", TRUE and FALSE, dates as ISO."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer():
            return str(int(value))
        case datetime.datetime() if value.time() == datetime.time():
            return value.date().isoformat()
        case datetime.datetime() | datetime.date() | datetime.time():
            return value.isoformat()
    return writable(str(value)[:_LONGEST_CELL]).replace("\xa0", " ").strip()


def _refused(reason: str) -> BrokenWorkbook:
    return BrokenWorkbook((Problem("", 0, "", reason),))
