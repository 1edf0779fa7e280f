"""One response being answered: what is asked next, what follows from what was answered."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, TypeAlias

from models.instruments.expressions.expression import Surroundings
from models.instruments.form import Form
from models.instruments.items import Choice, Group, Item, Node, Text
from models.instruments.plan import Step
from models.instruments.values import NotAnAnswer, Rule, calculated, normal

Place: TypeAlias = Node | str
"""A node of the form, or its path."""


@dataclass(frozen=True)
class Violation:
    """Why an answer cannot stand: the rule it breaks, and the form's own words for it, "" where it has none."""

    rule: Rule
    message: str = ""


class Filling:
    """A form with answers in it, in memory. All values are ODK's texts: "3", "2026-11-23", "a b".

    `now` (aware) is this moment and `started` the one the response was opened at, both shown in
    `zone`. `answers` (by path, such as `values` gave) are kept ones to go on from; a "" among them
    is an answer taken back, and what is calculated is calculated anew.
    The same answers always come to the same values, in whichever order they were given.
    Raises NotAnAnswer for a kept answer that its question cannot have.
    """

    def __init__(
        self,
        form: Form,
        language: str,
        now: datetime,
        zone: tzinfo,
        *,
        started: datetime | None = None,
        answers: Mapping[str, str] | None = None,
    ) -> None:
        self.form = form
        self.language = form.language(language)
        self._plan = form.plan
        self._elements = self._plan.instance()
        self._relevant: dict[str, bool] = {"": True}
        self._given: dict[str, str] = {item.path: item.default for item in form.items if item.default}
        self._overruled: set[str] = set()
        self._now = _moment(now, zone)
        opened = _moment(started or now, zone)
        self._around = Surroundings(opened[:10], opened, self._choice_name)
        self._open(opened)
        self._around = Surroundings(self._now[:10], self._now, self._choice_name)
        for path, value in (answers or {}).items():
            item = form.item(path)
            if item.asked or not item.calculation:
                self._keep(item, normal(item, value, self._all_names(item)))
        self._settle(self._plan.steps)

    # What is asked

    def questions(self) -> Iterator[Item]:
        """Go through the notes and questions that are relevant, in order, each once, lazily.

        What is answered between two steps counts: a question further up that becomes relevant
        comes next, one that is no longer relevant is left out.
        """
        seen: set[str] = set()
        while (item := next((i for i in self.relevant_items() if i.path not in seen), None)) is not None:
            seen.add(item.path)
            yield item

    def relevant_items(self) -> Iterator[Item]:
        """Go through the notes and questions that are relevant as things stand."""
        return (item for item in self.form.items if item.asked and self._relevant[item.path])

    # What people read

    def label(self, place: Place) -> str:
        """Give the label of a question or a group, values filled in; "" where it has none."""
        node = self._node(place)
        return self._text(node.label, node)

    def hint(self, place: Place) -> str:
        """Give the hint of a question, values filled in; "" where it has none."""
        item = self._item(place)
        return self._text(item.hint, item)

    def choices(self, place: Place) -> list[tuple[str, str]]:
        """Give name and label of the choices that stand open, after choice_filter."""
        item = self._item(place)
        return [(choice.name, self._text(choice.label, item)) for choice in self._choices(item)]

    def required_message(self, place: Place) -> str:
        """Give what the form says when a required question is left empty; "" where it says nothing."""
        item = self._item(place)
        return self._text(item.required_message, item)

    def constraint_message(self, place: Place) -> str:
        """Give what the form says to an answer that breaks its constraint; "" where it says nothing."""
        item = self._item(place)
        return self._text(item.constraint_message, item)

    # What holds

    def relevant(self, place: Place) -> bool:
        """Tell whether a node and all groups around it are relevant."""
        return self._relevant[self._node(place).path]

    def required(self, place: Place) -> bool:
        """Tell whether a question has to be answered."""
        item = self._item(place)
        return bool(item.required) and self._holds(item.required, item)

    def read_only(self, place: Place) -> bool:
        """Tell whether an item is only shown: a note, a calculation, a question marked read_only."""
        item = self._item(place)
        return not item.asked or (bool(item.read_only) and self._holds(item.read_only, item))

    def value(self, place: Place) -> str:
        """Give the value as expressions see it: "" where there is none or the item is not relevant."""
        return self._elements[self._item(place).path].text or ""

    def values(self) -> dict[str, str]:
        """Give all values that are not empty, of relevant items, calculations and metadata, by path."""
        values: dict[str, str] = {}
        for item in self.form.items:
            value = self._now if item.type == "end" else self._elements[item.path].text
            if value and self._relevant[item.path]:
                values[item.path] = value
        return values

    # Answering

    def check(self, place: Place, value: str) -> Violation | None:
        """Say why a value could not stand as the answer, or None where it can."""
        item = self._item(place)
        try:
            kept = normal(item, value, self._names(item))
        except NotAnAnswer as wrong:
            return Violation(wrong.rule)
        return self._broken(item, kept)

    def violation(self, place: Place) -> Violation | None:
        """Say what is wrong with the present value of an item, or None; what is not relevant is never wrong."""
        item = self._item(place)
        return self._broken(item, self.value(item)) if self._relevant[item.path] else None

    def answer(self, place: Place, value: str) -> None:
        """Keep an answer and work out what depends on it; "" takes it back. `check` comes first.

        Raises NotAnAnswer for a value that the type cannot have, ValueError where nothing is asked.
        """
        item = self._item(place)
        if not item.asked:
            raise ValueError(f"{item.path} is not asked")
        self._keep(item, normal(item, value, self._names(item)))
        step = self._plan.step[item.path]
        if not self._work_out(step):
            return
        changed = {item.path}
        for other in self._plan.affected(item.path):
            if not other.depends.isdisjoint(changed):
                self._overruled.discard(other.path)
                if self._work_out(other):
                    changed.add(other.path)

    # Inside

    def _open(self, opened: str) -> None:
        """Fill in metadata and, before anything is answered, the defaults that are worked out."""
        for item in self.form.items:
            if item.type == "start":
                self._given[item.path] = opened
            elif item.type == "today":
                self._given[item.path] = opened[:10]
        dynamic = [item for item in self.form.items if item.dynamic_default]
        if not dynamic:
            return
        self._settle(self._plan.steps)
        for item in dynamic:
            expression = self._plan.expression(item.dynamic_default, item.path)
            value = expression.evaluate(self._elements[item.path], self._around)
            self._keep(item, calculated(item.data_type, value))
            self._settle((self._plan.step[item.path], *self._plan.affected(item.path)))

    def _keep(self, item: Item, value: str) -> None:
        self._given[item.path] = value
        if item.calculation:
            self._overruled.add(item.path)

    def _settle(self, steps: Iterable[Step]) -> None:
        for step in steps:
            self._work_out(step)

    def _work_out(self, step: Step) -> bool:
        """Work one node out anew; tell whether anything about it changed."""
        path, element = step.path, self._elements[step.path]
        relevant = self._relevant[step.parent] and (
            step.relevant is None or step.relevant.truth(element, self._around)
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
            return calculated(item.data_type, step.calculation.evaluate(element, self._around))
        given = self._given.get(item.path, "")
        if given and step.choice_filter is not None:
            open_names = self._names(item)
            if item.type == "select_one":
                return given if given in open_names else ""
            return " ".join(name for name in given.split() if name in open_names)
        return given

    def _broken(self, item: Item, value: str) -> Violation | None:
        if value == "":
            return Violation("required", self.required_message(item)) if self.required(item) else None
        if item.constraint and not self._would_hold(item, value):
            return Violation("constraint", self.constraint_message(item))
        return None

    def _would_hold(self, item: Item, value: str) -> bool:
        element = self._elements[item.path]
        before = element.text
        element.text = value
        try:
            return self._holds(item.constraint, item)
        finally:
            element.text = before

    def _holds(self, source: str, node: Node) -> bool:
        return self._plan.expression(source, node.path).truth(self._elements[node.path], self._around)

    def _choices(self, item: Item) -> Iterable[Choice]:
        choices = self.form.lists.get(item.list_name, ())
        choice_filter = self._plan.step[item.path].choice_filter
        if choice_filter is None:
            return choices
        rows = choice_filter.select(self._elements[item.path], self._plan.rows(item.list_name), self._around)
        return [choices[int(row.get("at"))] for row in rows]

    def _names(self, item: Item) -> tuple[str, ...]:
        if self._plan.step[item.path].choice_filter is None:
            return self._all_names(item)
        return tuple(choice.name for choice in self._choices(item))

    def _all_names(self, item: Item) -> tuple[str, ...]:
        return self._plan.names(item.list_name) if item.has_choices else ()

    def _choice_name(self, full_path: str, value: str) -> str:
        item = self.form.item(full_path.removeprefix(f"/{self.form.root}/"))
        names = value.split() if item.type == "select_multiple" else [value]
        found = (self._plan.choice(item.list_name, name) for name in names if item.has_choices)
        return ", ".join(self._text(choice.label, item) for choice in found if choice is not None)

    def _text(self, text: Text, node: Node) -> str:
        fragments = text.get(self.language) or text.get(self.form.default_language)
        if fragments is None:
            fragments = next(iter(text.values()), ())
        element = self._elements[node.path]
        return "".join(
            fragment
            if isinstance(fragment, str)
            else self._plan.expression(fragment.expression, node.path).text(element, self._around)
            for fragment in fragments
        ).strip()

    def _node(self, place: Place) -> Node:
        return self.form.nodes[place] if isinstance(place, str) else place

    def _item(self, place: Place) -> Item:
        return self.form.item(place) if isinstance(place, str) else self.form.item(place.path)


def _moment(instant: datetime, zone: tzinfo) -> str:
    return instant.astimezone(zone).isoformat(timespec="milliseconds")
