"""The expressions of the survey sheet: each compiled, each reference followed, no circles."""

import re
from collections.abc import Iterator
from functools import partial

from models.instruments.choice_lists import ChoiceLists
from models.instruments.dependencies import circles
from models.instruments.expressions.compiler import columns_of, compile_choice_filter, compile_expression
from models.instruments.expressions.errors import ExpressionError
from models.instruments.expressions.expression import Expression
from models.instruments.outline import Entry, Outline
from models.instruments.plan import under
from models.instruments.problems import Problem
from models.instruments.sheets import Sheet

_EXPRESSIONS = ("relevant", "calculation", "choice_filter", "constraint", "required", "read_only")
_DECIDING = ("relevant", "calculation", "choice_filter")
"""The columns that decide about a value or whether there is one; only these can go in circles."""

_TEXTS = {
    "label",
    "hint",
    "guidance_hint",
    "constraint_message",
    "required_message",
    "default",
    "repeat_count",
}
_YES_NO = re.compile(r"(?:yes|no|true|false)\Z", re.IGNORECASE)
_REFERENCE = re.compile(r"\$\{\s*(?P<name>[^{}]*?)\s*\}")
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")


class Formulas:
    """The expressions of a survey, checked against its outline and its lists."""

    def __init__(self, survey: Sheet, tree: Outline, lists: ChoiceLists, root: str) -> None:
        self._survey = survey
        self._tree = tree
        self._lists = lists
        self._root = root
        self._paths = tree.full_paths(root)
        self._reads: dict[str, dict[str, set[str]]] = {path: {} for path in self._paths}
        self._found: list[Problem] = []

    def problems(self) -> list[Problem]:
        """Give what is wrong with the expressions, and with the references in texts."""
        self._found = []
        for entry in self._tree.entries:
            for column, cell in self._survey.cells(entry.row):
                if column.name in _TEXTS:
                    self._referring(cell, entry, column.heading)
                elif column.name in _EXPRESSIONS and not _YES_NO.match(cell):
                    self._expression(cell, entry, column.name, column.heading)
        self._circles()
        return self._found

    def _problem(self, entry: Entry, heading: str, reason: str) -> None:
        self._found.append(Problem("survey", entry.row.number, heading, reason))

    def _referring(self, cell: str, entry: Entry, heading: str) -> str | None:
        """Put full paths in the place of ${name}; None where a name leads nowhere."""
        wrong = list(self._unresolved(cell))
        for reason in wrong:
            self._problem(entry, heading, reason)
        return None if wrong else _REFERENCE.sub(partial(self._path, entry), cell)

    def _unresolved(self, cell: str) -> Iterator[str]:
        for name in dict.fromkeys(match["name"] for match in _REFERENCE.finditer(cell)):
            count = len(self._tree.paths_of(name))
            if name.startswith("last-saved#"):
                yield "${last-saved#...} is not supported: a chat keeps no last form"
            elif count == 0:
                yield f"there is no question named {name}"
            elif count > 1:
                yield f"${{{name}}} is not clear: {count} questions have this name"
        if "${" in _REFERENCE.sub("", cell):
            yield "a ${ is not closed with }"

    def _path(self, _: Entry, match: "re.Match[str]") -> str:
        return f" /{self._root}/{self._tree.paths_of(match['name'])[0]} "

    def _expression(self, cell: str, entry: Entry, column: str, heading: str) -> None:
        source = self._referring(cell.translate(_STRAIGHT), entry, heading)
        if source is None:
            return
        at = f"/{self._root}/{entry.path}"
        try:
            if column == "choice_filter":
                self._columns(source, entry, heading)
                expression = compile_choice_filter(source, at)
            else:
                expression = compile_expression(source, at)
            reads = self._read_by(expression)
        except ExpressionError as wrong:
            self._problem(entry, heading, str(wrong))
            return
        if column in _DECIDING:
            self._reads.setdefault(at, {})[column] = reads

    def _columns(self, source: str, entry: Entry, heading: str) -> None:
        if entry.type.list_name not in self._lists.names:
            return
        for name in sorted(columns_of(source) - self._lists.columns - {".", "*"}):
            self._problem(entry, heading, f"the choices sheet has no column {name}")

    def _read_by(self, expression: Expression) -> set[str]:
        paths: set[str] = set()
        for reference in expression.references:
            paths |= under(reference, self._paths)
        return paths

    def _circles(self) -> None:
        entries = {f"/{self._root}/{entry.path}": entry for entry in self._tree.entries}
        depends = {path: set[str]().union(*reads.values()) for path, reads in self._reads.items()}
        for path, needs in depends.items():
            above = path.rsplit("/", 1)[0]
            if above in depends:
                needs.add(above)
        for circle in circles(depends):
            turn = next((place for place in circle if place in entries and self._reads.get(place)), circle[0])
            column = next(
                (name for name, reads in self._reads.get(turn, {}).items() if reads & set(circle)), "relevant"
            )
            self._problem(entries[turn], self._survey.heading(column), _going_round(circle, turn))


def _going_round(circle: tuple[str, ...], turn: str) -> str:
    names = [path.rsplit("/", 1)[1] for path in circle]
    if len(names) == 1:
        return f"{names[0]} refers to itself"
    at = circle.index(turn)
    return "goes in a circle: " + " needs ".join([*names[at:], *names[:at], names[at]])
