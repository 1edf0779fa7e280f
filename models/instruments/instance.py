"""The data of one response: what was given, and what follows from it for every node of the form."""

import math
from collections.abc import Callable, Sequence
from copy import deepcopy
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any

from models.instruments.beginning import Beginning
from models.instruments.expressions.chance import random_at
from models.instruments.expressions.choice_filter import ChoiceFilter
from models.instruments.expressions.conversions import number_of
from models.instruments.expressions.expression import Expression, Surroundings
from models.instruments.items import Choice, Group, Item, Node
from models.instruments.occurrences import MOST_TIMES, Occurrences
from models.instruments.places import above, path_of
from models.instruments.plan import Step
from models.instruments.values import calculated

if TYPE_CHECKING:
    from models.instruments.form import Form


class Instance:
    """Answers by place and, kept up to date with them, relevance and values.

    Only what depends on a changed answer is worked out again; calculations that decide nothing of what
    is asked (a scale's score), only when they are read. `fresh` is told of every item that comes to be
    there, before anything in it is worked out.
    """

    def __init__(
        self,
        form: "Form",
        around: Surroundings,
        fresh: Callable[[Item], str],
    ) -> None:
        self.around = around
        self.changes = 0  # grows whenever something becomes relevant, or no longer is
        self.occurrences = Occurrences(form)
        self._form = form
        self._plan = form.plan
        self._fresh = fresh
        self._relevant: dict[str, bool] = {"": True}
        self._given: dict[str, str] = {}
        self._overruled: set[str] = set()
        self._opening: list[Item] = []
        self._late: set[str] = set()  # paths of calculations that are worked out when they are read
        self._as_begun = False  # whether nothing was given since all was worked out
        if form.plan.beginning:
            self._begin_as(form.plan.beginning)
        else:
            self._appeared(self.occurrences.begin())

    def relevant(self, place: str) -> bool:
        """Tell whether a node and all groups around it are relevant."""
        if self._late and path_of(place) in self._late:
            self._catch_up()
        return self._relevant.get(place, False)

    def value(self, place: str) -> str:
        """Give an item's value as expressions see it, "" where it is not relevant."""
        if self._late and path_of(place) in self._late:
            self._catch_up()
        return self._element(place).text or ""

    def give(self, item: Item, value: str) -> None:
        """Keep a value without following it up; `settle` or `follow` comes next."""
        self._as_begun = False
        self._given[item.path] = value
        if item.calculation:
            self._overruled.add(item.path)

    def settle(self) -> None:
        """Work everything out."""
        if self._as_begun:
            return
        for step in self._plan.steps:
            if step.path in self._plan.deferred:
                self._late.add(step.path)
            else:
                self._work_out(step)
        self._open()

    def beginning(self) -> Beginning:
        """Give what there is, worked out and before anything was answered, for others to begin with."""
        elements = self.occurrences.elements
        root = deepcopy(elements[""])
        given = {path: value for path, value in self._given.items() if path not in self._plan.metadata}
        return Beginning(tuple(elements), root, dict(self._relevant), given, frozenset(self._late))

    def _begin_as(self, beginning: Beginning) -> None:
        self.occurrences.elements = beginning.elements()
        self._relevant = dict(beginning.relevant)
        self._given = dict(beginning.given)
        self._late = set(beginning.late)
        for path in self._plan.metadata:
            self._given[path] = self.occurrences.elements[path].text = self._fresh(self._form.item(path))
        self._as_begun = True

    def follow(self, place: str) -> None:
        """Work out what follows from a change of the value given at `place`."""
        path = path_of(place)
        if self._work_out_one(self._plan.step[path], place):
            self._spread(path)
        self._open()

    def repeat(self, base: str, times: int) -> None:
        """Make a repeat that nothing counts occur so many times: `base` is the place without its number."""
        if self._set(base, times):
            path = path_of(base)
            self._work_out(self._plan.step[path])
            self._spread(path)
            self._open()

    def _spread(self, path: str) -> None:
        ahead = list(self._plan.next_to(path))  # as places in the order of steps, a heap
        while ahead:
            step = self._plan.steps[heappop(ahead)]
            while ahead and self._plan.steps[ahead[0]] is step:
                heappop(ahead)
            if step.path in self._plan.deferred:
                changed = step.path not in self._late
                self._late.add(step.path)
            else:
                self._overruled.difference_update(self.occurrences.of(step.path))
                changed = self._work_out(step)
            if changed:
                for following in self._plan.next_to(step.path):
                    heappush(ahead, following)

    def _set(self, base: str, times: int) -> bool:
        change = self.occurrences.set(base, times)
        if change is None:
            return False
        for place in change.vanished:
            self._relevant.pop(place, None)
            self.changes += 1
        self._appeared(change.appeared)
        return True

    def _appeared(self, items: Sequence[Item]) -> None:
        for item in items:
            if item.path not in self._given and (value := self._fresh(item)):
                self._given[item.path] = value
            if item.dynamic_default and item.path not in self._given:
                self._opening.append(item)

    def _open(self) -> None:
        """Fill in, once all is worked out, the defaults that are worked out for what has newly appeared."""
        while self._opening:
            item = self._opening.pop(0)
            if item.path in self.occurrences.elements and item.path not in self._given:
                worth = calculated(item.data_type, self.evaluate(item.dynamic_default, item))
                self.give(item, worth)
                self.follow(item.path)

    def evaluate(self, source: str, node: Node) -> Any:
        """Give what an expression at a node comes to."""
        return self._at(source, node).evaluate(self._element(node.path), self.around)

    def text(self, source: str, node: Node) -> str:
        """Give what an expression at a node comes to, as text."""
        return self._at(source, node).text(self._element(node.path), self.around)

    def holds(self, source: str, node: Node) -> bool:
        """Tell whether a condition at a node holds."""
        return self._at(source, node).truth(self._element(node.path), self.around)

    def would_hold(self, source: str, item: Item, value: str) -> bool:
        """Tell whether a condition would hold if the item had this value."""
        element = self._element(item.path)
        before = element.text
        element.text = value
        try:
            return self.holds(source, item)
        finally:
            element.text = before

    def choices(self, item: Item) -> Sequence[Choice]:
        """Give the choices that stand open, in the order they are listed in."""
        choice_filter = self._plan.step[path_of(item.path)].choice_filter
        if choice_filter is None:
            return self._form.lists.get(item.list_name, ())
        return self._filtered(choice_filter, item, self._element(item.path))

    def seed(self, item: Item) -> int:
        """Give what the order of an item's shuffled choices goes by."""
        element = self._element(item.path)
        if item.shuffle != "*":
            number = number_of(self.evaluate(item.shuffle, item))
            if math.isfinite(number):
                return int(number)
        return int(random_at(self.around.seed, element, 0) * 2**31)

    def _filtered(self, choice_filter: ChoiceFilter, item: Item, element: Any) -> list[Choice]:
        choices = self._form.lists.get(item.list_name, ())
        selected = choice_filter.select(element, self._plan.rows(item.list_name), self.around)
        return [choices[at] for at in selected]

    def open_names(self, item: Item) -> tuple[str, ...]:
        """Give the names of the choices that stand open."""
        if self._plan.step[path_of(item.path)].choice_filter is None:
            return self.all_names(item)
        return tuple(choice.name for choice in self.choices(item))

    def all_names(self, item: Item) -> tuple[str, ...]:
        """Give the names of all choices of the item's list."""
        return self._plan.names(item.list_name) if item.has_choices else ()

    def _at(self, source: str, node: Node) -> Expression:
        path = path_of(node.path)
        if self._late and self._plan.reads_deferred(source, path):
            self._catch_up()
        return self._plan.expression(source, path)

    def _catch_up(self) -> None:
        late, self._late = self._late, set()
        for step in self._plan.steps:
            if step.path in late:
                self._work_out(step)

    def _element(self, place: str) -> Any:
        return self.occurrences.elements[place]

    def _work_out(self, step: Step) -> bool:
        """Work one node out anew, wherever it occurs; tell whether anything about it changed."""
        changed = False
        if step.count is not None:
            changed = self._count(step, step.count)
        for place in self.occurrences.of(step.path):
            changed = self._work_out_one(step, place) or changed
        return changed

    def _count(self, step: Step, count: Expression) -> bool:
        changed = False
        for base in self.occurrences.bases(step.path):
            around = self._element(above(base))
            changed = self._set(base, _times(count.evaluate(around, self.around))) or changed
        return changed

    def _work_out_one(self, step: Step, place: str) -> bool:
        element = self._element(place)
        relevant = self._relevant[above(place)] and (
            step.relevant is None or step.relevant.truth(element, self.around)
        )
        changed = self._relevant.get(place) is not relevant
        if changed:
            self._relevant[place] = relevant
            self.changes += 1
        if isinstance(step.node, Group):
            return changed
        value = self._worth(step, step.node, place, element) if relevant else ""
        if value == (element.text or ""):
            return changed
        element.text = value
        return True

    def _worth(self, step: Step, item: Item, place: str, element: Any) -> str:
        if step.calculation is not None and place not in self._overruled:
            return calculated(item.data_type, step.calculation.evaluate(element, self.around))
        given = self._given.get(place, "")
        if given and step.choice_filter is not None:
            names = {choice.name for choice in self._filtered(step.choice_filter, item, element)}
            if item.type == "select_one":
                return given if given in names else ""
            return " ".join(name for name in given.split() if name in names)
        return given


def _times(value: Any) -> int:
    number = number_of(value)
    return max(0, min(int(number), MOST_TIMES)) if math.isfinite(number) else 0
