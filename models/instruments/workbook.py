"""A workbook becomes a checked form."""

import re
from collections.abc import Iterable, Mapping
from graphlib import CycleError
from typing import Any

from models.instruments.expressions.errors import ExpressionError
from models.instruments.files import missing, named_in, tables_of
from models.instruments.form import Form, Table
from models.instruments.inspection import inspect
from models.instruments.outline import outline
from models.instruments.problems import BrokenWorkbook, Problem
from models.instruments.quotes import carried
from models.instruments.sheets import Sheet, read_sheets
from models.instruments.verification import verify
from models.instruments.xform import read_xform

_TEXTS = {"label", "hint", "constraint_message", "required_message"}
_ROW = re.compile(r"\[row : (?P<row>\d+)\]\s*")
_PLACE = re.compile(
    r"On the '(?P<sheet>\w+)' sheet, the '(?P<column>[^']+)' value (?:'[^']*' )?is (?:invalid|problematic)\.\s*"
)


def read_workbook(content: bytes, name: str, files: Mapping[str, bytes] | None = None) -> Form:
    """Read an XLSForm (.xlsx); `name` is the file's, and the form's id where the settings give none.

    `files` are those beside it, by name; `files_named` says which. Raises BrokenWorkbook with all that is
    wrong with it.
    """
    sheets = read_sheets(content, name)
    named = named_in(sheets)
    tables = tables_of(named, files or {})
    problems = [*inspect(sheets, tables), *missing(named, files or {})]
    form, refused = _convert(sheets, name, tables)
    places = {(problem.sheet, problem.row) for problem in problems}
    problems += [
        problem
        for problem in refused
        if not problems or (problem.row and (problem.sheet, problem.row) not in places)
    ]
    if form is None or problems:
        raise BrokenWorkbook(tuple(problems))
    return form


def _convert(
    sheets: Mapping[str, Sheet], name: str, tables: Mapping[str, Table]
) -> tuple[Form | None, list[Problem]]:
    """Have pyxform make an XForm of the sheets, and read that; or say what it stops at."""
    # pyxform takes long to import, and only reading a workbook needs it
    from pyxform.builder import create_survey_element_from_dict  # noqa: PLC0415
    from pyxform.errors import PyXFormError  # noqa: PLC0415
    from pyxform.xls2json import workbook_to_json  # noqa: PLC0415
    from pyxform.xls2json_backends import DefinitionData  # noqa: PLC0415

    if "survey" not in sheets:
        return None, []
    try:
        # The steps of pyxform.xls2xform.convert but one, which looks through every list once a question.
        definition = DefinitionData(**_as_pyxform_wants(sheets, name))
        survey = workbook_to_json(definition, fallback_form_name=definition.fallback_form_name, warnings=[])
        xform = create_survey_element_from_dict(survey).to_xml(
            validate=False, pretty_print=False, warnings=[]
        )
    except PyXFormError as wrong:
        return None, [_problem(str(wrong))]
    except (ArithmeticError, AttributeError, IndexError, KeyError, TypeError, ValueError) as wrong:
        # What pyxform trips over without saying why; the inspection has usually said it.
        return None, [
            Problem("", 0, "", f"pyxform cannot read the workbook ({type(wrong).__name__}: {wrong})")
        ]
    tree = outline(sheets["survey"])
    types = {entry.path: entry.type.kind or "text" for entry in tree.entries}
    rows = {entry.path: entry.row.number for entry in tree.entries}
    form = read_xform(xform, types, tables)
    try:
        wrong_places: Iterable[tuple[str, str, str]] = verify(form)
    except (ExpressionError, CycleError) as wrong:
        return form, [Problem("survey", 0, "", str(wrong))]
    return form, [
        Problem("survey", rows.get(path, 0), sheets["survey"].heading(column), reason)
        for path, column, reason in wrong_places
    ]


def _as_pyxform_wants(sheets: Mapping[str, Sheet], name: str) -> dict[str, Any]:
    given: dict[str, Any] = {
        "sheet_names": list(sheets),
        "fallback_form_name": re.sub(r"\.[^.]*\Z", "", name) or "form",
    }
    for sheet in sheets.values():
        given[sheet.name] = _rows(sheet)
        given[f"{sheet.name}_header"] = [{column.heading: None for column in sheet.columns}]
    return given


def _rows(sheet: Sheet) -> list[dict[str, str]]:
    """Give the rows with the empty ones between them, so that pyxform counts them as they stand."""
    texts = {column.heading for column in sheet.columns if column.name in _TEXTS}
    rows: list[dict[str, str]] = [{} for _ in range(sheet.rows[-1].number - 1 if sheet.rows else 0)]
    for row in sheet.rows:
        rows[row.number - 2] = {
            heading: carried(cell) if heading in texts else cell.replace("table-list", "field-list")
            for heading, cell in row.cells.items()
        }
    return rows


def _problem(message: str) -> Problem:
    """Read out of pyxform's message where it points at."""
    line = " ".join(message.split())
    sheet, row, column = "", 0, ""
    if (match := _ROW.search(line)) is not None:
        sheet, row = "survey", int(match["row"])
        line = line[: match.start()] + line[match.end() :]
    if (match := _PLACE.search(line)) is not None:
        sheet, column = match["sheet"], match["column"]
        row = 2 if sheet == "settings" else row
        line = line[: match.start()] + line[match.end() :]
    return Problem(sheet, row, column, line.split(" Learn more:")[0].strip())
