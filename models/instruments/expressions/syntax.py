"""The grammar of XPath 1.0: an expression becomes a tree (https://www.w3.org/TR/1999/REC-xpath-19991116)."""

import re
from dataclasses import dataclass
from typing import TypeAlias

from models.instruments.expressions.errors import ExpressionError

_NAME = r"[^\W\d][\w.\-]*"
_TOKEN = re.compile(
    rf"""\s*(?:(?P<number>\d+(?:\.\d*)?|\.\d+)
    |(?P<literal>"[^"]*"|'[^']*')
    |(?P<name>{_NAME}(?::{_NAME})?(?!:))
    |(?P<symbol>\.\.|::|//|!=|<=|>=|[()\[\].@,/|+\-=<>*$])
    |(?P<end>\Z))""",
    re.VERBOSE,
)
_PRECEDENCE: tuple[tuple[str, ...], ...] = (
    ("or",),
    ("and",),
    ("=", "!="),
    ("<", "<=", ">", ">="),
    ("+", "-"),
    ("*", "div", "mod"),
)
_DEEPEST = 60
_INSTEAD = {
    "≥": ">=", "≤": "<=", "≠": "!=", "!": "!=", "–": "-", "—": "-", "−": "-", "×": "*", "÷": "div", "%": "mod",
    "&": "and", ";": ",", "{": "${name}", "AND": "and", "OR": "or", "DIV": "div", "MOD": "mod",
}  # fmt: skip
"""What is written in an expression for signs and words that people know from elsewhere."""
_DOUBLED = {("=", "="): "=", ("<", ">"): "!="}


@dataclass(frozen=True)
class Number:
    """A number as written."""

    text: str


@dataclass(frozen=True)
class Literal:
    """A quoted text, without its quotes."""

    text: str


@dataclass(frozen=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple["Tree", ...]


@dataclass(frozen=True)
class Operation:
    """Two operands and what joins them: or, and, =, <, +, div, | and so on."""

    operator: str
    left: "Tree"
    right: "Tree"


@dataclass(frozen=True)
class Negation:
    """Minus before an operand."""

    operand: "Tree"


@dataclass(frozen=True)
class Step:
    """One step of a path: `name`, `*`, `.` or `..`, with what stands in brackets behind it."""

    test: str
    predicates: tuple["Tree", ...] = ()


@dataclass(frozen=True)
class Path:
    """Steps from `start`: "/" (the root), "" (where the expression stands) or what a function gives."""

    start: "str | Tree"
    steps: tuple[Step, ...]


Tree: TypeAlias = Number | Literal | Call | Operation | Negation | Path


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str


def parse(text: str) -> Tree:
    """Give the tree of an expression. Raises ExpressionError saying what is wrong with it."""
    return _Reader(_tokens(text), text.strip()).whole()


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while True:
        match = _TOKEN.match(text, at)
        if match is None:
            rest = text[at:].strip()
            if rest[:1] in {"'", '"'}:
                raise ExpressionError(f"a quotation mark is not closed: {rest}")
            raise ExpressionError(f"{rest[:1]!r} is not understood in: {text.strip()}{_instead(rest[:1])}")
        kind = str(match.lastgroup)
        tokens.append(_Token(kind, match.group(kind)))
        if kind == "end":
            return tokens
        at = match.end()


def _instead(sign: str) -> str:
    return f"; write {_INSTEAD[sign]}" if sign in _INSTEAD else ""


class _Reader:
    def __init__(self, tokens: list[_Token], source: str) -> None:
        self._tokens = tokens
        self._source = source
        self._at = 0
        self._depth = 0

    def whole(self) -> Tree:
        if self._next.kind == "end":
            raise ExpressionError("the expression is empty")
        tree = self._operation(0)
        if self._next.kind != "end":
            raise self._wrong()
        return tree

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _wrong(self) -> ExpressionError:
        token = self._next
        if token.kind == "end":
            return ExpressionError(f"the expression ends too early: {self._source}")
        before = self._tokens[self._at - 1].text if self._at else ""
        better = _DOUBLED.get((before, token.text))
        instead = f"; write {better}" if better else _instead(token.text)
        return ExpressionError(f"{token.text} is not expected there: {self._source}{instead}")

    def _take(self, *symbols: str) -> str | None:
        token = self._next
        if token.kind in {"symbol", "name"} and token.text in symbols:
            self._at += 1
            return token.text
        return None

    def _expect(self, symbol: str) -> None:
        if self._take(symbol) is None:
            raise self._wrong()

    def _operation(self, level: int) -> Tree:
        if level == len(_PRECEDENCE):
            return self._negation()
        left = self._operation(level + 1)
        while (operator := self._take(*_PRECEDENCE[level])) is not None:
            left = Operation(operator, left, self._operation(level + 1))
        return left

    def _negation(self) -> Tree:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ExpressionError("the expression is nested too deeply")
        tree: Tree
        if self._take("-"):
            tree = Negation(self._negation())
        else:
            tree = self._path()
            while self._take("|"):
                tree = Operation("|", tree, self._path())
        self._depth -= 1
        return tree

    def _path(self) -> Tree:
        if self._take("//"):
            raise ExpressionError(f"// is not supported: {self._source}")
        if self._take("/"):
            return Path("/", self._steps())
        primary = self._primary()
        if primary is None:
            return Path("", self._steps())
        if self._next.text == "[":
            raise ExpressionError(f"[ ] after a bracket or a function is not supported: {self._source}")
        return Path(primary, self._steps()) if self._take("/") else primary

    def _primary(self) -> Tree | None:
        token = self._next
        if token.kind == "number":
            self._at += 1
            return Number(token.text)
        if token.kind == "literal":
            self._at += 1
            return Literal(token.text[1:-1])
        if self._take("("):
            inner = self._operation(0)
            self._expect(")")
            return inner
        if token.kind == "name" and self._tokens[self._at + 1].text == "(":
            return self._call(token.text)
        return None

    def _call(self, name: str) -> Call:
        self._at += 2
        arguments: list[Tree] = []
        if not self._take(")"):
            arguments.append(self._operation(0))
            while self._take(","):
                arguments.append(self._operation(0))
            self._expect(")")
        return Call(name, tuple(arguments))

    def _steps(self) -> tuple[Step, ...]:
        steps = [self._step()]
        while True:
            if self._take("//"):
                raise ExpressionError(f"// is not supported: {self._source}")
            if not self._take("/"):
                return tuple(steps)
            steps.append(self._step())

    def _step(self) -> Step:
        token = self._next
        plain = token.kind == "name" or (token.kind == "symbol" and token.text in {".", "..", "*"})
        if not plain or self._tokens[self._at + 1].text == "::":
            raise self._wrong()
        self._at += 1
        predicates: list[Tree] = []
        while self._take("["):
            predicates.append(self._operation(0))
            self._expect("]")
        return Step(token.text, tuple(predicates))
