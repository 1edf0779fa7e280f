"""The functions an expression may call, with ODK's meaning (https://docs.getodk.org/form-operators-functions).

A function that XPath 1.0 has and ODK means alike runs in libxml2; the others are written here.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from functools import lru_cache
from typing import Any, Literal, TypeAlias

from lxml import etree

from models.instruments.expressions.dates import date_of, days, formatted, moment, moment_of

Value: TypeAlias = str | float | bool
Kind = Literal["number", "boolean", "string", "nodes", "any"]

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
    if _NUMBER.match(text):
        return float(text)
    return days(text)


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


def _all(values: Sequence[Any]) -> list[Any]:
    """Spread node-sets among the arguments into their nodes."""
    spread: list[Any] = []
    for value in values:
        if isinstance(value, list):
            spread.extend([node] for node in value)
        else:
            spread.append(value)
    return spread


def _if(_: Any, condition: Any, then: Any, otherwise: Any) -> Value:
    return _plain(then if truth_of(condition) else otherwise)


def _plain(value: Any) -> Value:
    return text_of(value) if isinstance(value, list) else value


def _coalesce(_: Any, *values: Any) -> Value:
    for value in values:
        if text_of(value) != "":
            return _plain(value)
    return ""


def _selected(_: Any, chosen: Any, name: Any) -> bool:
    return text_of(name).strip() in text_of(chosen).split()


def _selected_at(_: Any, chosen: Any, index: Any) -> str:
    names = text_of(chosen).split()
    at = number_of(index)
    return names[int(at)] if math.isfinite(at) and 0 <= at < len(names) else ""


def _count_non_empty(_: Any, nodes: list[Any]) -> float:
    return float(sum(text_of([node]) != "" for node in nodes))


@lru_cache(maxsize=512)
def pattern(regex: str) -> "re.Pattern[str]":
    """Compile a form's regular expression. Raises re.error where it is none."""
    return re.compile(regex)


def _regex(_: Any, value: Any, regex: Any) -> bool:
    try:
        return pattern(text_of(regex)).fullmatch(text_of(value)) is not None
    except re.error:
        return False


def _round(_: Any, value: Any, digits: Any = 0.0) -> float:
    number, places = number_of(value), number_of(digits)
    if not math.isfinite(number) or not math.isfinite(places):
        return number
    scale = max(-15, min(15, int(places)))
    moved = Decimal(repr(number)).scaleb(scale) + Decimal("0.5")
    return float(moved.to_integral_value(ROUND_FLOOR).scaleb(-scale))


def _int(_: Any, value: Any) -> float:
    number = number_of(value)
    return float(math.trunc(number)) if math.isfinite(number) else number


def _extreme(choose: Callable[[list[float]], float]) -> Callable[..., float]:
    def call(_: Any, *values: Any) -> float:
        numbers = [number_of(value) for value in _all(values)]
        return choose(numbers) if numbers and not any(map(math.isnan, numbers)) else math.nan

    return call


def _power(_: Any, base: Any, exponent: Any) -> float:
    try:
        result = number_of(base) ** number_of(exponent)
    except (OverflowError, ZeroDivisionError):
        return math.inf
    return result if isinstance(result, float) else math.nan


def _mathematical(function: Callable[[float], float]) -> Callable[..., float]:
    def call(_: Any, value: Any) -> float:
        try:
            return function(number_of(value))
        except (ValueError, OverflowError):
            return math.nan

    return call


def _substr(_: Any, value: Any, start: Any, end: Any = math.inf) -> str:
    text, last = text_of(value), number_of(end)
    first = number_of(start)
    if not math.isfinite(first) or math.isnan(last):
        return ""
    return text[int(first) : int(last) if math.isfinite(last) else None]


def _join(_: Any, separator: Any, *values: Any) -> str:
    return text_of(separator).join(text_of(value) for value in _all(values))


def _date(_: Any, value: Any) -> str:
    if isinstance(value, float):
        return date_of(value)
    text = text_of(value)
    if _NUMBER.match(text):
        return date_of(float(text))
    found = moment(text)
    return "" if found is None else found.date().isoformat()


def _date_time(_: Any, value: Any) -> str:
    text = text_of(value)
    if isinstance(value, float) or _NUMBER.match(text):
        return moment_of(number_of(value))
    return text if moment(text) is not None else ""


def _format_date(_: Any, value: Any, pattern: Any) -> str:
    text = text_of(value)
    return formatted(date_of(float(text)) if _NUMBER.match(text) else text, text_of(pattern))


def _position(_: Any, nodes: list[Any]) -> float:
    """Give the place of the first node among those of its name, from 1."""
    if not nodes:
        return math.nan
    return 1.0 + sum(1 for _before in nodes[0].itersiblings(nodes[0].tag, preceding=True))


def _from_string(_: Any, value: Any) -> bool:
    return text_of(value) in {"true", "1"}


@dataclass(frozen=True)
class Function:
    """How a function is called and what it gives.

    `run` is None where libxml2's own does; `takes` says how node-sets and numbers among its
    arguments are handed over ("any": as they are).
    """

    fewest: int
    most: int | None
    gives: Kind
    run: Callable[..., Any] | None = None
    takes: Literal["any", "nodes", "number", "string", "boolean"] = "any"


FUNCTIONS: dict[str, Function] = {
    # XPath 1.0
    "true": Function(0, 0, "boolean"),
    "false": Function(0, 0, "boolean"),
    "not": Function(1, 1, "boolean", takes="boolean"),
    "boolean": Function(1, 1, "boolean", lambda _, value: truth_of(value)),
    "number": Function(1, 1, "number", lambda _, value: number_of(value)),
    "string": Function(1, 1, "string", lambda _, value: text_of(value)),
    "concat": Function(1, None, "string", lambda _, *values: "".join(text_of(v) for v in _all(values))),
    "contains": Function(2, 2, "boolean", takes="string"),
    "starts-with": Function(2, 2, "boolean", takes="string"),
    "substring": Function(2, 3, "string"),
    "substring-before": Function(2, 2, "string", takes="string"),
    "substring-after": Function(2, 2, "string", takes="string"),
    "string-length": Function(1, 1, "number", takes="string"),
    "normalize-space": Function(1, 1, "string", takes="string"),
    "translate": Function(3, 3, "string", takes="string"),
    "count": Function(1, 1, "number", takes="nodes"),
    "sum": Function(1, 1, "number", lambda _, *values: sum(map(number_of, _all(values)))),
    "floor": Function(1, 1, "number", takes="number"),
    "ceiling": Function(1, 1, "number", takes="number"),
    "round": Function(1, 2, "number", _round),
    # XForms and ODK
    "if": Function(3, 3, "any", _if),
    "coalesce": Function(1, None, "any", _coalesce),
    "selected": Function(2, 2, "boolean", _selected),
    "selected-at": Function(2, 2, "string", _selected_at),
    "count-selected": Function(1, 1, "number", lambda _, value: float(len(text_of(value).split()))),
    "count-non-empty": Function(1, 1, "number", _count_non_empty, takes="nodes"),
    "regex": Function(2, 2, "boolean", _regex),
    "ends-with": Function(2, 2, "boolean", lambda _, value, end: text_of(value).endswith(text_of(end))),
    "substr": Function(2, 3, "string", _substr),
    "join": Function(1, None, "string", _join),
    "int": Function(1, 1, "number", _int),
    "abs": Function(1, 1, "number", _mathematical(abs)),
    "min": Function(1, None, "number", _extreme(min)),
    "max": Function(1, None, "number", _extreme(max)),
    "pow": Function(2, 2, "number", _power),
    "sqrt": Function(1, 1, "number", _mathematical(math.sqrt)),
    "exp": Function(1, 1, "number", _mathematical(math.exp)),
    "log": Function(1, 1, "number", _mathematical(math.log)),
    "log10": Function(1, 1, "number", _mathematical(math.log10)),
    "pi": Function(0, 0, "number", lambda _: math.pi),
    "boolean-from-string": Function(1, 1, "boolean", _from_string),
    "date": Function(1, 1, "string", _date),
    "date-time": Function(1, 1, "string", _date_time),
    "format-date": Function(2, 2, "string", _format_date),
    "format-date-time": Function(2, 2, "string", _format_date),
    "decimal-date-time": Function(1, 1, "number", lambda _, value: number_of(value)),
    "position": Function(1, 1, "number", _position, takes="nodes"),
    # Known where the expression is compiled: what they give depends on the filling.
    "once": Function(1, 1, "any"),
    "uuid": Function(0, 0, "string"),
    "random": Function(0, 0, "number"),
    "pulldata": Function(4, 4, "string"),
    "indexed-repeat": Function(3, None, "nodes"),
    "today": Function(0, 0, "string"),
    "now": Function(0, 0, "string"),
    "jr:choice-name": Function(2, 2, "string"),
}

_NAMESPACE = "http://openrosa.org/javarosa"
_EXTENSIONS = {
    (_NAMESPACE, name): function.run for name, function in FUNCTIONS.items() if function.run is not None
}
PREFIX = "jr:"
"""What the functions written here are called with: libxml2 lets none of its own be replaced."""


@lru_cache(maxsize=4096)
def compiled(xpath: str) -> etree.XPath:
    """Compile XPath with these functions in it, once for all forms of the process."""
    return etree.XPath(xpath, namespaces={"jr": _NAMESPACE}, extensions=_EXTENSIONS, smart_strings=False)
