"""Compiles expressions: a tree is written as the XPath that libxml2 runs, ODK's conversions made explicit."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from lxml import etree

from models.instruments.expressions.errors import ExpressionError
from models.instruments.expressions.expression import Asked, Expression, Surroundings
from models.instruments.expressions.functions import FUNCTIONS, PREFIX, Function, Kind, compiled, pattern
from models.instruments.expressions.syntax import (
    Call,
    Literal,
    Negation,
    Number,
    Operation,
    Path,
    Tree,
    parse,
)

_NOT_YET = {"once", "indexed-repeat", "position", "pulldata", "uuid", "random", "randomize", "instance"}


def compile_expression(source: str, at: str) -> Expression:
    """Compile an expression that stands at the node with the full path `at` ("/data/group/name").

    Raises ExpressionError for what is no XPath 1.0, for unknown functions and for wrong arguments.
    """
    writer = _Writer(at, inside_rows=False)
    xpath, _ = writer.write(parse(source))
    return Expression(source, xpath, frozenset(writer.references), tuple(writer.asked))


def compile_choice_filter(source: str, at: str) -> Expression:
    """Compile what selects among a list's rows (`<item>` elements) for the question at `at`.

    What does not depend on the row is found out once, not once a row. Raises ExpressionError.
    """
    writer = _Writer(at, inside_rows=True)
    xpath = writer.condition(parse(source))
    return Expression(source, f"item[boolean({xpath})]", frozenset(writer.references), tuple(writer.asked))


def columns_of(source: str) -> frozenset[str]:
    """Give the columns of the choices sheet that a choice_filter compares. Raises ExpressionError."""
    writer = _Writer("/", inside_rows=True)
    writer.condition(parse(source))
    return frozenset(writer.columns)


class _Writer:
    """Writes a tree as the XPath that libxml2 runs, with ODK's conversions made explicit."""

    def __init__(self, at: str, *, inside_rows: bool) -> None:
        self._at = at
        self._inside_rows = inside_rows
        self.references: set[str] = set()
        self.columns: set[str] = set()
        self.asked: list[Asked] = []

    def write(self, tree: Tree) -> tuple[str, Kind]:
        match tree:
            case Number(text):
                return _exact(text), "number"
            case Literal(text):
                return _quoted(text), "string"
            case Negation(operand):
                return f"-{self.number(operand)}", "number"
            case Operation():
                return self._operation(tree)
            case Path():
                return self._path(tree)
            case Call():
                return self._call(tree)

    def number(self, tree: Tree) -> str:
        xpath, kind = self.write(tree)
        return f"({xpath})" if kind in {"number", "boolean"} else f"{PREFIX}number({xpath})"

    def _nodes(self, tree: Tree) -> str:
        xpath, kind = self.write(tree)
        if kind != "nodes":
            raise ExpressionError("questions are counted and joined by |, nothing else")
        return xpath

    def condition(self, tree: Tree) -> str:
        xpath, kind = self.write(tree)
        return xpath if kind in {"boolean", "number"} else f"{PREFIX}boolean({xpath})"

    def _operation(self, tree: Operation) -> tuple[str, Kind]:
        operator = tree.operator
        if operator == "|":
            return f"{self._nodes(tree.left)} | {self._nodes(tree.right)}", "nodes"
        if operator in {"=", "!="}:
            return self._equality(tree), "boolean"
        if operator in {"and", "or"}:
            return self._chain(tree, {operator}, self.condition), "boolean"
        if operator in {"+", "-"}:
            return self._chain(tree, {"+", "-"}, self.number), "number"
        if operator in {"*", "div", "mod"}:
            return self._chain(tree, {"*", "div", "mod"}, self.number), "number"
        return f"({self.number(tree.left)} {operator} {self.number(tree.right)})", "boolean"

    def _chain(self, tree: Operation, operators: set[str], write: Callable[[Tree], str]) -> str:
        """Write a + b + c + ... in one bracket: a scale's sum may have hundreds of terms."""
        terms: list[str] = []
        first: Tree = tree
        while isinstance(first, Operation) and first.operator in operators:
            terms.append(f"{first.operator} ({write(first.right)})")
            first = first.left
        return f"({' '.join([f'({write(first)})', *reversed(terms)])})"

    def _equality(self, tree: Operation) -> str:
        (left, left_kind), (right, right_kind) = self.write(tree.left), self.write(tree.right)
        kinds = {left_kind, right_kind}
        if "boolean" in kinds:
            left, right = f"{PREFIX}boolean({left})", f"{PREFIX}boolean({right})"
        elif "number" in kinds:
            left = left if left_kind == "number" else f"{PREFIX}number({left})"
            right = right if right_kind == "number" else f"{PREFIX}number({right})"
        return f"(({left}) {tree.operator} ({right}))"

    def _call(self, call: Call) -> tuple[str, Kind]:
        function = _function(call)
        if call.name in {"today", "now"}:
            return self._time(call.name), "string"
        if call.name == "jr:choice-name":
            return self._choice_name(call), "string"
        if call.name == "regex":
            _check_pattern(call.arguments[1])
        arguments = [self._argument(argument, function) for argument in call.arguments]
        prefix = PREFIX if function.run is not None else ""
        xpath = f"{prefix}{call.name}({', '.join(xpath for xpath, _ in arguments)})"
        if call.name in {"if", "coalesce"}:
            kinds = {kind for _, kind in arguments[call.name == "if" :]}
            return xpath, kinds.pop() if kinds in ({"number"}, {"string"}, {"boolean"}) else "any"
        return xpath, function.gives

    def _argument(self, tree: Tree, function: Function) -> tuple[str, Kind]:
        if function.takes == "boolean":
            return self.condition(tree), "boolean"
        if function.takes == "nodes":
            return self._nodes(tree), "nodes"
        if function.takes == "number":
            return self.number(tree), "number"
        xpath, kind = self.write(tree)
        if function.takes == "string" and kind != "string":
            return f"{PREFIX}string({xpath})", "string"
        return xpath, kind

    def _time(self, name: str) -> str:
        return self._ask(name, lambda _, around: around.today if name == "today" else around.now)

    def _choice_name(self, call: Call) -> str:
        target = call.arguments[1]
        if not isinstance(target, Literal):
            raise ExpressionError("jr:choice-name() needs the question in quotes, as '${name}'")
        place = parse(target.text)
        if not isinstance(place, Path):
            raise ExpressionError("jr:choice-name() needs the question in quotes, as '${name}'")
        path = self._reference(place)
        value = self._apart(call.arguments[0])
        return self._ask(
            f"choice{len(self.asked)}",
            lambda node, around: around.choice_name(path, value.text(node, around)),
        )

    def _ask(self, name: str, find: Callable[[Any, Surroundings], Any]) -> str:
        if all(asked.name != name for asked in self.asked):
            self.asked.append(Asked(name, find))
        return f"${name}"

    def _apart(self, tree: Tree) -> Expression:
        """Compile a part on its own, at the question even where the rest stands at the rows of a list."""
        writer = _Writer(self._at, inside_rows=False)
        xpath, _ = writer.write(tree)
        self.references |= writer.references
        return Expression(xpath, xpath, frozenset(writer.references), tuple(writer.asked))

    def _path(self, path: Path) -> tuple[str, Kind]:
        start = path.start
        current = isinstance(start, Call) and start.name == "current" and not start.arguments
        if not isinstance(start, str) and not current:
            raise ExpressionError("a path may not go on after a function or a bracket")
        if not self._inside_rows:
            self._reference(path)
            return self._steps("/" if start == "/" else "", path), "nodes"
        if start == "":
            self.columns.update(step.test for step in path.steps[:1])
            return self._steps("", path), "nodes"
        outside = self._apart(Path("" if current else "/", path.steps))
        return self._ask(f"part{len(self.asked)}", outside.text), "string"

    def _steps(self, root: str, path: Path) -> str:
        if any(step.predicates for step in path.steps):
            raise ExpressionError("[ ] in a path is not supported yet")
        return root + "/".join(step.test for step in path.steps)

    def _reference(self, path: Path) -> str:
        parts = [] if path.start == "/" else [part for part in self._at.split("/") if part]
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


def _function(call: Call) -> Function:
    function = FUNCTIONS.get(call.name)
    if function is None:
        later = " (not supported yet)" if call.name in _NOT_YET else ""
        raise ExpressionError(f"unknown function {call.name}(){later}")
    count = len(call.arguments)
    if count < function.fewest or (function.most is not None and count > function.most):
        raise ExpressionError(f"{call.name}() takes {_wanted(function)}, not {count}")
    return function


def _wanted(function: Function) -> str:
    if function.most is None:
        return f"at least {function.fewest} arguments" if function.fewest > 1 else "at least 1 argument"
    if function.fewest == function.most:
        return f"{function.most} argument{'' if function.most == 1 else 's'}"
    return f"{function.fewest} to {function.most} arguments"


def _check_pattern(tree: Tree) -> None:
    if isinstance(tree, Literal):
        try:
            pattern(tree.text)
        except re.error as wrong:
            raise ExpressionError(f"wrong regular expression {tree.text}: {wrong}") from wrong


@lru_cache(maxsize=512)
def _exact(number: str) -> str:
    """Write a number so that it is read to the last digit, which libxml2 does not always do itself."""
    return (
        number if compiled(number)(etree.Element("any")) == float(number) else f"{PREFIX}number('{number}')"
    )


def _quoted(text: str) -> str:
    return f"'{text}'" if "'" not in text else f'"{text}"'
