"""Reads a workbook's cells as texts."""

import datetime
import io
import warnings
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import chain, islice, repeat
from typing import Any

from models.instruments.columns import column
from models.instruments.container import open_container, refused
from models.instruments.problems import BrokenWorkbook, Problem
from models.instruments.sheets import Row, Sheet
from models.instruments.values import writable

SHEETS = ("survey", "choices", "settings", "external_choices", "entities", "osm")
_MOST_ROWS = 100_000
_MOST_COLUMNS = 500
_MOST_CELLS = 2_000_000
_LONGEST_CELL = 32_767
_EMPTY_ROWS = 60
"""After so many empty rows a sheet is taken to have ended, as pyxform does."""

_HEADINGS_WITHIN = 10
"""So many rows are looked through for headings that do not stand in the first one."""
_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
_AROUND = _UNSEEN + " \t\r\n\xa0"


def read_sheets(content: bytes, name: str) -> Mapping[str, Sheet]:
    """Read the sheets that belong to a form, by name. Raises BrokenWorkbook for what is no safe workbook."""
    is_raw = open_container(content, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read_all(content, name, is_raw=is_raw)
    except BrokenWorkbook:
        raise
    except Exception as wrong:  # what a damaged file makes openpyxl raise is beyond listing
        raise refused(f"{name} is damaged or not an .xlsx workbook") from wrong


def _read_all(content: bytes, name: str, *, is_raw: bool) -> Mapping[str, Sheet]:
    """Read all; where formulas have not been worked out, they are told rather than taken for empty cells."""
    # openpyxl takes long to import, and only reading a workbook needs it
    from openpyxl import load_workbook  # noqa: PLC0415

    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    formulas = load_workbook(io.BytesIO(content), read_only=True) if is_raw else None
    try:
        if not workbook.worksheets:
            raise refused(f"{name} has no sheets")
        titles = [str(sheet.title).strip(_AROUND).lower() for sheet in workbook.worksheets]
        wanted = _wanted(titles)
        sheets = [
            _read_sheet(
                title,
                _rows(workbook.worksheets[at]),
                islice(_rows(formulas.worksheets[at]), 1, None) if formulas else repeat(()),
            )
            for at, title in wanted.items()
        ]
        return {sheet.name: sheet for sheet in (*sheets, *_misnamed(titles, wanted.values()))}
    finally:
        workbook.close()
        if formulas is not None:
            formulas.close()


def _wanted(titles: Sequence[str]) -> dict[int, str]:
    """Give which sheets belong to a form, and as what; the only one there is may have any title."""
    if len(titles) == 1 and titles[0] not in SHEETS:
        return {0: "survey"}
    return {at: title for at, title in enumerate(titles) if title in SHEETS}


def _misnamed(titles: Sequence[str], found: Collection[str]) -> Iterator[Sheet]:
    """Give the sheets whose titles are a typing error away from one that is not there."""
    missing = [name for name in SHEETS[:3] if name not in found]
    for title in titles:
        for meant in get_close_matches(title, missing, 1, 0.8) if title not in found else ():
            yield Sheet(title, (), (), (Problem(title, 0, "", f"this sheet has to be named {meant}"),))


def _rows(sheet: Any) -> Iterator[Sequence[Any]]:
    sheet.reset_dimensions()
    rows: Iterator[Sequence[Any]] = sheet.iter_rows(values_only=True)
    return rows


def _read_sheet(title: str, rows: Iterator[Sequence[Any]], formulas: Iterable[Sequence[Any]]) -> Sheet:
    headings = [_text(value) for value in next(rows, ())]
    if any(headings[_MOST_COLUMNS:]):
        raise refused(f"sheet {title} has more than {_MOST_COLUMNS} columns")
    problems = [
        Problem(title, 1, heading, "two columns are headed like this")
        for heading, count in Counter(filter(None, headings)).items()
        if count > 1
    ]
    reading = _Reading(title, headings)
    for number, (values, formula) in enumerate(zip(rows, formulas, strict=False), start=2):
        if number - reading.last > _EMPTY_ROWS:
            break
        reading.take(number, values, formula)
    return reading.sheet(problems)


class _Reading:
    """The rows of a sheet so far, and what is wrong with its cells."""

    def __init__(self, title: str, headings: Sequence[str]) -> None:
        double = any("::" in heading for heading in headings)
        self.columns = tuple(column(heading, title, double=double) for heading in headings if heading)
        self.last = 1
        self._title = title
        self._headings = headings
        self._is_headed = title != "survey" or _is_head(headings)
        self._rows: list[Row] = []
        self._problems: list[Problem] = []
        self._cells = 0

    def take(self, number: int, values: Sequence[Any], formula: Sequence[Any]) -> None:
        """Read one row."""
        if not self._is_headed and number <= _HEADINGS_WITHIN and _is_head([_text(v) for v in values]):
            self._is_headed = True
            reason = f"the headings stand in row {number}; they belong in row 1"
            self._problems.append(Problem(self._title, number, "", reason))
        filled: dict[str, str] = {}
        for heading, value, behind in zip(self._headings, values, chain(formula, repeat(None)), strict=False):
            if not heading:
                continue
            if text := _text(value):
                filled[heading] = text
            if text in _ERRORS or (value is None and behind is not None):
                self._problems.append(Problem(self._title, number, heading, _of_formula(text)))
        if filled:
            self._rows.append(Row(number, filled))
            self.last = number
            self._cells += len(filled)
        if self._cells > _MOST_CELLS or number > _MOST_ROWS:
            raise refused(f"sheet {self._title} has more rows than a form can need")

    def sheet(self, problems: Sequence[Problem]) -> Sheet:
        """Give all that was read."""
        if self._title == "survey" and not self.columns and not self._rows and not self._problems:
            problems = [Problem(self._title, 0, "", "this sheet is empty")]
        return Sheet(self._title, self.columns, tuple(self._rows), (*problems, *self._problems))


def _is_head(texts: Sequence[str]) -> bool:
    return {"type", "name"} <= {column(text, "survey", double=False).name for text in texts if text}


def _of_formula(text: str) -> str:
    if text:
        return f"the formula in this cell comes to {text}"
    return "the result of the formula in this cell is not in the file: open it in Excel or LibreOffice and save it"


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
    return writable(str(value)[:_LONGEST_CELL]).replace("\xa0", " ").strip(_AROUND)
