"""Compiles expressions: a tree is written as the XPath that libxml2 runs, ODK's conversions made explicit."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from lxml import etree

from models.instruments.expressions.chance import random_at, uuid_at
from models.instruments.expressions.errors import ExpressionError
from models.instruments.expressions.expression import Asked, Expression, Pulled, Surroundings
from models.instruments.expressions.functions import (
    FUNCTIONS,
    PREFIX,
    Function,
    Kind,
    compiled,
    number_of,
    pattern,
)
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

_DRAWS: dict[str, Callable[[str, Any, int], Any]] = {"uuid": uuid_at, "random": random_at}
_NOT_HERE = {
    "randomize": "write it as a parameter of a select or rank: randomize=true",
    "instance": "use a choice_filter, or pulldata() for a file",
}


def compile_expression(
    source: str, at: str, repeats: frozenset[str] = frozenset(), standing: str = ""
) -> Expression:
    """Compile an expression that stands at the node with the full path `at` ("/data/group/name").

    `repeats` are the full paths of the repeats: a path into a repeat that `at` is in means the same
    occurrence. The expression is run at `at`, or else at the node `standing` around it.
    Raises ExpressionError for what is no XPath 1.0, for unknown functions and for wrong arguments.
    """
    writer = _Writer(at, repeats, standing or at)
    xpath, _ = writer.write(parse(source))
    return writer.expression(source, xpath)


def compile_choice_filter(source: str, at: str, repeats: frozenset[str] = frozenset()) -> Expression:
    """Compile what selects among a list's rows (`<item>` elements) for the question at `at`.

    What does not depend on the row is found out once, not once a row. Raises ExpressionError.
    """
    writer = _Writer(at, repeats, at, inside_rows=True)
    xpath = writer.condition(parse(source))
    return writer.expression(source, f"item[boolean({xpath})]")


def columns_of(source: str, at: str, repeats: frozenset[str] = frozenset()) -> frozenset[str]:
    """Give the columns that the choice_filter of the question at `at` compares. Raises ExpressionError."""
    writer = _Writer(at, repeats, at, inside_rows=True)
    writer.condition(parse(source))
    return frozenset(writer.columns)


class _Writer:
    """Writes a tree as the XPath that libxml2 runs, with ODK's conversions made explicit."""

    def __init__(self, at: str, repeats: frozenset[str], standing: str, *, inside_rows: bool = False) -> None:
        self._at = at
        self._repeats = repeats
        self._standing = standing
        self._inside_rows = inside_rows
        self.references: set[str] = set()
        self.columns: set[str] = set()
        self.pulled: set[Pulled] = set()
        self.asked: list[Asked] = []

    def expression(self, source: str, xpath: str) -> Expression:
        return Expression(
            source, xpath, frozenset(self.references), tuple(self.asked), frozenset(self.pulled)
        )

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
        if (found := self._special(call)) is not None:
            return found
        if call.name == "regex":
            _check_pattern(call.arguments[1])
        arguments = [self._argument(argument, function) for argument in call.arguments]
        prefix = PREFIX if function.run is not None else ""
        xpath = f"{prefix}{call.name}({', '.join(xpath for xpath, _ in arguments)})"
        if call.name in {"if", "coalesce"}:
            kinds = {kind for _, kind in arguments[call.name == "if" :]}
            return xpath, kinds.pop() if kinds in ({"number"}, {"string"}, {"boolean"}) else "any"
        return xpath, function.gives

    def _special(self, call: Call) -> tuple[str, Kind] | None:
        """Write a function that is worked out before the XPath runs, or is a way of writing a path."""
        if call.name == "position":
            self._check_position(call.arguments[0])
        if self._inside_rows and call.name in {"indexed-repeat", "position"}:
            return self._ask(f"part{len(self.asked)}", self._apart(call).text), "string"
        if call.name == "once":  # chance and time are fixed for one response, and answers are to count
            return self.write(call.arguments[0])
        writers: dict[str, Callable[[Call], str]] = {
            "today": self._time,
            "now": self._time,
            "jr:choice-name": self._choice_name,
            "pulldata": self._pulled,
            "indexed-repeat": self._indexed,
            "random": self._chance,
            "uuid": self._chance,
        }
        if call.name in writers:
            return writers[call.name](call), FUNCTIONS[call.name].gives
        return None

    def _check_position(self, tree: Tree) -> None:
        place = _Writer(self._at, self._repeats, self._standing)
        if not isinstance(tree, Path) or place._reference(tree) not in self._repeats:
            raise ExpressionError("position() needs the repeat it is in, as in position(..)")

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

    def _time(self, call: Call) -> str:
        name = call.name
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

    def _chance(self, call: Call) -> str:
        name = call.name
        draw, nth = _DRAWS[name], len(self.asked)
        return self._ask(f"{name}{nth}", lambda node, around: draw(around.seed, node, nth))

    def _pulled(self, call: Call) -> str:
        named = [part.text.strip() for part in call.arguments[:3] if isinstance(part, Literal)]
        if len(named) < 3:
            raise ExpressionError("pulldata() needs the file and both columns in quotes, and then the key")
        file, column, key_column = named
        file = file.removesuffix(".csv")
        self.pulled.add((file, column, key_column))
        key = self._apart(call.arguments[3])
        return self._ask(
            f"pulled{len(self.asked)}",
            lambda node, around: around.pulled(file, column, key_column, key.text(node, around)),
        )

    def _indexed(self, call: Call) -> str:
        """Write indexed-repeat(question, repeat, number, ...) as a path with numbers in it."""
        target, *pairs = call.arguments
        if len(pairs) % 2 or not isinstance(target, Path):
            raise ExpressionError("indexed-repeat() takes a question, and then repeats with a number each")
        goal = self._reference(target)
        numbers: dict[str, str] = {}
        for repeat, number in zip(pairs[::2], pairs[1::2], strict=True):
            place = self._reference(repeat) if isinstance(repeat, Path) else ""
            if place not in self._repeats or not goal.startswith(f"{place}/"):
                raise ExpressionError("indexed-repeat() needs a repeat that its question is in")
            at = self._apart(number)
            numbers[place] = self._ask(f"at{len(self.asked)}", _number_at(at))
        outermost = min(numbers, key=len)
        start, done = self._start(outermost)
        steps = []
        for name in goal[len(done) + 1 :].split("/"):
            done = f"{done}/{name}"
            steps.append(f"{name}[{numbers[done]}]" if done in numbers else name)
        return f"{start}/{'/'.join(steps)}"

    def _start(self, reference: str) -> tuple[str, str]:
        """Give where a path to `reference` sets out from, and the full path of that: the closest repeat that
        both it and the expression are in, or else nothing above the root."""
        shared = [
            repeat
            for repeat in self._repeats
            if reference.startswith(f"{repeat}/") and f"{self._standing}/".startswith(f"{repeat}/")
        ]
        if not shared:
            return "", ""
        closest = max(shared, key=len)
        up = self._standing.count("/") - closest.count("/")
        return "/".join([".."] * up) or ".", closest

    def _ask(self, name: str, find: Callable[[Any, Surroundings], Any]) -> str:
        if all(asked.name != name for asked in self.asked):
            self.asked.append(Asked(name, find))
        return f"${name}"

    def _apart(self, tree: Tree) -> Expression:
        """Compile a part on its own, at the question even where the rest stands at the rows of a list."""
        writer = _Writer(self._at, self._repeats, self._standing)
        xpath, _ = writer.write(tree)
        self.references |= writer.references
        self.pulled |= writer.pulled
        return writer.expression(xpath, xpath)

    def _path(self, path: Path) -> tuple[str, Kind]:
        start = path.start
        current = isinstance(start, Call) and start.name == "current" and not start.arguments
        if isinstance(start, Call) and start.name in _NOT_HERE:
            _function(start)
        if not isinstance(start, str) and not current:
            raise ExpressionError("a path may not go on after a function or a bracket")
        if not self._inside_rows:
            reference = self._reference(path)
            if start == "/" or self._standing != self._at:
                above, done = self._start(reference)
                rest = reference[len(done) + 1 :] if done else reference[1:]
                return self._written(path, f"{above}/{rest}"), "nodes"
            return self._steps("", path), "nodes"
        if start == "":
            self.columns.update(step.test for step in path.steps[:1])
            return self._steps("", path), "nodes"
        outside = self._apart(Path("" if current else "/", path.steps))
        return self._ask(f"part{len(self.asked)}", outside.text), "string"

    def _steps(self, root: str, path: Path) -> str:
        return self._written(path, root + "/".join(step.test for step in path.steps))

    def _written(self, path: Path, steps: str) -> str:
        if any(step.predicates for step in path.steps):
            raise ExpressionError("[ ] in a path is not supported; use indexed-repeat() or a choice_filter")
        return steps

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


def _number_at(expression: Expression) -> Callable[[Any, Surroundings], float]:
    return lambda node, around: number_of(expression.evaluate(node, around))


def _function(call: Call) -> Function:
    function = FUNCTIONS.get(call.name)
    if function is None:
        if call.name in _NOT_HERE:
            raise ExpressionError(f"{call.name}() is not supported: {_NOT_HERE[call.name]}")
        raise ExpressionError(f"unknown function {call.name}()")
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
