"""One expression of a form, compiled: what it refers to is known, and evaluating it is one call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from lxml import etree

from models.instruments.expressions.conversions import Value, text_of, truth_of
from models.instruments.expressions.errors import ExpressionError
from models.instruments.expressions.function import Kind
from models.instruments.expressions.functions import compiled


@dataclass(frozen=True)
class Surroundings:
    """What an expression may ask for beyond the answers.

    `today` and `now` are ODK's texts; `choice_name(path, value)` is what jr:choice-name() gives and
    `pulled(file, column, key column, key)` what pulldata() gives; `seed` is what chance goes by.
    """

    today: str
    now: str
    choice_name: Callable[[str, str], str]
    pulled: Callable[[str, str, str, str], str] = lambda _file, _column, _key_column, _key: ""
    seed: str = ""


@dataclass(frozen=True)
class Asked:
    """A variable of the XPath that is found out before it runs; `looks_around` for more than the answers."""

    name: str
    find: Callable[[Any, Surroundings], Any]
    looks_around: bool = True


Pulled: TypeAlias = tuple[str, str, str]
"""What pulldata() looks up: the file without its ending, the column, the column of the key."""


class Expression:
    """A compiled expression. `references` are the full paths it reads, with its choices' columns left out;
    `kind` is what it gives, "any" where answers decide."""

    __slots__ = ("_always", "_asked", "_run", "kind", "pulled", "references", "source", "xpath")

    def __init__(
        self,
        source: str,
        xpath: str,
        references: frozenset[str],
        asked: tuple[Asked, ...],
        pulled: frozenset[Pulled] = frozenset(),
        kind: Kind = "any",
    ) -> None:
        self.source = source
        self.xpath = xpath
        self.references = references
        self.pulled = pulled
        self.kind = kind
        self._asked = asked
        self._always: Any = None  # what it comes to, where it reads nothing
        try:
            self._run = compiled(xpath)
        except (etree.XPathSyntaxError, ValueError) as wrong:
            raise ExpressionError(f"not an expression: {source.strip()}") from wrong

    @property
    def looks_around(self) -> bool:
        """Whether anything but the answers has a say in it."""
        return any(asked.looks_around for asked in self._asked)

    def evaluate(self, node: Any, around: Surroundings) -> Value:
        """Give the value at `node` of a form's instance (an lxml element)."""
        found = self._evaluate(node, around)
        return text_of(found) if isinstance(found, list) else found

    def text(self, node: Any, around: Surroundings) -> str:
        """Give the value as text."""
        return text_of(self._evaluate(node, around))

    def truth(self, node: Any, around: Surroundings) -> bool:
        """Tell whether the expression holds."""
        return truth_of(self._evaluate(node, around))

    def found(self, node: Any, around: Surroundings) -> dict[str, Any]:
        """Find out the variables of the XPath; `node` is the question that asks."""
        return {asked.name: asked.find(node, around) for asked in self._asked}

    def run(self, node: Any, found: Mapping[str, Any]) -> Any:
        """Run the XPath at any node with these variables."""
        return self._run(node, **found)

    def _evaluate(self, node: Any, around: Surroundings) -> Any:
        if self._asked:
            return self._run(node, **self.found(node, around))
        if self.references:
            return self._run(node)
        if self._always is None:
            self._always = self._run(node)
        return self._always
