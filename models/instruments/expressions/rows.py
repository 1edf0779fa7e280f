"""A list of choices as a choice_filter looks through it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from lxml import etree

from models.instruments.items import Choice
from models.instruments.names import is_name


class Rows:
    """The rows of a list by their place in it, with "name" and what further columns they have."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self._choices = choices
        self._by_column: dict[str, Mapping[str, Sequence[int]]] = {}
        self._elements: dict[int, Any] = {}

    def __len__(self) -> int:
        """Tell how many there are."""
        return len(self._choices)

    def having(self, column: str, value: str) -> Sequence[int]:
        """Give the rows in whose column this stands."""
        if column not in self._by_column:
            self._by_column[column] = self._index(column)
        return self._by_column[column].get(value, ())

    def element(self, at: int) -> Any:
        """Give a row as XML, by itself."""
        if at not in self._elements:
            self._elements[at] = _element(self._choices[at])
        return self._elements[at]

    @cached_property
    def root(self) -> Any:
        """All rows in one element; @at is a row's place in the list."""
        root = etree.Element("root")
        for at, choice in enumerate(self._choices):
            row = _element(choice)
            row.set("at", str(at))
            root.append(row)
        return root

    def _index(self, column: str) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for at, choice in enumerate(self._choices):
            value = choice.name if column == "name" else choice.columns.get(column)
            if value is not None:
                found[value].append(at)
        return dict(found)


def _element(choice: Choice) -> Any:
    row = etree.Element("item")
    etree.SubElement(row, "name").text = choice.name
    for column, value in choice.columns.items():
        if is_name(column):  # no expression can speak of any other
            etree.SubElement(row, column).text = value
    return row
