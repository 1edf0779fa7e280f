"""What pyxform lets pass, or stops at the first of: the sheets are checked row by row."""

import math
from collections.abc import Iterator, Mapping

from models.instruments.choice_lists import ChoiceLists, read_choice_lists
from models.instruments.form import Table
from models.instruments.formulas import Formulas
from models.instruments.outline import Entry, Outline, outline
from models.instruments.problems import Problem
from models.instruments.question_types import ASKED, REFUSED, SELECTS, QuestionType
from models.instruments.repeat_counts import Kinds, wrong_count
from models.instruments.sheets import Sheet

_REFUSED_COLUMNS = {
    "trigger": "calculations set off by another question are not supported",
    "intent": "other apps cannot be called from a chat",
    "save_to": "entities are not supported",
    **dict.fromkeys(
        ("bind", "control", "body", "media", "instance"),
        "this heading needs a second part, as in bind::required",
    ),
    "query": "other servers cannot be asked from a chat",
}
_REFUSED_APPEARANCES = {
    "ex:": "other apps cannot be called from a chat",
    "printer:": "other apps cannot be called from a chat",
    "search(": "choices from a search are not supported",
    "image-map": "image maps cannot be shown in a chat",
    "map": "choosing on a map is not possible in a chat",
}


_RANGE = {"start": "1", "end": "10", "step": "1"}


def inspect(sheets: Mapping[str, Sheet], tables: Mapping[str, Table] | None = None) -> list[Problem]:
    """Give all that is wrong with the sheets, in the order of the workbook; `tables` are the files' rows."""
    survey = sheets.get("survey")
    if survey is None:
        return [Problem("", 0, "", "there is no sheet named survey")]
    missing = [
        Problem("survey", 1, name, f"the column {name} is missing")
        for name in ("type", "name")
        if all(column.name != name for column in survey.columns)
    ]
    if missing:
        return missing
    tree = outline(survey)
    lists = read_choice_lists(sheets, tables or {})
    problems = [*_foreign_sheets(sheets), *tree.problems, *lists.problems]
    kinds = {entry.name: (entry.type.kind, survey.get(entry.row, "appearance")) for entry in tree.entries}
    for entry in tree.entries:
        problems.extend(_of_entry(survey, entry, lists, kinds))
    problems.extend(_empty_repeats(survey, tree))
    problems.extend(Formulas(survey, tree, lists, root_of(sheets)).problems(sheets.get("settings")))
    if not problems and not _asks(tree):
        problems.append(Problem("survey", 0, "", "there is nothing to ask"))
    return sorted(dict.fromkeys(problems), key=_place)


def root_of(sheets: Mapping[str, Sheet]) -> str:
    """Give the name of the form's root node, "data" unless the settings say otherwise."""
    settings = sheets.get("settings")
    return (settings.get(settings.rows[0], "name") if settings and settings.rows else "") or "data"


def _place(problem: Problem) -> tuple[int, int]:
    order = ("", "survey", "choices", "settings")
    return (order.index(problem.sheet) if problem.sheet in order else len(order), problem.row)


def _foreign_sheets(sheets: Mapping[str, Sheet]) -> Iterator[Problem]:
    for name in ("external_choices", "entities", "osm"):
        if name in sheets and sheets[name].rows:
            yield Problem(name, 0, "", "this sheet is not supported")


def _empty_repeats(survey: Sheet, tree: Outline) -> Iterator[Problem]:
    for entry in tree.entries:
        if entry.type.kind == "repeat" and not any(o.path.startswith(f"{entry.path}/") for o in tree.entries):
            reason = "there is nothing in this repeat"
            yield Problem("survey", entry.row.number, survey.heading("type"), reason)


def _asks(tree: Outline) -> bool:
    return any(entry.type.kind in ASKED - {"note"} for entry in tree.entries)


def _of_entry(survey: Sheet, entry: Entry, lists: ChoiceLists, kinds: Kinds) -> Iterator[Problem]:
    found = [*_wrong_type(survey, entry, lists), *_missing(survey, entry)]
    for column, value in survey.cells(entry.row):
        if column.name == "repeat_count":
            found.extend((column.name, reason) for reason in wrong_count(value, kinds))
        found.extend((column.name, reason) for reason in _wrong_cell(column.name, value, entry.type, lists))
    for name, reason in found:
        yield Problem("survey", entry.row.number, _heading(survey, entry, name), reason)


def _heading(survey: Sheet, entry: Entry, name: str) -> str:
    """Give how the column is headed that fills this row's cell, or the first of that name."""
    filled = (column.heading for column, _ in survey.cells(entry.row) if column.name == name)
    return next(filled, survey.heading(name))


def _wrong_type(survey: Sheet, entry: Entry, lists: ChoiceLists) -> Iterator[tuple[str, str]]:
    kind, cell = entry.type, survey.get(entry.row, "type")
    if kind.side == "question" and not kind.kind:
        yield "type", f"unknown type {cell}"
    elif kind.kind in REFUSED:
        yield "type", f"{cell} {REFUSED[kind.kind]}"
    elif kind.kind in SELECTS:
        yield from (("type", reason) for reason in lists.wrong_with(kind))


def _missing(survey: Sheet, entry: Entry) -> Iterator[tuple[str, str]]:
    kind = entry.type.kind

    def filled(*columns: str) -> bool:
        return any(survey.get(entry.row, column) for column in columns)

    if kind == "calculate" and not filled("calculation", "default"):
        yield "calculation", "the calculation is missing"
    if kind in ASKED and not filled("label", "hint", "calculation"):
        yield "label", "the label is missing: nothing would be asked"


def _wrong_cell(column: str, value: str, kind: QuestionType, lists: ChoiceLists) -> Iterator[str]:
    if column in _REFUSED_COLUMNS:
        yield _REFUSED_COLUMNS[column]
    elif column == "appearance":
        yield from _wrong_appearance(value)
    elif column == "parameters":
        yield from _wrong_parameters(kind.kind, value)
        if kind.kind.endswith("_from_file"):
            yield from lists.wrong_columns(kind.list_name, value)
    elif column == "default":
        yield from lists.wrong_default(kind, value)


def _wrong_appearance(value: str) -> Iterator[str]:
    for word in value.split():
        for start, reason in _REFUSED_APPEARANCES.items():
            if word == start or (start[-1] in ":(" and word.startswith(start)):
                yield f"{word}: {reason}"


def _wrong_parameters(kind: str, value: str) -> Iterator[str]:
    if kind != "range":
        return
    given = dict(
        part.split("=", 1) for part in value.replace(",", " ").replace(";", " ").split() if "=" in part
    )
    for name in sorted(given.keys() & {"tick_interval", "tick_labelset", "placeholder"}):
        yield f"{name} is not supported yet"
    try:
        start, end, step = (float(given.get(name) or usual) for name, usual in _RANGE.items())
    except ValueError:
        start = end = step = math.nan
    if not all(map(math.isfinite, (start, end, step))):
        yield "start, end and step have to be numbers, as in start=1 end=5 step=1"
        return
    if step == 0 or start == end:
        yield "a range needs a step, and a start that is not its end"
