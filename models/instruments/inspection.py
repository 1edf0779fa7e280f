"""What pyxform lets pass, or stops at the first of: the sheets are checked row by row."""

from collections.abc import Iterator, Mapping

from models.instruments.choice_lists import ChoiceLists, read_choice_lists
from models.instruments.formulas import Formulas
from models.instruments.outline import Entry, Outline, outline
from models.instruments.problems import Problem
from models.instruments.question_types import ASKED, REFUSED
from models.instruments.sheets import Sheet

_REFUSED_COLUMNS = {
    "trigger": "calculations set off by another question are not supported",
    "repeat_count": "repeats are not supported yet",
    "image": "pictures with questions are not supported yet",
    "big-image": "pictures with questions are not supported yet",
    "audio": "sounds with questions are not supported yet",
    "video": "videos with questions are not supported yet",
    "intent": "other apps cannot be called from a chat",
    "save_to": "entities are not supported",
    "query": "other servers cannot be asked from a chat",
}
_REFUSED_APPEARANCES = {
    "ex:": "other apps cannot be called from a chat",
    "printer:": "other apps cannot be called from a chat",
    "search(": "choices from a search are not supported",
    "image-map": "image maps cannot be shown in a chat",
    "map": "choosing on a map is not possible in a chat",
}


def inspect(sheets: Mapping[str, Sheet]) -> list[Problem]:
    """Give all that is wrong with the sheets, in the order of the workbook."""
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
    lists = read_choice_lists(sheets)
    problems = [*_foreign_sheets(sheets), *tree.problems, *lists.problems]
    for entry in tree.entries:
        problems.extend(_of_entry(survey, entry, lists))
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


def _asks(tree: Outline) -> bool:
    return any(entry.type.kind in ASKED - {"note"} for entry in tree.entries)


def _of_entry(survey: Sheet, entry: Entry, lists: ChoiceLists) -> Iterator[Problem]:
    row, kind = entry.row, entry.type

    def problem(column: str, reason: str) -> Problem:
        return Problem("survey", row.number, survey.heading(column), reason)

    cell = survey.get(row, "type")
    if kind.kind == "repeat":
        yield problem("type", "repeats are not supported yet")
    elif kind.side == "question" and not kind.kind:
        yield problem("type", f"unknown type {cell}")
    elif kind.kind in REFUSED:
        yield problem("type", f"{cell} {REFUSED[kind.kind]}")
    elif kind.kind in {"select_one", "select_multiple"}:
        yield from (problem("type", reason) for reason in lists.wrong_with(kind))
    if kind.kind == "calculate" and not survey.get(row, "calculation") and not survey.get(row, "default"):
        yield problem("calculation", "the calculation is missing")
    for column, value in survey.cells(row):
        if (reason := _REFUSED_COLUMNS.get(column.name)) is not None and kind.kind != "repeat":
            yield Problem("survey", row.number, column.heading, reason)
        if column.name == "appearance":
            yield from (problem("appearance", reason) for reason in _wrong_appearance(value))
    yield from (
        problem("parameters", reason)
        for reason in _wrong_parameters(kind.kind, survey.get(row, "parameters"))
    )
    yield from (
        problem("default", reason) for reason in lists.wrong_default(kind, survey.get(row, "default"))
    )


def _wrong_appearance(value: str) -> Iterator[str]:
    for word in value.split():
        for start, reason in _REFUSED_APPEARANCES.items():
            if word == start or (start[-1] in ":(" and word.startswith(start)):
                yield f"{word}: {reason}"


def _wrong_parameters(kind: str, value: str) -> Iterator[str]:
    if "randomize" in value and "true" in value:
        yield "randomize is not supported yet"
    if kind != "range":
        return
    given = dict(
        part.split("=", 1) for part in value.replace(",", " ").replace(";", " ").split() if "=" in part
    )
    for name in sorted(given.keys() & {"tick_interval", "tick_labelset", "placeholder"}):
        yield f"{name} is not supported yet"
    try:
        start, end = float(given.get("start", "1")), float(given.get("end", "10"))
        step = float(given.get("step", "1"))
    except ValueError:
        yield "start, end and step have to be numbers, as in start=1 end=5 step=1"
        return
    if step == 0 or start == end:
        yield "a range needs a step, and a start that is not its end"
