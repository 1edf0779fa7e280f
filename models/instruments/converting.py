"""Has pyxform make an XForm of the sheets, and reads out of what it says where it stops."""

import gc
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from models.instruments.columns import Column
from models.instruments.names import is_name
from models.instruments.problems import BrokenWorkbook, Problem
from models.instruments.quotes import carried
from models.instruments.sheets import Sheet

_TEXTS = {"label", "hint", "constraint_message", "required_message"}
_ROW = re.compile(r"\[row : (?P<row>\d+|unknown)\]\s*")
_PLACE = re.compile(
    r"On the '(?P<sheet>\w+)' sheet, the '(?P<column>.+?)' value (?:'[^']*' )?is (?:invalid|problematic)\.\s*"
)
_HEADINGS = re.compile(r"Invalid headers provided for sheet: '(?P<sheet>\w+)'\.\s*")


def convert(sheets: Mapping[str, Sheet], name: str) -> str:
    """Give the XForm of the sheets; `name` is the file's. Raises BrokenWorkbook with what pyxform stops at."""
    # pyxform takes long to import, and only reading a workbook needs it
    from pyxform.builder import create_survey_element_from_dict  # noqa: PLC0415
    from pyxform.errors import PyXFormError  # noqa: PLC0415
    from pyxform.xls2json import workbook_to_json  # noqa: PLC0415
    from pyxform.xls2json_backends import DefinitionData  # noqa: PLC0415

    try:
        # The steps of pyxform.xls2xform.convert but one, which looks through every list once a question.
        definition = DefinitionData(**_as_pyxform_wants(sheets, name))
        survey = workbook_to_json(definition, fallback_form_name=definition.fallback_form_name, warnings=[])
        with _uncollected():
            xform: str = create_survey_element_from_dict(survey).to_xml(
                validate=False, pretty_print=False, warnings=[]
            )
    except PyXFormError as wrong:
        raise BrokenWorkbook((_problem(str(wrong)),)) from wrong
    except (ArithmeticError, AttributeError, IndexError, KeyError, TypeError, ValueError) as wrong:
        # What pyxform trips over without saying why; the inspection has usually said it.
        reason = f"pyxform cannot read the workbook ({type(wrong).__name__}: {wrong})"
        raise BrokenWorkbook((Problem("", 0, "", reason),)) from wrong
    return xform


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let the garbage collector rest: it would look again and again through a document that only grows."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _as_pyxform_wants(sheets: Mapping[str, Sheet], name: str) -> dict[str, Any]:
    given: dict[str, Any] = {
        "sheet_names": list(sheets),
        "fallback_form_name": re.sub(r"\.[^.]*\Z", "", name) or "form",
    }
    for sheet in sheets.values():
        headings = [column.heading for column in sheet.columns if _is_for_pyxform(sheet, column)]
        given[sheet.name] = _rows(sheet, headings)
        given[f"{sheet.name}_header"] = [dict.fromkeys(headings)]
    return given


def _is_for_pyxform(sheet: Sheet, column: Column) -> bool:
    """Whether it can write the column: it names elements after those that authors add to their choices."""
    return sheet.name != "choices" or column.name != column.heading or is_name(column.name)


def _rows(sheet: Sheet, headings: list[str]) -> list[dict[str, str]]:
    """Give the rows with the empty ones between them, so that pyxform counts them as they stand."""
    texts = {column.heading for column in sheet.columns if column.name in _TEXTS}
    wanted = set(headings)
    rows: list[dict[str, str]] = [{} for _ in range(sheet.rows[-1].number - 1 if sheet.rows else 0)]
    for row in sheet.rows:
        rows[row.number - 2] = {
            heading: carried(cell) if heading in texts else cell.replace("table-list", "field-list")
            for heading, cell in row.cells.items()
            if heading in wanted
        }
    return rows


def _problem(message: str) -> Problem:
    """Read out of pyxform's message where it points at."""
    line = " ".join(message.split())
    sheet, row, column = "", 0, ""
    if (match := _ROW.search(line)) is not None:
        sheet, row = "survey", 0 if match["row"] == "unknown" else int(match["row"])
        line = line[: match.start()] + line[match.end() :]
    if (match := _PLACE.search(line)) is not None:
        sheet, column = match["sheet"], match["column"]
        row = 2 if sheet == "settings" else row
        line = line[: match.start()] + line[match.end() :]
    if (match := _HEADINGS.search(line)) is not None:
        sheet, row = match["sheet"], 1
        line = line[: match.start()] + line[match.end() :]
    return Problem(sheet, row, column, line.split(" Learn more:")[0].strip())
