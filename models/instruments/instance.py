"""The data of one response: what was given, and what follows from it for every node of the form."""

from collections.abc import Iterable, Mapping
from typing import Any

from models.instruments.expressions.expression import Expression, Surroundings
from models.instruments.items import Choice, Group, Item, Node
from models.instruments.plan import Plan, Step
from models.instruments.values import calculated


class Instance:
    """Answers by path and, kept up to date with them, relevance and values.

    Only what depends on a changed answer is worked out again.
    """

    def __init__(self, plan: Plan, lists: Mapping[str, tuple[Choice, ...]], around: Surroundings) -> None:
        self.around = around
        self._plan = plan
        self._lists = lists
        self._elements = plan.instance()
        self._relevant: dict[str, bool] = {"": True}
        self._given: dict[str, str] = {}
        self._overruled: set[str] = set()

    def relevant(self, path: str) -> bool:
        """Tell whether a node and all groups around it are relevant."""
        return self._relevant[path]

    def value(self, path: str) -> str:
        """Give an item's value as expressions see it, "" where it is not relevant."""
        return self._elements[path].text or ""

    def give(self, item: Item, value: str) -> None:
        """Keep a value without following it up; `settle` or `follow` comes next."""
        self._given[item.path] = value
        if item.calculation:
            self._overruled.add(item.path)

    def settle(self) -> None:
        """Work everything out."""
        for step in self._plan.steps:
            self._work_out(step)

    def follow(self, path: str) -> None:
        """Work out what follows from a change of the value given at `path`."""
        if not self._work_out(self._plan.step[path]):
            return
        changed = {path}
        for step in self._plan.affected(path):
            if not step.depends.isdisjoint(changed):
                self._overruled.discard(step.path)
                if self._work_out(step):
                    changed.add(step.path)

    def evaluate(self, source: str, node: Node) -> Any:
        """Give what an expression at a node comes to."""
        return self._at(source, node).evaluate(self._elements[node.path], self.around)

    def text(self, source: str, node: Node) -> str:
        """Give what an expression at a node comes to, as text."""
        return self._at(source, node).text(self._elements[node.path], self.around)

    def holds(self, source: str, node: Node) -> bool:
        """Tell whether a condition at a node holds."""
        return self._at(source, node).truth(self._elements[node.path], self.around)

    def would_hold(self, source: str, item: Item, value: str) -> bool:
        """Tell whether a condition would hold if the item had this value."""
        element = self._elements[item.path]
        before = element.text
        element.text = value
        try:
            return self.holds(source, item)
        finally:
            element.text = before

    def choices(self, item: Item) -> Iterable[Choice]:
        """Give the choices that stand open."""
        choices = self._lists.get(item.list_name, ())
        choice_filter = self._plan.step[item.path].choice_filter
        if choice_filter is None:
            return choices
        rows = choice_filter.select(self._elements[item.path], self._plan.rows(item.list_name), self.around)
        return [choices[int(row.get("at"))] for row in rows]

    def open_names(self, item: Item) -> tuple[str, ...]:
        """Give the names of the choices that stand open."""
        if self._plan.step[item.path].choice_filter is None:
            return self.all_names(item)
        return tuple(choice.name for choice in self.choices(item))

    def all_names(self, item: Item) -> tuple[str, ...]:
        """Give the names of all choices of the item's list."""
        return self._plan.names(item.list_name) if item.has_choices else ()

    def _at(self, source: str, node: Node) -> Expression:
        return self._plan.expression(source, node.path)

    def _work_out(self, step: Step) -> bool:
        """Work one node out anew; tell whether anything about it changed."""
        path, element = step.path, self._elements[step.path]
        relevant = self._relevant[step.parent] and (
            step.relevant is None or step.relevant.truth(element, self.around)
        )
        changed = self._relevant.get(path) is not relevant
        self._relevant[path] = relevant
        if isinstance(step.node, Group):
            return changed
        value = self._worth(step, step.node, element) if relevant else ""
        if value == (element.text or ""):
            return changed
        element.text = value
        return True

    def _worth(self, step: Step, item: Item, element: Any) -> str:
        if step.calculation is not None and item.path not in self._overruled:
            return calculated(item.data_type, step.calculation.evaluate(element, self.around))
        given = self._given.get(item.path, "")
        if given and step.choice_filter is not None:
            names = self.open_names(item)
            if item.type == "select_one":
                return given if given in names else ""
            return " ".join(name for name in given.split() if name in names)
        return given
