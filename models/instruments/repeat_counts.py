"""How often a repeat is to occur: what the sheet may say."""

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from models.instruments.occurrences import MOST_TIMES

Kinds: TypeAlias = Mapping[str, tuple[str, str]]
"""The type and the appearance of each question, by name."""

_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?\Z")
_WORD = re.compile(r"'[^']*'\Z|\"[^\"]*\"\Z|[^\W\d][\w.\-]*\Z")
_QUESTION = re.compile(r"\$\{\s*([^{}]*?)\s*\}\Z")
_COUNTING = {
    "integer", "decimal", "range", "calculate", "hidden", "select_one", "select_one_from_file", "begin", "",
}  # fmt: skip
"""What may come to a number; what an expression comes to is only known when it is answered."""


def wrong_count(cell: str, kinds: Kinds) -> Iterator[str]:
    """Say why this cannot be how often a repeat occurs."""
    text = cell.strip()
    if _NUMBER.match(text):
        if not 0 <= float(text) <= MOST_TIMES:
            yield f"the repeat count {text} is no number from 0 to {MOST_TIMES}"
    elif _WORD.match(text):
        yield f"the repeat count {text} is no number"
    elif (question := _QUESTION.match(text)) and (found := kinds.get(question[1])):
        kind, appearance = found
        if kind not in _COUNTING and not (kind == "text" and "numbers" in appearance.split()):
            yield f"the repeat count is no number: {question[1]} is a {kind}"
