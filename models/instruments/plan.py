"""A form made ready to run: expressions compiled once, and in which order they are worked out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Any, Literal

from lxml import etree

from models.instruments.beginning import METADATA, Beginning
from models.instruments.dependencies import in_order
from models.instruments.expressions.choice_filter import ChoiceFilter
from models.instruments.expressions.compiler import compile_expression
from models.instruments.expressions.conversions import NUMERIC
from models.instruments.expressions.errors import ExpressionError
from models.instruments.expressions.expression import Expression
from models.instruments.expressions.rows import Rows
from models.instruments.items import Choice, Group, Item, Node

Standing = Literal["item", "group", "repeat"]


@dataclass(frozen=True, eq=False)
class Step:
    """One node's part of the work: is it relevant, how often is it there, and if it is calculated, what is it?

    `depends` are the paths of the nodes it has to wait for; `repeat` is the closest repeat it is in or is itself.
    """

    path: str
    parent: str
    node: Node
    relevant: Expression | None
    calculation: Expression | None
    choice_filter: ChoiceFilter | None
    count: Expression | None
    depends: frozenset[str]
    repeat: str

    @property
    def expressions(self) -> tuple[Expression | ChoiceFilter, ...]:
        """All there are."""
        found = (self.relevant, self.calculation, self.choice_filter, self.count)
        return tuple(expression for expression in found if expression is not None)


class Plan:
    """The compiled side of a form. Raises ExpressionError or CycleError for a form that was not checked."""

    def __init__(
        self, root: str, children: tuple[Node, ...], lists: Mapping[str, tuple[Choice, ...]]
    ) -> None:
        self.root = root
        self._lists = lists
        self._nodes = tuple(_with_parents(children))
        self.asked = tuple(n for n, _ in self._nodes if isinstance(n, Item) and n.asked)
        self.repeats = tuple(n.path for n, _ in self._nodes if isinstance(n, Group) and n.repeats)
        self._full_repeats = frozenset(self.full(path) for path in self.repeats)
        self.beginning: Beginning | None = None  # kept by the first response that is begun
        self._rows: dict[str, Rows] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._by_name: dict[str, dict[str, Choice]] = {}
        self._compiled: dict[tuple[str, str], Expression] = {}
        self._reads_deferred: dict[tuple[str, str], bool] = {}
        steps = {node.path: self._step(node, parent) for node, parent in self._nodes}
        self.steps = tuple(steps[path] for path in in_order({s.path: s.depends for s in steps.values()}))
        self.step = steps

    def expression(self, source: str, path: str) -> Expression:
        """Give the compiled expression that stands at a path of the form."""
        key = source, path
        if key not in self._compiled:
            self._compiled[key] = compile_expression(source, self.full(path), self._full_repeats)
        return self._compiled[key]

    @cached_property
    def deferred(self) -> frozenset[str]:
        """The paths of calculations that decide nothing of what is asked: only such calculations read them."""
        found: set[str] = set()
        for step in reversed(self.steps):
            is_calculation = (
                isinstance(step.node, Item) and not step.node.asked and step.calculation is not None
            )
            if is_calculation and self._needed_by.get(step.path, set()) <= found:
                found.add(step.path)
        return frozenset(found)

    def reads_deferred(self, source: str, path: str) -> bool:
        """Whether the expression that stands at a path reads any of these."""
        key = source, path
        if key not in self._reads_deferred:
            read = self._read_by(self.expression(source, path), path)
            self._reads_deferred[key] = not read.isdisjoint(self.deferred)
        return self._reads_deferred[key]

    def full(self, path: str) -> str:
        """Give a path as expressions have it: "/data/group/name" for "group/name"."""
        return f"/{self.root}/{path}"

    def next_to(self, path: str) -> tuple[int, ...]:
        """Give, in order, the places among the steps of those that read the node at `path`."""
        return self._next_to.get(path, ())

    @cached_property
    def metadata(self) -> tuple[str, ...]:
        """The paths of items that hold when the response was opened."""
        return tuple(node.path for node, _ in self._nodes if isinstance(node, Item) and node.type in METADATA)

    @cached_property
    def begins_alike(self) -> bool:
        """Whether all responses begin with the same, but for when they were opened."""
        read = {path for step in self.steps for path in step.depends}
        return (
            not self.repeats
            and read.isdisjoint(self.metadata)
            and not any(isinstance(step.node, Item) and step.node.dynamic_default for step in self.steps)
            and not any(expression.looks_around for step in self.steps for expression in step.expressions)
        )

    def repeat_of(self, path: str) -> str:
        """Give the closest repeat that the node at a path is in or is itself; "" where there is none."""
        return max((r for r in self.repeats if f"{path}/".startswith(f"{r}/")), key=len, default="")

    def element(self, node: Node, parent: Any) -> Any:
        """Make the empty element of a node under that of its parent."""
        return etree.SubElement(parent, node.name, _marks(node))

    def instance(self) -> Any:
        """Make the root of an empty instance."""
        return etree.Element(self.root)

    def rows(self, list_name: str) -> Rows:
        """Give a list as choice filters look through it."""
        if list_name not in self._rows:
            self._rows[list_name] = Rows(self._lists[list_name])
        return self._rows[list_name]

    def names(self, list_name: str) -> tuple[str, ...]:
        """Give the names of a list's choices, in order."""
        if list_name not in self._names:
            self._names[list_name] = tuple(choice.name for choice in self._lists.get(list_name, ()))
        return self._names[list_name]

    def choice(self, list_name: str, name: str) -> Choice | None:
        """Give the first choice of a list that has this name."""
        if list_name not in self._by_name:
            self._by_name[list_name] = {choice.name: choice for choice in reversed(self._lists[list_name])}
        return self._by_name[list_name].get(name)

    @cached_property
    def _next_to(self) -> dict[str, tuple[int, ...]]:
        at = {step.path: place for place, step in enumerate(self.steps)}
        return {path: tuple(sorted(at[one] for one in needed)) for path, needed in self._needed_by.items()}

    @cached_property
    def _needed_by(self) -> dict[str, set[str]]:
        needed: dict[str, set[str]] = {}
        for step in self.steps:
            for path in step.depends:
                needed.setdefault(path, set()).add(step.path)
        return needed

    def _step(self, node: Node, parent: str) -> Step:
        relevant = self.expression(node.relevant, node.path) if node.relevant else None
        calculation = choice_filter = count = None
        if isinstance(node, Item) and node.calculation:
            calculation = self.expression(node.calculation, node.path)
        if isinstance(node, Item) and node.choice_filter:
            choice_filter = ChoiceFilter(node.choice_filter, self.full(node.path), self._full_repeats)
        if isinstance(node, Group) and node.count:
            count = compile_expression(
                node.count, self.full(node.path), self._full_repeats, self.full(parent).rstrip("/")
            )
        depends = {parent} if parent else set()
        for expression in (relevant, calculation, choice_filter, count):
            if expression is not None:
                depends |= self._read_by(expression, node.path)
        return Step(
            node.path,
            parent,
            node,
            relevant,
            calculation,
            choice_filter,
            count,
            frozenset(depends),
            self.repeat_of(node.path),
        )

    def _read_by(self, expression: Expression | ChoiceFilter, path: str) -> set[str]:
        paths: set[str] = set()
        for reference in expression.references:
            paths |= self.under(reference, path)
        return paths

    def under(self, reference: str, path: str = "") -> set[str]:
        """Give what a full path of an expression at `path` speaks of. Raises ExpressionError where there is none."""
        return {path[len(self.root) + 2 :] for path in under(reference, self._full_paths, self.full(path))}

    @cached_property
    def _full_paths(self) -> dict[str, Standing]:
        return {self.full(node.path): _standing(node) for node, _ in self._nodes}


def under(reference: str, full_paths: Mapping[str, Standing], at: str = "") -> set[str]:
    """Give the nodes that a reference speaks of: an item itself, all items in a group, a repeat as such;
    and the repeats it leads through, but for the one at `at` itself, since it speaks of every occurrence.

    Raises ExpressionError where it speaks of nothing.
    """
    standing = full_paths.get(reference)
    if standing in {"item", "repeat"}:
        inside = {reference}
    elif standing == "group" or reference.count("/") == 1:
        inside = {path for path in _items(full_paths) if path.startswith(f"{reference}/")}
    elif "*" in reference:
        depth = reference.count("/")
        inside = {
            path for path in _items(full_paths) if path.count("/") == depth and fnmatchcase(path, reference)
        }
    else:
        inside = set()
    if not inside:
        raise ExpressionError(f"there is no question {reference}")
    through = {path for path, kind in full_paths.items() if kind == "repeat" and path != at}
    return inside | {repeat for repeat in through if any(p.startswith(f"{repeat}/") for p in inside)}


def _items(full_paths: Mapping[str, Standing]) -> Iterator[str]:
    return (path for path, standing in full_paths.items() if standing == "item")


def _standing(node: Node) -> Standing:
    if isinstance(node, Item):
        return "item"
    return "repeat" if node.repeats else "group"


def _marks(node: Node) -> dict[str, str]:
    return {NUMERIC: ""} if isinstance(node, Item) and node.data_type in {"int", "decimal"} else {}


def _with_parents(nodes: tuple[Node, ...], parent: str = "") -> Iterator[tuple[Node, str]]:
    for node in nodes:
        yield node, parent
        if isinstance(node, Group):
            yield from _with_parents(node.children, node.path)
