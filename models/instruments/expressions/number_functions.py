"""Functions that reckon with numbers."""

import math
from collections.abc import Callable
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from models.instruments.expressions.conversions import number_of, spread
from models.instruments.expressions.function import Function


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
        numbers = [number_of(value) for value in spread(values)]
        return choose(numbers) if numbers and not any(map(math.isnan, numbers)) else math.nan

    return call


def _power(_: Any, base: Any, exponent: Any) -> float:
    try:
        result = number_of(base) ** number_of(exponent)
    except (OverflowError, ZeroDivisionError):
        return math.inf
    return result if isinstance(result, float) else math.nan


def _mathematical(function: Callable[..., float]) -> Callable[..., float]:
    def call(_: Any, *values: Any) -> float:
        try:
            return function(*map(number_of, values))
        except (ValueError, OverflowError):
            return math.nan

    return call


_OF_ONE: dict[str, Callable[[float], float]] = {
    "abs": abs,
    "sqrt": math.sqrt,
    "exp": math.exp,
    "exp10": lambda exponent: 10.0**exponent,
    "log": math.log,
    "log10": math.log10,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
}

NUMBER_FUNCTIONS = {
    "number": Function(1, 1, "number", lambda _, value: number_of(value), of_itself=True),
    "sum": Function(1, 1, "number", lambda _, *values: sum(map(number_of, spread(values)))),
    "floor": Function(1, 1, "number", takes="number"),
    "ceiling": Function(1, 1, "number", takes="number"),
    "round": Function(1, 2, "number", _round),
    "int": Function(1, 1, "number", _int),
    "min": Function(1, None, "number", _extreme(min)),
    "max": Function(1, None, "number", _extreme(max)),
    "pow": Function(2, 2, "number", _power),
    "pi": Function(0, 0, "number", lambda _: math.pi),
    "atan2": Function(2, 2, "number", _mathematical(math.atan2)),
    **{name: Function(1, 1, "number", _mathematical(function)) for name, function in _OF_ONE.items()},
}
