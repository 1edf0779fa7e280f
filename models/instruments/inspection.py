"""What pyxform lets pass, or stops at the first of: the sheets are checked row by row."""

from collections.abc import Iterator, Mapping

from models.instruments.choice_lists import ChoiceLists, read_choice_lists
from models.instruments.columns import wrong_headings
from models.instruments.form import Table
from models.instruments.formulas import Formulas
from models.instruments.items import MEDIA
from models.instruments.outline import Entry, Outline, outline
from models.instruments.parameters import wrong_parameters
from models.instruments.problems import Problem
from models.instruments.question_types import ASKED, REFUSED, SELECTS, QuestionType, perhaps
from models.instruments.repeat_counts import Counting, wrong_count
from models.instruments.settings import root_of, wrong_settings
from models.instruments.sheets import Sheet

_NEEDED = ("type", "name")
REFUSED_COLUMNS = {
    "trigger": "calculations set off by another question are not supported",
    "intent": "other apps cannot be called from a chat",
    "save_to": "entities are not supported",
    **dict.fromkeys(
        ("bind", "control", "body", "media", "instance"),
        "this heading needs a second part, as in bind::required",
    ),
    "query": "other servers cannot be asked from a chat",
}
REFUSED_APPEARANCES = {
    "ex:": "other apps cannot be called from a chat",
    "printer:": "other apps cannot be called from a chat",
    "search(": "choices from a search are not supported",
    "image-map": "image maps cannot be shown in a chat",
    "map": "choosing on a map is not possible in a chat",
}


def inspect(sheets: Mapping[str, Sheet], tables: Mapping[str, Table] | None = None) -> list[Problem]:
    """Give all that is wrong with the sheets; `tables` are the rows of the files they name."""
    of_cells = [problem for sheet in sheets.values() for problem in sheet.problems]
    told = {(problem.sheet, problem.row, problem.column) for problem in of_cells}
    found = (p for p in _inspected(sheets, tables or {}) if (p.sheet, p.row, p.column) not in told)
    return of_cells if of_cells and not is_survey(sheets) else [*of_cells, *found]


def is_survey(sheets: Mapping[str, Sheet]) -> bool:
    """Tell whether there is a survey sheet with the columns that none can do without."""
    return "survey" in sheets and all(sheets["survey"].has(name) for name in _NEEDED)


def _inspected(sheets: Mapping[str, Sheet], tables: Mapping[str, Table]) -> list[Problem]:
    survey = sheets.get("survey")
    if survey is None:
        return [Problem("", 0, "", "there is no sheet named survey")]
    if missing := [name for name in _NEEDED if not survey.has(name)]:
        return [Problem("survey", 1, name, f"the column {name} is missing") for name in missing]
    tree = outline(survey)
    lists = read_choice_lists(sheets, tables)
    problems = [*_foreign_sheets(sheets), *_headings(sheets), *tree.problems, *lists.problems]
    problems += wrong_settings(sheets)
    questions = {entry.name: _counting(survey, entry, lists) for entry in tree.entries}
    for entry in tree.entries:
        problems.extend(_of_entry(survey, entry, lists, questions))
    problems.extend(_empty_repeats(survey, tree))
    problems.extend(Formulas(survey, tree, lists, root_of(sheets)).problems(sheets.get("settings")))
    if not problems and not _asks(survey, tree):
        problems.append(Problem("survey", 0, "", "there is nothing to ask"))
    return problems


def _foreign_sheets(sheets: Mapping[str, Sheet]) -> Iterator[Problem]:
    for name in ("external_choices", "entities", "osm"):
        if name in sheets and sheets[name].rows:
            yield Problem(name, 0, "", "this sheet is not supported")


def _headings(sheets: Mapping[str, Sheet]) -> Iterator[Problem]:
    for sheet in sheets.values():
        for heading, reason in wrong_headings(sheet.columns, sheet.name):
            yield Problem(sheet.name, 1, heading, reason)


def _counting(survey: Sheet, entry: Entry, lists: ChoiceLists) -> Counting:
    names = lists.names.get(entry.type.list_name, ()) if entry.type.kind == "select_one" else ()
    return Counting(entry.type.kind, survey.get(entry.row, "appearance"), names)


def _empty_repeats(survey: Sheet, tree: Outline) -> Iterator[Problem]:
    for entry in tree.entries:
        if entry.type.kind == "repeat" and not any(o.path.startswith(f"{entry.path}/") for o in tree.entries):
            reason = "there is nothing in this repeat"
            yield Problem("survey", entry.row.number, survey.heading("type"), reason)


def _asks(survey: Sheet, tree: Outline) -> bool:
    return any(
        entry.type.kind in ASKED - {"note"}
        and survey.get(entry.row, "read_only").lower() not in {"yes", "true", "true()"}
        for entry in tree.entries
    )


def _of_entry(
    survey: Sheet, entry: Entry, lists: ChoiceLists, questions: Mapping[str, Counting]
) -> Iterator[Problem]:
    found = [*_wrong_type(survey, entry, lists), *_missing(survey, entry)]
    for column, value in survey.cells(entry.row):
        if column.name == "repeat_count":
            found.extend((column.name, reason) for reason in wrong_count(value, questions))
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
        yield "type", f"unknown type {cell}{perhaps(cell)}"
    elif kind.kind in REFUSED:
        yield "type", f"{cell} {REFUSED[kind.kind]}"
    elif kind.kind in SELECTS:
        parameters = survey.get(entry.row, "parameters")
        yield from (("type", reason) for reason in lists.wrong_with(kind, parameters))
        if not survey.get(entry.row, "choice_filter"):
            yield from (("type", reason) for reason in lists.wrong_pictures(kind))
    if kind.or_other and survey.get(entry.row, "choice_filter"):
        yield "choice_filter", "or_other cannot go with a choice_filter"


def _missing(survey: Sheet, entry: Entry) -> Iterator[tuple[str, str]]:
    kind = entry.type.kind

    def filled(*columns: str) -> bool:
        return any(survey.get(entry.row, column) for column in columns)

    if kind == "calculate" and not filled("calculation", "default"):
        yield "calculation", "the calculation is missing"
    if kind in ASKED and not filled("label", "hint", "calculation", *MEDIA):
        yield "label", "the label is missing: nothing would be asked"


def _wrong_cell(column: str, value: str, kind: QuestionType, lists: ChoiceLists) -> Iterator[str]:
    if column in REFUSED_COLUMNS:
        yield REFUSED_COLUMNS[column]
    elif column == "appearance":
        yield from _wrong_appearance(value)
    elif column == "parameters":
        yield from wrong_parameters(kind.kind, value)
    elif column == "default":
        yield from lists.wrong_default(kind, value)


def _wrong_appearance(value: str) -> Iterator[str]:
    for word in value.split():
        for start, reason in REFUSED_APPEARANCES.items():
            if word == start or (start[-1] in ":(" and word.startswith(start)):
                yield f"{word}: {reason}"
