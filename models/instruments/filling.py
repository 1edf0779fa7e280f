"""One response being answered: what is asked next, what follows from what was answered."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from functools import partial
from itertools import islice
from typing import TypeAlias
from weakref import ref

from models.instruments.expressions.chance import shuffled
from models.instruments.expressions.expression import Surroundings
from models.instruments.form import Form
from models.instruments.instance import Instance
from models.instruments.items import MOST_PICTURED, Choice, Group, Item, Media, Node, Text
from models.instruments.occurrences import Another
from models.instruments.offered import Offered
from models.instruments.places import occurrences_in, path_of
from models.instruments.values import NotAnAnswer, Rule, normal

Place: TypeAlias = Node | str
"""A node as this class gives it, or its place in the response: "name", in repeats "child[2]/name"."""


@dataclass(frozen=True)
class Violation:
    """Why an answer cannot stand: the rule it breaks, and the form's own words for it, "" where it has none."""

    rule: Rule
    message: str = ""


class Filling:
    """A form with answers in it, in memory. All values are ODK's texts: "3", "2026-11-23", "a b".

    `now` (aware) is this moment and `started` the one the response was opened at, both shown in
    `zone`. `answers` (by place, such as `values` gave) are kept ones to go on from; a "" among them
    is an answer taken back, and what is calculated is calculated anew. Chance goes by `seed`.
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
        seed: str = "",
    ) -> None:
        self.form = form
        self.language = form.language(language)
        self.zone = zone
        self._now = _moment(now, zone)
        self._opened = _moment(started or now, zone)
        around = Surroundings(
            self._opened[:10], self._opened, _names_of(ref(self)), form.pulled, seed or self._opened
        )
        self._data = Instance(form, around, partial(_at_first, form, self._opened))
        if any(item.dynamic_default for item in form.items):
            self._data.settle()
        self._data.around = replace(around, today=self._now[:10], now=self._now)
        self._take_over(answers or {})
        self._data.settle()
        if form.plan.beginning is None and form.plan.begins_alike and not answers:
            form.plan.beginning = self._data.beginning()

    @property
    def opened_on(self) -> date:
        """The day on which the response was opened."""
        return date.fromisoformat(self._opened[:10])

    # What is asked

    def questions(self) -> Iterator[Item]:
        """Go through the notes and questions that are relevant, in order, each once, lazily.

        What is answered between two steps counts: a question further up that becomes relevant
        comes next, one that is no longer relevant is left out. What repeats occurs as often as it does.
        """
        return (found for found in self.asking() if isinstance(found, Item))

    def asking(self) -> Iterator[Item | Another]:
        """Go through the same and what else is to be asked: after each occurrence of a repeat that
        nothing counts comes whether there is another; `repeat` says what was answered.
        """
        seen: set[str] = set()
        while True:
            as_of = self._data.changes
            for found in self._data.occurrences.asked():
                if found.path in seen or not self._data.relevant(_standing(found)):
                    continue
                seen.add(found.path)
                yield found
                if self._data.changes != as_of:
                    break
            else:
                return

    def relevant_items(self) -> Iterator[Item]:
        """Go through the notes and questions that are relevant as things stand."""
        relevant = self._data.relevant
        return (i for i in self._data.occurrences.asked() if isinstance(i, Item) and relevant(i.path))

    def standing_of(self, item: Item) -> tuple[int, int]:
        """Give the how-manieth of the questions an item is, from 1, and how many there are as things stand."""
        questions = [
            i.path
            for i in self.relevant_items()
            if i.type != "note" and not (i.read_only and self.read_only(i))
        ]
        return questions.index(item.path) + 1, len(questions)

    def repeat(self, another: Another, *, more: bool) -> None:
        """Say whether a repeat occurs once more than so far. What was beyond it goes with a no."""
        times = self._data.occurrences.times(another.base)
        if more:
            self._data.repeat(another.base, max(times, another.number + 1))
        else:
            self._data.repeat(another.base, another.number)

    def groups(self, place: Place) -> tuple[Group, ...]:
        """Give the groups a node stands in, the outermost first, repeats with their number."""
        parts = self._node(place).path.split("/")[:-1]
        nodes = (self._node("/".join(parts[: depth + 1])) for depth in range(len(parts)))
        return tuple(node for node in nodes if isinstance(node, Group))

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
        return list(self.offer(place).choices)

    def offer(self, place: Place) -> Offered:
        """Give the same; what is fixed is given as one object to all fillings."""
        item = self._item(place)
        if (
            not item.choice_filter
            and not item.shuffle
            and (fixed := self.form.fixed_choices(item.list_name, self.language))
        ):
            return fixed
        return Offered(tuple((c.name, self._text(c.label, item)) for c in self.offered(item)))

    def offered(self, place: Place) -> Sequence[Choice]:
        """Give the choices that stand open in the order they are shown in."""
        item = self._item(place)
        choices = self._data.choices(item)
        return shuffled(choices, self._data.seed(item)) if item.shuffle else choices

    def media(self, place: Place) -> list[tuple[str, str]]:
        """Give the files that go with a question and, each with its label, with its choices, the first so many."""
        item = self._item(place)
        if not self.form.pictures:
            return []
        found = [(name, "") for name in self._in_language(item.media)]
        if item.has_choices and self.form.has_pictures(item.list_name):
            pictured = (choice for choice in self.offered(item) if choice.media)
            for choice in islice(pictured, MOST_PICTURED):
                label = self._text(choice.label, item)
                found.extend((name, label) for name in self._in_language(choice.media))
        return found

    def _in_language(self, media: Media) -> Sequence[str]:
        return media.get(self.language) or media.get(self.form.default_language) or media.get("", ())

    def choice_name(self, full_path: str, value: str) -> str:
        """Give the label of the choice, or choices, that the value of a question stands for: jr:choice-name()."""
        item = self.form.item(full_path.removeprefix(f"/{self.form.root}/"))
        names = value.split() if item.type == "select_multiple" else [value]
        found = (self.form.plan.choice(item.list_name, name) for name in names if item.has_choices)
        return ", ".join(self._text(choice.label, item) for choice in found if choice is not None)

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
        return self._data.relevant(self._node(place).path)

    def required(self, place: Place) -> bool:
        """Tell whether a question has to be answered."""
        item = self._item(place)
        return bool(item.required) and self._data.holds(item.required, item)

    def read_only(self, place: Place) -> bool:
        """Tell whether an item is only shown: a note, a calculation, a question marked read_only."""
        item = self._item(place)
        return not item.asked or (bool(item.read_only) and self._data.holds(item.read_only, item))

    def value(self, place: Place) -> str:
        """Give the value as expressions see it: "" where there is none or the item is not relevant."""
        return self._data.value(self._item(place).path)

    def values(self, ended: datetime | None = None) -> dict[str, str]:
        """Give all values that are not empty, of relevant items, calculations and metadata, by path.

        `ended` (aware) is when the response was finished, for metadata of type end; by default `now`.
        """
        end = _moment(ended, self.zone) if ended else self._now
        values: dict[str, str] = {}
        for item in self._data.occurrences.items():
            value = end if item.type == "end" else self._data.value(item.path)
            if value and self._data.relevant(item.path):
                values[item.path] = value
        return values

    # Answering

    def check(self, place: Place, value: str) -> Violation | None:
        """Say why a value could not stand as the answer, or None where it can."""
        item = self._item(place)
        try:
            kept = normal(item, value, self._data.open_names(item))
        except NotAnAnswer as wrong:
            return Violation(wrong.rule)
        return self._broken(item, kept)

    def violation(self, place: Place) -> Violation | None:
        """Say what is wrong with the present value of an item, or None; what is not relevant is never wrong."""
        item = self._item(place)
        return self._broken(item, self.value(item)) if self._data.relevant(item.path) else None

    def answer(self, place: Place, value: str) -> None:
        """Keep an answer and work out what depends on it; "" takes it back. `check` comes first.

        Raises NotAnAnswer for a value that the type cannot have, ValueError where nothing is asked.
        """
        item = self._item(place)
        if not item.asked:
            raise ValueError(f"{item.path} is not asked")
        self._data.give(item, normal(item, value, self._data.open_names(item)))
        self._data.follow(item.path)

    # Inside

    def _take_over(self, answers: Mapping[str, str]) -> None:
        occurred: dict[str, int] = {}
        for place, value in answers.items():
            self._take_one(replace(self.form.item(path_of(place)), path=place), value)
            for base, number in occurrences_in(place):
                occurred[base] = max(number, occurred.get(base, 1))
        for base in sorted(occurred, key=lambda base: base.count("/")):
            repeat = self.form.nodes[path_of(base)]
            if isinstance(repeat, Group) and not repeat.count:
                self._data.occurrences.set(base, occurred[base])

    def _take_one(self, item: Item, value: str) -> None:
        if item.calculation and not item.asked:
            return
        try:
            self._data.give(item, normal(item, value, self._data.all_names(item)))
        except NotAnAnswer:
            # A calculation may come to what no answer could be; it will again.
            if not (item.calculation or item.dynamic_default):
                raise

    def _broken(self, item: Item, value: str) -> Violation | None:
        if value == "":
            return Violation("required", self.required_message(item)) if self.required(item) else None
        if item.constraint and not self._data.would_hold(item.constraint, item, value):
            return Violation("constraint", self.constraint_message(item))
        return None

    def _text(self, text: Text, node: Node) -> str:
        return "".join(
            fragment if isinstance(fragment, str) else self._data.text(fragment.expression, node)
            for fragment in self.form.in_language(text, self.language)
        ).strip()

    def _node(self, place: Place) -> Node:
        return self._data.occurrences.node(place) if isinstance(place, str) else place

    def _item(self, place: Place) -> Item:
        node = self._node(place)
        if not isinstance(node, Item):
            raise KeyError(node.path)
        return node


def _standing(found: Item | Another) -> str:
    """Give the place that has to be relevant for something to be asked."""
    return found.path if isinstance(found, Item) else f"{found.base}[{found.number}]"


def _at_first(form: Form, opened: str, item: Item) -> str:
    """Give what an item holds before anything is answered: its default, or metadata."""
    metadata = {"start": opened, "today": opened[:10]}
    given = metadata.get(item.type, item.default)
    names = form.plan.names(item.list_name) if given and item.has_choices else ()
    return normal(item, given, names) if given else ""


def _names_of(filling: "ref[Filling]") -> Callable[[str, str], str]:
    """Give what jr:choice-name() asks, without keeping the filling alive: it goes as soon as it is dropped."""
    return lambda path, value: found.choice_name(path, value) if (found := filling()) else ""


def _moment(instant: datetime, zone: tzinfo) -> str:
    return instant.astimezone(zone).isoformat(timespec="milliseconds")
