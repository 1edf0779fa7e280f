"""What a response consists of at a time: every node once, and in repeats as often as they occur."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from models.instruments.items import Group, Item, Node
from models.instruments.places import above, path_of

if TYPE_CHECKING:
    from models.instruments.form import Form

MOST_TIMES = 200
"""A repeat occurs so many times at most: more, nobody answers in a chat."""


@dataclass(frozen=True)
class Another:
    """After an occurrence of a repeat that nothing counts: is there another?

    `base` is the repeat's place without its number, `number` the occurrence's.
    """

    repeat: Group
    base: str
    number: int

    @property
    def path(self) -> str:
        """What tells it from all else that is asked."""
        return f"{self.base}[{self.number}]+"


@dataclass(frozen=True)
class Change:
    """Items that came to be there, and the places of nodes that went."""

    appeared: tuple[Item, ...]
    vanished: tuple[str, ...]


class Occurrences:
    """The elements of a response by place, and how often each repeat occurs."""

    def __init__(self, form: "Form") -> None:
        self._form = form
        self._plan = form.plan
        self._times: dict[str, int] = {}
        self._places: dict[str, tuple[str, ...]] = {}
        self._nodes: dict[str, Node] = {}
        self._asked: tuple[Item | Another, ...] | None = None
        self.elements: dict[str, Any] = {}

    def begin(self) -> list[Item]:
        """Make what is there before anything is answered: every repeat once. The items that are there now."""
        self.elements[""] = self._plan.instance()
        return [item for node in self._form.children for item in self._put(node, "")]

    def of(self, path: str) -> tuple[str, ...]:
        """Give all places of the node at a path of the form, in order."""
        if not self._plan.repeats:
            return (path,)
        if path not in self._places:
            self._places[path] = tuple(self._found(path))
        return self._places[path]

    def bases(self, repeat: str) -> tuple[str, ...]:
        """Give the places of a repeat without their numbers: one for each place of what it stands in."""
        outer, _, name = repeat.rpartition("/")
        return tuple(f"{place}/{name}" if place else name for place in (self.of(outer) if outer else ("",)))

    def times(self, base: str) -> int:
        """Tell how often a repeat occurs."""
        return self._times[base]

    def set(self, base: str, times: int) -> Change | None:
        """Make a repeat occur so many times; what that changed, None where it did so already."""
        before = self._times[base]
        times = min(times, MOST_TIMES)
        if before == times:
            return None
        vanished = [p for number in range(before, times, -1) for p in self._take(f"{base}[{number}]")]
        repeat = self._form.nodes[path_of(base)]
        self._times[base] = times
        outer = above(base)
        appeared = [
            item
            for number in range(before + 1, times + 1)
            for item in self._make(repeat, outer, f"{base}[{number}]")
        ]
        self._places.clear()
        self._asked = None
        return Change(tuple(appeared), tuple(vanished))

    def node(self, place: str) -> Node:
        """Give the node of the form at a place, with the place for its path. Raises KeyError where there is none."""
        if place in self._nodes:
            return self._nodes[place]
        if place not in self.elements:
            raise KeyError(place)
        node = self._form.nodes[path_of(place)]
        if node.path != place:
            node = replace(node, path=place)
        self._nodes[place] = node
        return node

    def asked(self) -> tuple[Item | Another, ...]:
        """Give all that can be asked, in order, relevant or not."""
        if not self._plan.repeats:
            return self._plan.asked
        if self._asked is None:
            self._asked = tuple(found for found in self._walk(self._form.children, "") if _is_asked(found))
        return self._asked

    def items(self) -> Iterator[Item]:
        """Go through all items, in order."""
        return (found for found in self._walk(self._form.children, "") if isinstance(found, Item))

    def _walk(self, nodes: tuple[Node, ...], base: str) -> Iterator[Item | Another]:
        for node in nodes:
            place = f"{base}{node.name}"
            if isinstance(node, Item):
                yield self._item(place)
            elif not node.repeats:
                yield from self._walk(node.children, f"{place}/")
            else:
                for number in range(1, self._times[place] + 1):
                    yield from self._walk(node.children, f"{place}[{number}]/")
                    if not node.count:
                        yield Another(node, place, number)

    def _item(self, place: str) -> Item:
        node = self.node(place)
        assert isinstance(node, Item)  # noqa: S101
        return node

    def _found(self, path: str) -> Iterator[str]:
        repeat = self._plan.repeat_of(path)
        if not repeat:
            yield path
        elif repeat == path:
            for base in self.bases(path):
                yield from (f"{base}[{number}]" for number in range(1, self._times[base] + 1))
        else:
            yield from (f"{place}{path[len(repeat) :]}" for place in self.of(repeat))

    def _put(self, node: Node, parent: str) -> list[Item]:
        place = f"{parent}/{node.name}" if parent else node.name
        if isinstance(node, Group) and node.repeats:
            self._times[place] = 1
            place = f"{place}[1]"
        return self._make(node, parent, place)

    def _make(self, node: Node, parent: str, place: str) -> list[Item]:
        self.elements[place] = self._plan.element(node, self.elements[parent])
        if isinstance(node, Item):
            return [self._item(place)]
        return [item for child in node.children for item in self._put(child, place)]

    def _take(self, place: str) -> list[str]:
        element = self.elements[place]
        element.getparent().remove(element)
        gone = [p for p in self.elements if p == place or p.startswith(f"{place}/")]
        for inside in gone:
            del self.elements[inside]
            self._nodes.pop(inside, None)
        for base in [base for base in self._times if base.startswith(f"{place}/")]:
            del self._times[base]
        return gone


def _is_asked(found: Item | Another) -> bool:
    return isinstance(found, Another) or found.asked
