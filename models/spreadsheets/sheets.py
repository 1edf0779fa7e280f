"""A file as it was uploaded becomes the cells of its tables: XLSX, or CSV in any of its dialects."""

import csv
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from models.spreadsheets.problems import SheetProblems, unreadable
from models.spreadsheets.sentences import N_

Cell = str | int | float | None
Sheet = list[tuple[Cell, ...]]  # row after row, from the file's first one on, empty ones too

MOST_ROWS = 10_000
MOST_COLUMNS = 100
LARGEST = 100 * 2**20  # bytes of a workbook when unpacked
_DELIMITERS = ",;\t"
_DAMAGED = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,
    OSError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
)
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"  # .xls, and the wrapping of any workbook with a password


def read_sheets(content: bytes, name: str) -> list[Sheet]:
    """Every table in the file: the visible sheets of a workbook; a CSV under each delimiter it may have.

    Raises SheetProblems with one line where the file cannot be read.
    """
    if not content.strip():
        raise unreadable(N_("{name} is empty"), name=name)
    if content.startswith(_COMPOUND_FILE):
        raise unreadable(
            N_("{name} is an old .xls or has a password; save it as .xlsx without a password"), name=name
        )
    if content.startswith(b"PK"):
        return _workbook(content, name)
    return _csv(content, name)


def _workbook(content: bytes, name: str) -> list[Sheet]:
    _check_package(content, name)
    from openpyxl import load_workbook  # noqa: PLC0415  loaded when somebody has a workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of extensions that do not concern the cells
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheets = [s for s in book.worksheets if s.sheet_state == "visible"]
            return [_limited(_rows_of(sheet), name) for sheet in sheets]
    except _DAMAGED as error:
        raise _damaged(name) from error


def _check_package(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except zipfile.BadZipFile as error:
        raise _damaged(name) from error
    names = {part.filename for part in parts}
    if "xl/vbaProject.bin" in names:
        raise unreadable(N_("{name} has macros; save it as .xlsx, which has none"), name=name)
    if "xl/workbook.xml" not in names:
        raise unreadable(N_("{name} is not an Excel workbook; save it as .xlsx or .csv"), name=name)
    if sum(part.file_size for part in parts) > LARGEST:
        raise unreadable(N_("{name} is too large; keep only the sheet that is wanted"), name=name)


def _damaged(name: str) -> SheetProblems:
    return unreadable(N_("{name} is damaged; open it, save it again as .xlsx and try that"), name=name)


def _rows_of(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()  # what it claims to measure is often wrong
    return iter(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS))


def _csv(content: bytes, name: str) -> list[Sheet]:
    text = _decoded(content, name)
    first, _newline, rest = text.partition("\n")
    if first.strip().lower() in {f"sep={d}" for d in _DELIMITERS}:  # Excel's own note to itself
        text = f"\n{rest}"
    try:
        return [
            _limited(csv.reader(io.StringIO(text, newline=""), delimiter=d), name)
            for d in _DELIMITERS
            if d in text or d == ","
        ]
    except csv.Error as error:
        raise unreadable(
            N_("{name} cannot be read as CSV ({fault}); save it as .xlsx"), name=name, fault=str(error)
        ) from error


def _decoded(content: bytes, name: str) -> str:
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and not text.startswith("%PDF"):
            return text
    raise unreadable(N_("{name} is neither a workbook (.xlsx) nor a table in text (.csv)"), name=name)


def _limited(rows: Iterator[Sequence[Any]], name: str) -> Sheet:
    sheet: Sheet = []
    for row in rows:
        if len(sheet) == MOST_ROWS:
            raise unreadable(
                N_("{name} has more than {most} rows; keep only those that are wanted"),
                name=name,
                most=MOST_ROWS,
            )
        sheet.append(tuple(_cell(value) for value in row[:MOST_COLUMNS]))
    return sheet


def _cell(value: Any) -> Cell:
    return value if value is None or isinstance(value, str | int | float) else str(value)
