"""A form made ready to run: expressions compiled once, and in which order they are worked out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Any

from lxml import etree

from models.instruments.dependencies import affected, in_order
from models.instruments.expressions.compiler import compile_choice_filter, compile_expression
from models.instruments.expressions.errors import ExpressionError
from models.instruments.expressions.expression import Expression
from models.instruments.expressions.functions import NUMERIC
from models.instruments.items import Choice, Group, Item, Node


@dataclass(frozen=True, eq=False)
class Step:
    """One node's part of the work: is it relevant, and if it is calculated, what is it?

    `depends` are the paths of the nodes it has to wait for.
    """

    path: str
    parent: str
    node: Node
    relevant: Expression | None
    calculation: Expression | None
    choice_filter: Expression | None
    depends: frozenset[str]


class Plan:
    """The compiled side of a form. Raises ExpressionError or CycleError for a form that was not checked."""

    def __init__(
        self, root: str, children: tuple[Node, ...], lists: Mapping[str, tuple[Choice, ...]]
    ) -> None:
        self.root = root
        self._lists = lists
        self._nodes = tuple(_with_parents(children))
        self._affected: dict[str, tuple[Step, ...]] = {}
        self._rows: dict[str, Any] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._by_name: dict[str, dict[str, Choice]] = {}
        self._compiled: dict[tuple[str, str], Expression] = {}
        steps = {node.path: self._step(node, parent) for node, parent in self._nodes}
        self.steps = tuple(steps[path] for path in in_order({s.path: s.depends for s in steps.values()}))
        self.step = steps

    def expression(self, source: str, path: str) -> Expression:
        """Give the compiled expression that stands at a path of the form."""
        key = source, path
        if key not in self._compiled:
            self._compiled[key] = compile_expression(source, self.full(path))
        return self._compiled[key]

    def full(self, path: str) -> str:
        """Give a path as expressions have it: "/data/group/name" for "group/name"."""
        return f"/{self.root}/{path}"

    def affected(self, path: str) -> tuple[Step, ...]:
        """Give, in order, the steps that may come out differently when the node at `path` changes."""
        if path not in self._affected:
            reached = affected(path, self._needed_by)
            self._affected[path] = tuple(step for step in self.steps if step.path in reached)
        return self._affected[path]

    def instance(self) -> dict[str, Any]:
        """Make an empty instance: its elements by path, "" for the root."""
        root: Any = etree.Element(self.root)
        elements = {"": root}
        for node, parent in self._nodes:
            marks = {NUMERIC: ""} if isinstance(node, Item) and node.data_type in {"int", "decimal"} else {}
            elements[node.path] = etree.SubElement(elements[parent], node.name, marks)
        return elements

    def rows(self, list_name: str) -> Any:
        """Give a list as the XML that choice filters look through; @at is a row's place in the list."""
        if list_name not in self._rows:
            rows = etree.Element("root")
            for at, choice in enumerate(self._lists[list_name]):
                row = etree.SubElement(rows, "item", at=str(at))
                etree.SubElement(row, "name").text = choice.name
                for column, value in choice.columns.items():
                    etree.SubElement(row, column).text = value
            self._rows[list_name] = rows
        return self._rows[list_name]

    def names(self, list_name: str) -> tuple[str, ...]:
        """Give the names of a list's choices, in order."""
        if list_name not in self._names:
            self._names[list_name] = tuple(choice.name for choice in self._lists[list_name])
        return self._names[list_name]

    def choice(self, list_name: str, name: str) -> Choice | None:
        """Give the first choice of a list that has this name."""
        if list_name not in self._by_name:
            self._by_name[list_name] = {choice.name: choice for choice in reversed(self._lists[list_name])}
        return self._by_name[list_name].get(name)

    @cached_property
    def _needed_by(self) -> dict[str, set[str]]:
        needed: dict[str, set[str]] = {}
        for step in self.steps:
            for path in step.depends:
                needed.setdefault(path, set()).add(step.path)
        return needed

    def _step(self, node: Node, parent: str) -> Step:
        relevant = self.expression(node.relevant, node.path) if node.relevant else None
        calculation = choice_filter = None
        if isinstance(node, Item) and node.calculation:
            calculation = self.expression(node.calculation, node.path)
        if isinstance(node, Item) and node.choice_filter:
            choice_filter = compile_choice_filter(node.choice_filter, self.full(node.path))
        depends = {parent} if parent else set()
        for expression in (relevant, calculation, choice_filter):
            if expression is not None:
                depends |= self._read_by(expression)
        return Step(node.path, parent, node, relevant, calculation, choice_filter, frozenset(depends))

    def _read_by(self, expression: Expression) -> set[str]:
        paths: set[str] = set()
        for reference in expression.references:
            paths |= self.under(reference)
        return paths

    def under(self, reference: str) -> set[str]:
        """Give the items a full path of an expression speaks of. Raises ExpressionError where there is none."""
        return {path[len(self.root) + 2 :] for path in under(reference, self._full_paths)}

    @cached_property
    def _full_paths(self) -> dict[str, bool]:
        return {self.full(node.path): isinstance(node, Item) for node, _ in self._nodes}


def under(reference: str, full_paths: Mapping[str, bool]) -> set[str]:
    """Give the items (True in `full_paths`) that a reference speaks of: itself, or all in a group.

    Raises ExpressionError where it speaks of nothing.
    """
    if full_paths.get(reference):
        return {reference}
    if reference in full_paths or reference.count("/") == 1:
        inside = {path for path, item in full_paths.items() if item and path.startswith(f"{reference}/")}
    elif "*" in reference:
        depth = reference.count("/")
        inside = {
            path
            for path, item in full_paths.items()
            if item and path.count("/") == depth and fnmatchcase(path, reference)
        }
    else:
        inside = set()
    if not inside:
        raise ExpressionError(f"there is no question {reference}")
    return inside


def _with_parents(nodes: tuple[Node, ...], parent: str = "") -> Iterator[tuple[Node, str]]:
    for node in nodes:
        yield node, parent
        if isinstance(node, Group):
            yield from _with_parents(node.children, node.path)
