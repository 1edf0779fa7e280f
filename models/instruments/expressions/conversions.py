"""What a value counts as, with ODK's meaning: as text, as a number, as holding or not."""

import math
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from models.instruments.expressions.dates import days

Value: TypeAlias = str | float | bool

NUMERIC = "numeric"
"""The attribute that marks the nodes of numbers: there, 0 does not hold, while a choice named 0 does."""

_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\Z")


def text_of(value: Any) -> str:
    """Give a value as XPath's string() does, numbers as ODK writes them ("3", "0.25", not "3.0")."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number_text(value)
    return _node_text(value[0]) if value else ""


def number_of(value: Any) -> float:
    """Give a value as a number; a date counts in days since 1970, what is no number is NaN."""
    if isinstance(value, float | bool):
        return float(value)
    text = text_of(value).strip()
    return float(text) if _NUMBER.match(text) else days(text)


def truth_of(value: Any) -> bool:
    """Tell whether a value holds: a text that is not empty, a number that is not 0."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    text = text_of(value)
    if isinstance(value, list) and value and NUMERIC in value[0].attrib and _NUMBER.match(text):
        return float(text) != 0
    return text != ""


def is_number(text: str) -> bool:
    """Tell whether a text is a number in figures."""
    return _NUMBER.match(text) is not None


def value_of(value: Any) -> Value:
    """Give what a function hands on: nodes as their text."""
    return text_of(value) if isinstance(value, list) else value


def spread(values: Sequence[Any]) -> list[Any]:
    """Spread node-sets among the arguments into their nodes."""
    found: list[Any] = []
    for value in values:
        if isinstance(value, list):
            found.extend([node] for node in value)
        else:
            found.append(value)
    return found


def _node_text(node: Any) -> str:
    if isinstance(node, str):
        return node
    return "".join(node.itertext()) if len(node) else node.text or ""


def _number_text(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value):
        return str(int(value))
    return format(Decimal(repr(value)), "f")
