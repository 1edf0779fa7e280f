"""Functions that put texts together, take them apart and compare them."""

import math
import re
import warnings
from functools import lru_cache
from typing import Any

from models.instruments.expressions.conversions import number_of, spread, text_of
from models.instruments.expressions.errors import ExpressionError
from models.instruments.expressions.function import Function


@lru_cache(maxsize=512)
def pattern(regex: str) -> "re.Pattern[str]":
    """Compile a form's regular expression. Raises ExpressionError where it is none, or not one of Python's."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)  # a set within a set, as Java has them
            return re.compile(regex)
    except (re.error, FutureWarning, RecursionError, OverflowError) as wrong:
        raise ExpressionError(f"wrong regular expression {regex}: {wrong}") from wrong


def _regex(_: Any, value: Any, regex: Any) -> bool:
    try:
        return pattern(text_of(regex)).fullmatch(text_of(value)) is not None
    except ExpressionError:
        return False


def _substr(_: Any, value: Any, start: Any, end: Any = math.inf) -> str:
    text, last = text_of(value), number_of(end)
    first = number_of(start)
    if not math.isfinite(first) or math.isnan(last):
        return ""
    return text[int(first) : int(last) if math.isfinite(last) else None]


def _concat(_: Any, *values: Any) -> str:
    return "".join(map(text_of, spread(values)))


def _join(_: Any, separator: Any, *values: Any) -> str:
    return text_of(separator).join(map(text_of, spread(values)))


TEXT_FUNCTIONS = {
    "string": Function(1, 1, "string", lambda _, value: text_of(value), of_itself=True),
    "concat": Function(1, None, "string", _concat),
    "join": Function(1, None, "string", _join),
    "contains": Function(2, 2, "boolean", takes="string"),
    "starts-with": Function(2, 2, "boolean", takes="string"),
    "ends-with": Function(2, 2, "boolean", lambda _, value, end: text_of(value).endswith(text_of(end))),
    "substring": Function(2, 3, "string"),
    "substring-before": Function(2, 2, "string", takes="string"),
    "substring-after": Function(2, 2, "string", takes="string"),
    "substr": Function(2, 3, "string", _substr),
    "string-length": Function(1, 1, "number", takes="string", of_itself=True),
    "normalize-space": Function(1, 1, "string", takes="string", of_itself=True),
    "translate": Function(3, 3, "string", takes="string"),
    "regex": Function(2, 2, "boolean", _regex),
}
