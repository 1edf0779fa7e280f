"""A workbook becomes a checked form."""

from collections.abc import Mapping
from graphlib import CycleError

from lxml import etree

from models.instruments.converting import convert
from models.instruments.expressions.errors import ExpressionError
from models.instruments.files import missing, named_in, tables_of
from models.instruments.form import Form, Table
from models.instruments.inspection import inspect, is_survey
from models.instruments.outline import outline
from models.instruments.problems import BrokenWorkbook, Problem, in_order
from models.instruments.reading import read_sheets
from models.instruments.sheets import Sheet
from models.instruments.verification import verify
from models.instruments.xform import read_xform


def read_workbook(content: bytes, name: str, files: Mapping[str, bytes] | None = None) -> Form:
    """Read an XLSForm (.xlsx) with the files it names; for all else see `form_of`."""
    return form_of(read_sheets(content, name), name, files or {})


def form_of(sheets: Mapping[str, Sheet], name: str, files: Mapping[str, bytes]) -> Form:
    """Make a form of a workbook's sheets; `name` is the file's, and the form's id where the settings give none.

    `files` are those beside it, by name; `files_named` says which. Raises BrokenWorkbook with all that is
    wrong with it.
    """
    named = named_in(sheets)
    tables = tables_of(named, files)
    problems = [*inspect(sheets, tables), *missing(named, files)]
    try:
        form = _converted(sheets, name, tables)
    except BrokenWorkbook as broken:
        raise BrokenWorkbook(in_order([*problems, *_news(broken.problems, problems)])) from broken
    if problems:
        raise BrokenWorkbook(in_order(problems))
    return form


def _news(found: tuple[Problem, ...], known: list[Problem]) -> list[Problem]:
    """Give what was found that is not just what follows from a problem that is known."""
    if any(problem.row <= 1 for problem in known):
        return []
    places = {(problem.sheet, problem.row) for problem in known}
    return [p for p in found if not known or (p.row and (p.sheet, p.row) not in places)]


def _converted(sheets: Mapping[str, Sheet], name: str, tables: Mapping[str, Table]) -> Form:
    if not is_survey(sheets):
        raise BrokenWorkbook(())
    xform = convert(sheets, name)
    survey = sheets["survey"]
    tree = outline(survey)
    types = {entry.path: entry.type.kind or "text" for entry in tree.entries}
    rows = {entry.path: entry.row.number for entry in tree.entries}
    try:
        form = read_xform(xform, types, tables)
    except etree.XMLSyntaxError as wrong:
        reason = f"pyxform cannot write this as XML; a heading such as bind:: may be the cause ({wrong})"
        raise BrokenWorkbook((Problem("", 0, "", reason),)) from wrong
    try:
        wrongs = verify(form)
    except (ExpressionError, CycleError) as wrong:
        raise BrokenWorkbook((Problem("survey", 0, "", str(wrong)),)) from wrong
    if wrongs:
        raise BrokenWorkbook(
            tuple(Problem("survey", rows.get(path, 0), survey.heading(c), why) for path, c, why in wrongs)
        )
    return form
