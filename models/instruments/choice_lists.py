"""The choices sheet as lists, and what is wrong with them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from models.instruments.form import Table
from models.instruments.items import MEDIA, MOST_PICTURED
from models.instruments.parameters import parameters_in
from models.instruments.problems import Problem
from models.instruments.question_types import QuestionType
from models.instruments.settings import doubles_allowed
from models.instruments.sheets import Row, Sheet


@dataclass
class ChoiceLists:
    """The names of each list's choices, the columns choices have beside name and label, and what is wrong."""

    names: dict[str, list[str]] = field(default_factory=dict)
    columns: frozenset[str] = frozenset()
    tables: Mapping[str, Table] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    pictured: Counter[str] = field(default_factory=Counter)  # how many choices of each list come with files
    has_sheet: bool = True
    doubles_allowed: bool = False

    def wrong_with(self, kind: QuestionType, parameters: str = "") -> Iterator[str]:
        """Say what keeps a question from choosing from its list, or from the file in place of one."""
        name = kind.list_name
        if not name and kind.kind.endswith("_from_file"):
            yield f"the name of the file is missing, as in {kind.kind} kota.csv"
        elif not name:
            yield f"the name of the list is missing, as in {kind.kind} yes_no"
        elif "${" in name:
            yield "choosing among earlier answers is not supported"
        elif kind.kind.endswith("_from_file"):
            yield from self._wrong_with_file(kind, parameters_in(parameters))
        elif name not in self.names:
            sheet = "on the choices sheet" if self.has_sheet else "and no sheet named choices"
            yield f"there is no list {name} {sheet}"
        elif kind.kind in {"select_multiple", "rank"}:
            yield from (_with_a_space(choice, name) for choice in self.names[name] if " " in choice)

    def wrong_pictures(self, kind: QuestionType) -> Iterator[str]:
        """Say that more of a list's choices come with pictures than a chat should be filled with."""
        if (count := self.pictured[kind.list_name]) > MOST_PICTURED:
            yield (
                f"{count} choices of {kind.list_name} come with files; at most {MOST_PICTURED} may stand open "
                "(a choice_filter can see to that)"
            )

    def _wrong_with_file(self, kind: QuestionType, parameters: Mapping[str, str]) -> Iterator[str]:
        """Say what is wrong with the rows of a file; whether it can be read at all is said elsewhere."""
        file = kind.list_name
        table = self.tables.get(file.removesuffix(".csv"))
        if kind.or_other:
            yield "or_other needs a list of the choices sheet"
        if file.removesuffix(".csv") in self.names:
            yield f"the file {file} has the name of a list on the choices sheet; rename one of them"
        if table is None:
            return
        value, label = parameters.get("value", "name"), parameters.get("label", "label")
        absent = [column for column in (value, label) if column not in table[0]]
        yield from (f"the file {file} has no column {column}" for column in absent)
        if absent:
            return
        names = Counter(row.get(value, "") for row in table)
        if names[""]:
            yield f"the file {file} has rows without a {value}: {names['']}"
        twice = [name for name, count in names.items() if name and count > 1]
        if twice and not self.doubles_allowed:
            yield f"the {value} {twice[0]} is there twice in the file {file}"
        spaced = [name for name in names if " " in name]
        if spaced and kind.kind == "select_multiple_from_file":
            yield _with_a_space(spaced[0], file)

    def columns_for(self, list_name: str) -> frozenset[str] | None:
        """Give the columns that a choice_filter may compare; None where there is no such list."""
        if list_name in self.names:
            return self.columns
        table = self.tables.get(list_name.removesuffix(".csv"))
        return None if table is None else frozenset(table[0])

    def wrong_default(self, kind: QuestionType, default: str) -> Iterator[str]:
        """Say which choices a fixed default names that are not in the list."""
        names = self.names.get(kind.list_name)
        if not default or names is None or any(sign in default for sign in "${}()'\"+*/|"):
            return
        chosen = default.split() if kind.kind == "select_multiple" else [default]
        for name in chosen:
            if name not in names and not (kind.or_other and name == "other"):
                yield f"there is no choice {name} in the list {kind.list_name}"


def read_choice_lists(sheets: Mapping[str, Sheet], tables: Mapping[str, Table]) -> ChoiceLists:
    """Read the lists of the choices sheet, if there is one; `tables` are those from files."""
    sheet = sheets.get("choices")
    lists = ChoiceLists(tables=tables, has_sheet=sheet is not None, doubles_allowed=doubles_allowed(sheets))
    if sheet is None or not sheet.rows:
        return lists
    if missing := [name for name in ("list_name", "name") if not sheet.has(name)]:
        lists.problems += [Problem("choices", 1, name, f"the column {name} is missing") for name in missing]
        return lists
    lists.columns = frozenset(column.heading for column in sheet.columns)
    seen: dict[str, set[str]] = {}
    for row in sheet.rows:
        _read_choice(sheet, row, lists, seen)
    return lists


def _read_choice(sheet: Sheet, row: Row, lists: ChoiceLists, seen: dict[str, set[str]]) -> None:
    list_name, name = sheet.get(row, "list_name"), sheet.get(row, "name")

    def problem(column: str, reason: str) -> None:
        lists.problems.append(Problem("choices", row.number, sheet.heading(column), reason))

    if not list_name:
        if name:
            problem("list_name", f"the list that {name} belongs to is missing")
        return
    taken = seen.setdefault(list_name, set())
    if not name:
        problem("name", "the name of the choice is missing")
    elif name in taken and not lists.doubles_allowed:
        problem("name", f"the name {name} is used twice in the list {list_name}")
    taken.add(name)
    lists.pictured[list_name] += any(column.name in MEDIA for column, _text in sheet.cells(row))
    lists.names.setdefault(list_name, []).append(name)


def _with_a_space(choice: str, list_name: str) -> str:
    return f"the choice {choice!r} of {list_name} holds a space, so several could not be told apart"
