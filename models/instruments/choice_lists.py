"""The choices sheet as lists, and what is wrong with them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from models.instruments.form import Table
from models.instruments.problems import Problem
from models.instruments.question_types import QuestionType
from models.instruments.sheets import Row, Sheet


@dataclass
class ChoiceLists:
    """The names of each list's choices, the columns choices have beside name and label, and what is wrong."""

    names: dict[str, list[str]] = field(default_factory=dict)
    columns: frozenset[str] = frozenset()
    tables: Mapping[str, Table] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def wrong_with(self, kind: QuestionType) -> Iterator[str]:
        """Say what keeps a question from choosing from its list."""
        name = kind.list_name
        if not name:
            yield "the name of the list is missing, as in select_one yes_no"
        elif "${" in name:
            yield "choosing among earlier answers is not supported"
        elif kind.kind.endswith("_from_file"):
            return  # whether the file is there, and can be read, is said where files are looked for
        elif name not in self.names:
            yield f"there is no list {name} on the choices sheet"
        elif kind.kind in {"select_multiple", "rank"}:
            for choice in self.names[name]:
                if " " in choice:
                    yield f"the choice {choice!r} of {name} holds a space, so several could not be told apart"

    def wrong_columns(self, file: str, parameters: str) -> Iterator[str]:
        """Say which columns a question takes its choices from are not in its file."""
        table = self.tables.get(file.removesuffix(".csv"))
        if table is None:
            return
        given = dict(part.split("=", 1) for part in parameters.split() if "=" in part)
        for part, usual in (("value", "name"), ("label", "label")):
            if (name := given.get(part, usual)) not in table[0]:
                yield f"the file {file} has no column {name}"

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
    if sheet is None or not sheet.rows:
        return ChoiceLists(tables=tables)
    missing = [name for name in ("list_name", "name") if all(column.name != name for column in sheet.columns)]
    if missing:
        return ChoiceLists(
            tables=tables,
            problems=[Problem("choices", 1, name, f"the column {name} is missing") for name in missing],
        )
    lists = ChoiceLists(columns=frozenset(column.heading for column in sheet.columns), tables=tables)
    doubles_allowed = _doubles_allowed(sheets.get("settings"))
    seen: dict[str, set[str]] = {}
    for row in sheet.rows:
        _read_choice(sheet, row, lists, seen, doubles_allowed=doubles_allowed)
    return lists


def _read_choice(
    sheet: Sheet, row: Row, lists: ChoiceLists, seen: dict[str, set[str]], *, doubles_allowed: bool
) -> None:
    list_name, name = sheet.get(row, "list_name"), sheet.get(row, "name")

    def problem(column: str, reason: str) -> None:
        lists.problems.append(Problem("choices", row.number, sheet.heading(column), reason))

    if not list_name:
        return
    taken = seen.setdefault(list_name, set())
    if not name:
        problem("name", "the name of the choice is missing")
    elif name in taken and not doubles_allowed:
        problem("name", f"the name {name} is used twice in the list {list_name}")
    taken.add(name)
    lists.names.setdefault(list_name, []).append(name)


def _doubles_allowed(settings: Sheet | None) -> bool:
    if settings is None or not settings.rows:
        return False
    return settings.get(settings.rows[0], "allow_choice_duplicates").lower() in {"yes", "true"}
