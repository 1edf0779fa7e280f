"""Responses as an XLSX workbook, written row by row: memory does not grow with their number."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from bot.reports.responses.cells import Cell
from bot.reports.responses.columns import Column

CHARACTERS = 32_767
"""What a cell holds, counted as Excel counts: in UTF-16 units."""
COLUMNS = 16_384
ROWS = 1_048_576
CUT = " […]"
FIRST_DAY = date(1900, 3, 1)
"""Excel takes 1900 for a leap year; days before its end are kept as text."""
WIDEST = 40

_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


@dataclass
class Sheet:
    """A sheet that is written from top to bottom, below frozen headings."""

    worksheet: Any
    day: Any
    row: int = 0
    shortened: int = 0  # cells that were too long and had to be cut

    def add(self, cells: Iterable[Cell]) -> None:
        """Write the next row."""
        for place, cell in enumerate(cells):
            self._write(place, cell)
        self.row += 1

    def _write(self, place: int, cell: Cell) -> None:
        match cell:
            case None:
                return
            case bool():
                self.worksheet.write_boolean(self.row, place, cell)
            case int() | Decimal():
                self.worksheet.write_number(self.row, place, cell)
            case date() if cell >= FIRST_DAY:
                self.worksheet.write_datetime(self.row, place, cell, self.day)
            case _:
                text = _fitting(str(cell))
                self.shortened += text != str(cell)
                self.worksheet.write_string(self.row, place, text)


class Book:
    """An XLSX workbook on its way to a file."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._bold = workbook.add_format({"bold": True, "bottom": 1})
        self._day = workbook.add_format({"num_format": "yyyy-mm-dd"})

    def sheet(self, name: str, headings: Sequence[str], *, frozen: int = 0) -> Sheet:
        """Add a sheet; its headings and the first `frozen` columns stay in sight."""
        worksheet = self._workbook.add_worksheet(name)
        for place, heading in enumerate(headings):
            worksheet.set_column(place, place, min(max(len(heading) + 2, 10), WIDEST))
        worksheet.freeze_panes(1, frozen)
        for place, heading in enumerate(headings):
            worksheet.write_string(0, place, _fitting(heading), self._bold)
        return Sheet(worksheet, self._day, row=1)

    def style(self, **properties: Any) -> Any:
        """How cells look, to be given to a column; the properties are XlsxWriter's."""
        return self._workbook.add_format(properties)

    def table(self, name: str, columns: Sequence[Column], *, frozen: int) -> Sheet:
        """Add a sheet for these columns."""
        return self.sheet(name, [column.heading for column in columns], frozen=frozen)


@contextmanager
def book(file: Path, temporary: Path) -> Iterator[Book]:
    """A workbook that stands in `file` when the block ends; rows wait in the folder `temporary`. Raises OSError."""
    workbook = Workbook(str(file), {**_OPTIONS, "constant_memory": True, "tmpdir": str(temporary)})
    try:
        yield Book(workbook)
        workbook.close()
    except FileCreateError as error:
        raise _cause(error) from error
    finally:
        for worksheet in workbook.worksheets():
            worksheet._opt_close()
        workbook.fileclosed = True  # a workbook that failed is not to be written after all


@contextmanager
def workbook_in(out: BytesIO) -> Iterator[Book]:
    """A workbook of a few thousand rows at most, whose bytes are in `out` when the block ends."""
    workbook = Workbook(out, {**_OPTIONS, "in_memory": True})
    yield Book(workbook)
    workbook.close()


def _cause(error: FileCreateError) -> OSError:
    cause = error.args[0] if error.args else None
    return cause if isinstance(cause, OSError) else OSError(str(error))


def _fitting(text: str) -> str:
    units = text.encode("utf-16-le")
    if len(units) <= CHARACTERS * 2:
        return text
    return units[: (CHARACTERS - len(CUT)) * 2].decode("utf-16-le", errors="ignore") + CUT
