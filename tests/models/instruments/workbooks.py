"""Workbooks for tests, written as tables that can be read.

A line without | names a sheet, the line below it its headings; each line of a table is one row,
also where it is empty, so that row 2 is the first below the headings.
"""

from datetime import UTC, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from models.instruments.filling import Filling
from models.instruments.form import Form
from models.instruments.problems import BrokenWorkbook
from models.instruments.workbook import read_workbook

JAKARTA = ZoneInfo("Asia/Jakarta")
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Monday, 23 November 2026, 09.00 in Jakarta."""

NO_NAME = "is no name: it begins with a letter or _, and goes on with letters, digits, _, - and full stops"


def workbook(tables: str) -> bytes:
    """Write tables into an .xlsx file."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for line in tables.splitlines():
        text = line.strip()
        if text.startswith("|"):
            book.worksheets[-1].append([cell.strip() or None for cell in text.strip("|").split("|")])
        elif text:
            book.create_sheet(text)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def read(tables: str) -> Form:
    """Read tables into a form."""
    return read_workbook(workbook(tables), "uji.xlsx")


def fill(tables: str, language: str = "", **answers: str) -> Filling:
    """Open a form on Monday morning and answer some of its questions, by name."""
    filling = Filling(read(tables), language, MONDAY, JAKARTA)
    for name, value in answers.items():
        filling.answer(name, value)
    return filling


def problems(content: bytes | str) -> list[str]:
    """Give what a workbook is refused for, one line each."""
    with pytest.raises(BrokenWorkbook) as refused:
        read_workbook(workbook(content) if isinstance(content, str) else content, "uji.xlsx")
    return [str(problem) for problem in refused.value.problems]


def survey(
    *rows: str, headings: str = "type | name | label | relevant | calculation | constraint | default"
) -> str:
    """A survey of these rows below a question named nama, with a list of colours; the rows begin at 3."""
    lines = "\n".join(f"| {row} |" for row in rows)
    return f"""
        survey
        | {headings} |
        | text | nama | Nama |
        {lines}
        choices
        | list_name | name  | label | suhu  |
        | warna     | merah | Merah | panas |
        | warna     | biru  | Biru  | dingin |
        | tiga kata | a b   | A     |       |
        | jalan     | jalan setapak | Jalan |  |
    """
