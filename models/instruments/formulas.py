"""The expressions of the survey sheet: each compiled, each reference followed, no circles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.instruments.choice_lists import ChoiceLists
from models.instruments.dependencies import circles
from models.instruments.expressions.choice_filter import ChoiceFilter
from models.instruments.expressions.compiler import compile_expression
from models.instruments.expressions.errors import ExpressionError
from models.instruments.expressions.expression import Expression
from models.instruments.outline import Outline
from models.instruments.plan import under
from models.instruments.problems import Problem
from models.instruments.repeat_counts import is_word, wrong_expression
from models.instruments.sheets import Row, Sheet

_EXPRESSIONS = (
    "relevant",
    "calculation",
    "choice_filter",
    "constraint",
    "required",
    "read_only",
    "repeat_count",
)
_DECIDING = ("relevant", "calculation", "choice_filter", "repeat_count")
"""The columns that decide about a value or whether there is one; only these can go in circles."""
_NOT_OF_ITSELF = ("required", "read_only")
"""The columns that cannot speak of the answer they are about either; a constraint can."""

_TEXTS = {
    "label",
    "hint",
    "guidance_hint",
    "constraint_message",
    "required_message",
    "default",
}
_YES_NO = re.compile(r"(?:yes|no|true|false)\Z", re.IGNORECASE)
_REFERENCE = re.compile(r"\$\{(?P<name>[^{}]*)\}")
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")


@dataclass(frozen=True)
class _Cell:
    """A cell with an expression or a text, and the full path of the node it belongs to."""

    sheet: str
    row: int
    heading: str
    column: str
    text: str
    at: str


class Formulas:
    """The expressions of a survey, checked against its outline and its lists."""

    def __init__(self, survey: Sheet, tree: Outline, lists: ChoiceLists, root: str) -> None:
        self._survey = survey
        self._tree = tree
        self._lists = lists
        self._root = root
        self._paths = tree.full_paths(root)
        self._repeats = frozenset(path for path, standing in self._paths.items() if standing == "repeat")
        self._named = tree.named()
        self._reads: dict[str, dict[str, set[str]]] = {path: {} for path in self._paths}
        self._found: list[Problem] = []

    def problems(self, settings: Sheet | None = None) -> list[Problem]:
        """Give what is wrong with the expressions, and with the references in texts."""
        self._found = []
        for entry in self._tree.entries:
            at = f"/{self._root}/{entry.path}"
            for column, text in self._survey.cells(entry.row):
                cell = _Cell("survey", entry.row.number, column.heading, column.name, text, at)
                if column.name in _TEXTS:
                    self._referring(cell, text)
                elif column.name in _EXPRESSIONS and not _YES_NO.match(text) and not _is_told(cell):
                    self._expression(cell, entry.type.list_name)
        if settings is not None and settings.rows:
            self._instance_name(settings, settings.rows[0])
        self._circles()
        return self._found

    def _instance_name(self, settings: Sheet, row: Row) -> None:
        at, column = f"/{self._root}/meta/instanceName", "instance_name"
        if text := settings.get(row, column):
            self._expression(_Cell("settings", row.number, settings.heading(column), column, text, at), "")

    def _problem(self, cell: _Cell, reason: str) -> None:
        self._found.append(Problem(cell.sheet, cell.row, cell.heading, reason))

    def _referring(self, cell: _Cell, text: str) -> str | None:
        """Put full paths in the place of ${name}; None where a name leads nowhere."""
        wrong = list(self._unresolved(text))
        for reason in wrong:
            self._problem(cell, reason)
        return None if wrong else _REFERENCE.sub(self._path, text)

    def _unresolved(self, text: str) -> Iterator[str]:
        for written in dict.fromkeys(match["name"] for match in _REFERENCE.finditer(text)):
            name = written.strip()
            count = len(self._named.get(name, ()))
            if name.startswith("last-saved#"):
                yield "${last-saved#...} is not supported: a chat keeps no last form"
            elif not name:
                yield "${} names no question"
            elif name != written:
                yield f"${{{written}}} may hold no spaces; write ${{{name}}}"
            elif count == 0:
                yield f"there is no question named {name}"
            elif count > 1:
                yield f"${{{name}}} is not clear: {count} questions have this name"
        if "${" in _REFERENCE.sub("", text):
            yield "a ${ is not closed with }"

    def _path(self, match: "re.Match[str]") -> str:
        return f" /{self._root}/{self._named[match['name'].strip()][0]} "

    def _expression(self, cell: _Cell, list_name: str) -> None:
        source = self._referring(cell, cell.text.translate(_STRAIGHT))
        if source is None:
            return
        try:
            expression: Expression | ChoiceFilter
            if cell.column == "choice_filter":
                expression = ChoiceFilter(source, cell.at, self._repeats)
                self._columns(cell, expression, list_name)
            else:
                expression = compile_expression(source, cell.at, self._repeats)
            reads = self._read_by(expression, cell.at)
            self._pulled(cell, expression)
            if cell.column == "repeat_count" and isinstance(expression, Expression):
                self._counted(cell, source, expression)
        except ExpressionError as wrong:
            self._problem(cell, self._as_written(str(wrong)))
            return
        if cell.column in _NOT_OF_ITSELF and cell.at in reads:
            self._problem(cell, f"{cell.at.rpartition('/')[2]} refers to itself")
        if cell.column in _DECIDING:
            self._reads.setdefault(cell.at, {})[cell.column] = reads

    def _as_written(self, message: str) -> str:
        """Put ${name} back where its path was put in its place."""
        names = {paths[0]: name for name, paths in self._named.items() if len(paths) == 1}

        def back(match: "re.Match[str]") -> str:
            return f"${{{names[match['path']]}}}" if match["path"] in names else match[0]

        return re.sub(
            rf"(?:(?<!:) )?/{re.escape(self._root)}/(?P<path>[\w.\-/]+)(?: |\Z|(?=;))", back, message
        )

    def _counted(self, cell: _Cell, source: str, expression: Expression) -> None:
        if reason := wrong_expression(source, expression):
            self._problem(cell, reason)

    def _columns(self, cell: _Cell, choice_filter: ChoiceFilter, list_name: str) -> None:
        columns = self._lists.columns_for(list_name)
        if columns is None:
            return
        sheet = "the choices sheet" if list_name in self._lists.names else f"the file {list_name}"
        for name in sorted(choice_filter.columns - columns - {".", "*"}):
            self._problem(cell, f"{sheet} has no column {name}")

    def _pulled(self, cell: _Cell, expression: Expression | ChoiceFilter) -> None:
        for file, *columns in sorted(expression.pulled):
            table = self._lists.tables.get(file)
            for name in columns if table else ():
                if table and name not in table[0]:
                    self._problem(cell, f"the file {file}.csv has no column {name}")

    def _read_by(self, expression: Expression | ChoiceFilter, at: str) -> set[str]:
        paths: set[str] = set()
        for reference in expression.references:
            try:
                paths |= under(reference, self._paths, at)
            except ExpressionError as wrong:
                name = reference.rpartition("/")[2]
                raise ExpressionError(
                    f"{wrong}; write ${{{name}}}" if name in self._named else wrong
                ) from wrong
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
            row, heading = entries[turn].row.number, self._survey.heading(column)
            self._found.append(Problem("survey", row, heading, _going_round(circle, turn)))


def _is_told(cell: _Cell) -> bool:
    """Whether it is looked at elsewhere: a word for a count."""
    return cell.column == "repeat_count" and is_word(cell.text)


def _going_round(circle: tuple[str, ...], turn: str) -> str:
    names = [path.rsplit("/", 1)[1] for path in circle]
    if len(names) == 1:
        return f"{names[0]} refers to itself"
    at = circle.index(turn)
    return "goes in a circle: " + " needs ".join([*names[at:], *names[:at], names[at]])
