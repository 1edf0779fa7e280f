"""What selects among the rows of a list: by a key where it can, so that thousands need not be looked through."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from models.instruments.expressions.expression import Expression, Surroundings
from models.instruments.expressions.functions import FUNCTIONS
from models.instruments.expressions.rows import Rows
from models.instruments.expressions.standpoint import Standpoint
from models.instruments.expressions.syntax import Call, Negation, Operation, Path, Tree, parse
from models.instruments.expressions.writer import Writer

_FEW = 20
"""Looking at one row by itself costs as much as looking at so many in one go."""


@dataclass(frozen=True)
class Key:
    """A column that has to have a value, which is found out at the question; `alone` where nothing else is asked."""

    column: str
    value: Expression
    alone: bool


class ChoiceFilter:
    """A compiled choice_filter. `references` are the full paths it reads, `columns` those of the list it compares."""

    def __init__(self, source: str, at: str, repeats: frozenset[str] = frozenset()) -> None:
        """Compile the filter of the question with the full path `at`. Raises ExpressionError."""
        tree = parse(source)
        writer = Writer(Standpoint(at, repeats), inside_rows=True)
        condition = writer.condition(tree)
        self._whole = writer.here.expression(source, f"item[boolean({condition})]")
        self._one = writer.here.expression(source, f"boolean({condition})")
        self._key = _key_of(tree, Standpoint(at, repeats))
        self.columns = frozenset(writer.columns)
        self.references = self._whole.references
        self.pulled = self._whole.pulled
        self.looks_around = self._whole.looks_around

    def select(self, node: Any, rows: Rows, around: Surroundings) -> Sequence[int]:
        """Give the places of the rows it selects, in order; `node` is the question that asks."""
        if self._key is None:
            return self._of_all(node, rows, around)
        keyed = rows.having(self._key.column, self._key.value.text(node, around))
        if self._key.alone:
            return keyed
        if len(keyed) * _FEW > len(rows):
            return self._of_all(node, rows, around)
        found = self._one.found(node, around)
        return [at for at in keyed if self._one.run(rows.element(at), found)]

    def _of_all(self, node: Any, rows: Rows, around: Surroundings) -> Sequence[int]:
        selected = self._whole.run(rows.root, self._whole.found(node, around))
        return [int(row.get("at")) for row in selected]


def _key_of(tree: Tree, here: Standpoint) -> Key | None:
    """Give the key that the filter holds rows to, where it does: `column = value and ...`."""
    terms = tuple(_terms(tree))
    for term in terms:
        if not (isinstance(term, Operation) and term.operator == "="):
            continue
        for side, other in ((term.left, term.right), (term.right, term.left)):
            column = _column(side)
            if column and not _reads_a_row(other):
                writer = Writer(here.again())
                xpath, kind = writer.write(other)
                if kind in {"string", "nodes"}:
                    return Key(column, writer.here.expression(xpath, xpath), alone=len(terms) == 1)
    return None


def _terms(tree: Tree) -> Iterator[Tree]:
    if isinstance(tree, Operation) and tree.operator == "and":
        yield from _terms(tree.left)
        yield from _terms(tree.right)
    else:
        yield tree


def _column(tree: Tree) -> str:
    if isinstance(tree, Path) and tree.start == "" and len(tree.steps) == 1 and not tree.steps[0].predicates:
        return "" if tree.steps[0].test in {".", "..", "*"} else tree.steps[0].test
    return ""


def _reads_a_row(tree: Tree) -> bool:
    match tree:
        case Path(start=""):
            return True
        case Call(name, arguments):
            itself = not arguments and name in FUNCTIONS and FUNCTIONS[name].of_itself
            return itself or any(map(_reads_a_row, arguments))
        case Operation(_, left, right):
            return _reads_a_row(left) or _reads_a_row(right)
        case Negation(operand):
            return _reads_a_row(operand)
    return False
