"""How often a repeat is to occur: what the sheet may say."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from models.instruments.expressions.expression import Expression
from models.instruments.expressions.syntax import Call, parse
from models.instruments.occurrences import MOST_TIMES


class Counting(NamedTuple):
    """A question that may be counted by: its type, its appearance, and the names of its choices."""

    kind: str
    appearance: str
    names: Sequence[str] = ()


_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?\Z")
_WORD = re.compile(r"'[^']*'\Z|\"[^\"]*\"\Z|[^\W\d][\w.\-]*\Z")
_QUESTION = re.compile(r"\$\{\s*([^{}]*?)\s*\}\Z")
_COUNTING = {
    "integer", "decimal", "range", "calculate", "hidden", "select_one", "select_one_from_file", "begin", "",
}  # fmt: skip
"""What may come to a number; what an expression comes to is only known when it is answered."""
_NEVER_NUMBERS = {
    "concat", "date", "date-time", "format-date", "format-date-time", "join", "jr:choice-name", "now", "today",
    "uuid",
}  # fmt: skip


def is_word(cell: str) -> bool:
    """Tell whether this is no expression but a word where a number belongs."""
    return cell.replace("_", "").isalpha()


def wrong_count(cell: str, questions: Mapping[str, Counting]) -> Iterator[str]:
    """Say why this cannot be how often a repeat occurs; `questions` are those of the form by name."""
    text = cell.strip()
    if _NUMBER.match(text):
        if not 0 <= float(text) <= MOST_TIMES:
            yield f"the repeat count {text} is no number from 0 to {MOST_TIMES}"
        elif not float(text).is_integer():
            yield f"the repeat count {text} is no whole number"
    elif _WORD.match(text):
        yield f"the repeat count {text} is no number"
    elif (named := _QUESTION.match(text)) and (question := questions.get(named[1])):
        if not _counts(question):
            yield f"the repeat count is no number: {named[1]} is a {question.kind}"
        elif words := [name for name in question.names if not name.isdecimal()]:
            yield f"the repeat count is no number: {named[1]} may be {words[0]}"


def wrong_expression(source: str, expression: Expression) -> str | None:
    """Say why what an expression comes to cannot be how often a repeat occurs."""
    tree = parse(source)
    if expression.kind == "boolean":
        return "the repeat count is no number: this is true or false"
    if isinstance(tree, Call) and tree.name in _NEVER_NUMBERS:
        return f"the repeat count is no number: {tree.name}() gives none"
    return None


def _counts(question: Counting) -> bool:
    return question.kind in _COUNTING or (
        question.kind == "text" and "numbers" in question.appearance.split()
    )
