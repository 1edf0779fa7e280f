"""Where an expression stands: what its paths lead to, and what it turns out to need."""

from collections.abc import Callable
from typing import Any

from models.instruments.expressions.errors import ExpressionError
from models.instruments.expressions.expression import Asked, Expression, Pulled, Surroundings
from models.instruments.expressions.function import Kind
from models.instruments.expressions.syntax import Path


class Standpoint:
    """The node an expression is written for, with the full path `at` ("/data/group/name").

    `repeats` are the full paths of the repeats: a path into a repeat that `at` is in means the same
    occurrence. The expression is run at the node `standing`, which is `at` or around it. Gathered on the
    way: the full paths it reads, what it pulls from files, and the variables that are found out first.
    """

    def __init__(self, at: str, repeats: frozenset[str], standing: str = "") -> None:
        self.at = at
        self.repeats = repeats
        self.standing = standing or at
        self.references: set[str] = set()
        self.pulled: set[Pulled] = set()
        self.asked: list[Asked] = []

    def again(self) -> "Standpoint":
        """The same place for a part that is written on its own."""
        return Standpoint(self.at, self.repeats, self.standing)

    def expression(self, source: str, xpath: str, kind: Kind = "any") -> Expression:
        """Compile what was written here. Raises ExpressionError."""
        return Expression(
            source, xpath, frozenset(self.references), tuple(self.asked), frozenset(self.pulled), kind
        )

    def take_over(self, part: "Standpoint") -> None:
        """Count what a part reads as read here."""
        self.references |= part.references
        self.pulled |= part.pulled

    def ask(self, name: str, find: Callable[[Any, Surroundings], Any]) -> str:
        """Write a variable that `find` finds out before the XPath runs."""
        if all(asked.name != name for asked in self.asked):
            self.asked.append(Asked(name, find))
        return f"${name}"

    def ask_once_more(self, name: str, find: Callable[[Any, Surroundings], Any]) -> str:
        """The same with a variable of its own."""
        return self.ask(f"{name}{len(self.asked)}", find)

    def ask_for(self, part: Expression) -> str:
        """Write a variable that stands for the text of a part compiled on its own."""
        name = f"part{len(self.asked)}"
        self.asked.append(Asked(name, part.text, part.looks_around))
        return f"${name}"

    def refer(self, path: Path) -> str:
        """Give the full path that a path leads to from here, and note that it is read. Raises ExpressionError."""
        parts = [] if path.start == "/" else [part for part in self.at.split("/") if part]
        for step in path.steps:
            if step.test == "..":
                if not parts:
                    raise ExpressionError(".. leads out of the form")
                parts.pop()
            elif step.test != ".":
                parts.append(step.test)
        reference = "/" + "/".join(parts)
        self.references.add(reference)
        return reference

    def way_to(self, reference: str) -> tuple[str, str]:
        """Give where a path to `reference` sets out from, and the full path of that: the closest repeat that
        both it and the expression are in, or else nothing above the root."""
        shared = [
            repeat
            for repeat in self.repeats
            if reference.startswith(f"{repeat}/") and f"{self.standing}/".startswith(f"{repeat}/")
        ]
        if not shared:
            return "", ""
        closest = max(shared, key=len)
        up = self.standing.count("/") - closest.count("/")
        return "/".join([".."] * up) or ".", closest
