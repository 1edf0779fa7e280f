"""Functions that look at answers: whether they are there, what was chosen, which occurrence they are of."""

import math
from typing import Any

from models.instruments.expressions.conversions import (
    Value,
    number_of,
    spread,
    text_of,
    truth_of,
    value_of,
)
from models.instruments.expressions.function import Function


def _if(_: Any, condition: Any, then: Any, otherwise: Any) -> Value:
    return value_of(then if truth_of(condition) else otherwise)


def _coalesce(_: Any, *values: Any) -> Value:
    for value in values:
        if text_of(value) != "":
            return value_of(value)
    return ""


def _selected(_: Any, chosen: Any, name: Any) -> bool:
    return text_of(name).strip() in text_of(chosen).split()


def _selected_at(_: Any, chosen: Any, index: Any) -> str:
    names = text_of(chosen).split()
    at = number_of(index)
    return names[int(at)] if math.isfinite(at) and 0 <= at < len(names) else ""


def _count_non_empty(_: Any, nodes: list[Any]) -> float:
    return float(sum(text_of([node]) != "" for node in nodes))


def _checklist(_: Any, fewest: Any, most: Any, *answers: Any) -> bool:
    return _is_between(float(sum(truth_of(answer) for answer in spread(answers))), fewest, most)


def _weighted_checklist(_: Any, fewest: Any, most: Any, *answers_and_weights: Any) -> bool:
    given = spread(answers_and_weights)
    pairs = zip(given[::2], given[1::2], strict=False)
    return _is_between(sum(number_of(weight) for answer, weight in pairs if truth_of(answer)), fewest, most)


def _is_between(count: float, fewest: Any, most: Any) -> bool:
    low, high = number_of(fewest), number_of(most)
    return (low == -1 or count >= low) and (high == -1 or count <= high)


def _from_string(_: Any, value: Any) -> bool:
    return text_of(value) in {"true", "1"}


def _position(_: Any, nodes: list[Any]) -> float:
    """Give the place of the first node among those of its name, from 1."""
    if not nodes:
        return math.nan
    return 1.0 + sum(1 for _before in nodes[0].itersiblings(nodes[0].tag, preceding=True))


ANSWER_FUNCTIONS = {
    "true": Function(0, 0, "boolean"),
    "false": Function(0, 0, "boolean"),
    "not": Function(1, 1, "boolean", takes="boolean"),
    "boolean": Function(1, 1, "boolean", lambda _, value: truth_of(value)),
    "boolean-from-string": Function(1, 1, "boolean", _from_string),
    "if": Function(3, 3, "any", _if),
    "coalesce": Function(1, None, "any", _coalesce),
    "count": Function(1, 1, "number", takes="nodes"),
    "count-non-empty": Function(1, 1, "number", _count_non_empty, takes="nodes"),
    "selected": Function(2, 2, "boolean", _selected),
    "selected-at": Function(2, 2, "string", _selected_at),
    "count-selected": Function(1, 1, "number", lambda _, value: float(len(text_of(value).split()))),
    "checklist": Function(3, None, "boolean", _checklist),
    "weighted-checklist": Function(4, None, "boolean", _weighted_checklist),
    "position": Function(1, 1, "number", _position, takes="nodes"),
}
