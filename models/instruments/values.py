"""Answers as ODK writes them: "3", "2.5", "2026-11-23", "a b"."""

import math
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Literal

from models.instruments.expressions.conversions import Value, number_of, text_of
from models.instruments.expressions.dates import date_of, is_date, moment, moment_of
from models.instruments.items import Item, Range

Rule = Literal[
    "required",
    "constraint",
    "integer",
    "decimal",
    "date",
    "time",
    "dateTime",
    "place",
    "choice",
    "rank",
    "range",
]
ACKNOWLEDGED = "OK"
"""What the answer to an acknowledge is, as ODK has it."""

_INTEGER = re.compile(r"[+-]?[0-9]{1,15}\Z")
_TIME = re.compile(r"(?P<clock>\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?:Z|[+-]\d{2}:?\d{2})?\Z")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class NotAnAnswer(ValueError):
    """A value that this question cannot have; `rule` says what it should have been. Passing: ask again."""

    def __init__(self, rule: Rule) -> None:
        super().__init__(f"the question takes no such value (rule: {rule})")
        self.rule = rule


def normal(item: Item, value: str, names: tuple[str, ...] = ()) -> str:
    """Give an answer in the one way it is kept; several choices in the order of `names`, the list's.

    Raises NotAnAnswer.
    """
    value = writable(value)
    if not value.strip():
        return ""
    if item.has_choices:
        return _chosen(item, value, names)
    if item.type == "acknowledge" and value.strip() != ACKNOWLEDGED:
        raise NotAnAnswer("choice")
    if item.range is not None:
        return _in_range(item.range, _decimal(value.strip(), "range"))
    reader = _READERS.get(item.data_type)
    return value if reader is None else reader(value.strip())


def writable(text: str) -> str:
    """Give a text without the characters that XML cannot hold."""
    return _NOT_IN_XML.sub("", text)


def calculated(data_type: str, value: Value) -> str:
    """Give what a calculation came to as its node keeps it; "" for what is no such value."""
    match data_type:
        case "int":
            number = number_of(value)
            return str(math.trunc(number)) if math.isfinite(number) else ""
        case "decimal":
            number = number_of(value)
            return text_of(number) if math.isfinite(number) else ""
        case "date":
            number = number_of(value)
            return date_of(math.floor(number)) if math.isfinite(number) else ""
        case "dateTime":
            text = text_of(value)
            return text if moment(text) is not None else moment_of(number_of(value))
    if isinstance(value, float) and math.isnan(value):
        return ""
    return writable(text_of(value))


def _chosen(item: Item, value: str, names: tuple[str, ...]) -> str:
    if item.type == "select_one":
        if value not in names:
            raise NotAnAnswer("choice")
        return value
    if item.type == "rank":
        return _ranked(value.split(), names)
    chosen = set(value.split())
    if not chosen <= set(names):
        raise NotAnAnswer("choice")
    return " ".join(dict.fromkeys(name for name in names if name in chosen))


def _ranked(order: list[str], names: tuple[str, ...]) -> str:
    """Give all of the choices in the order given; ODK keeps a rank of all or none."""
    if not set(order) <= set(names):
        raise NotAnAnswer("choice")
    if sorted(order) != sorted(set(names)):
        raise NotAnAnswer("rank")
    return " ".join(order)


def _integer(text: str) -> str:
    if not _INTEGER.match(text):
        raise NotAnAnswer("integer")
    return str(int(text))


def _date(text: str) -> str:
    if not is_date(text):
        raise NotAnAnswer("date")
    return text


def _time(text: str) -> str:
    match = _TIME.match(text)
    if match is None or moment(f"2000-01-01T{match['clock']}") is None:
        raise NotAnAnswer("time")
    return text


def _moment(text: str) -> str:
    if "T" not in text or moment(text) is None:
        raise NotAnAnswer("dateTime")
    return text


def _place(text: str) -> str:
    """Give latitude and longitude in degrees, altitude and accuracy in metres, as ODK keeps a point."""
    numbers = [_decimal(part, "place") for part in text.split()]
    if not 2 <= len(numbers) <= 4 or abs(numbers[0]) > 90 or abs(numbers[1]) > 180:
        raise NotAnAnswer("place")
    return " ".join(_plain(number) for number in [*numbers, Decimal(0), Decimal(0)][:4])


def _in_range(limits: Range, number: Decimal) -> str:
    start, end, step = Decimal(limits.start), Decimal(limits.end), Decimal(limits.step)
    if not min(start, end) <= number <= max(start, end) or (number - start) % step != 0:
        raise NotAnAnswer("range")
    return _plain(number)


def _decimal(text: str, rule: Rule) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation as wrong:
        raise NotAnAnswer(rule) from wrong
    if not number.is_finite() or len(text) > 40 or abs(number.adjusted()) > 30:
        raise NotAnAnswer(rule)
    return number


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


_READERS: dict[str, Callable[[str], str]] = {
    "int": _integer,
    "decimal": lambda text: _plain(_decimal(text, "decimal")),
    "date": _date,
    "time": _time,
    "dateTime": _moment,
    "geopoint": _place,
}
