"""Functions that reckon with dates and times."""

from typing import Any

from models.instruments.expressions.conversions import is_number, number_of, text_of
from models.instruments.expressions.dates import date_of, formatted, moment, moment_of, part_of_day
from models.instruments.expressions.function import Function


def _date(_: Any, value: Any) -> str:
    if isinstance(value, float):
        return date_of(value)
    text = text_of(value)
    if is_number(text):
        return date_of(float(text))
    found = moment(text)
    return "" if found is None else found.date().isoformat()


def _date_time(_: Any, value: Any) -> str:
    text = text_of(value)
    if isinstance(value, float) or is_number(text):
        return moment_of(number_of(value))
    return text if moment(text) is not None else ""


def _format_date(_: Any, value: Any, pattern: Any) -> str:
    text = text_of(value)
    return formatted(date_of(float(text)) if is_number(text) else text, text_of(pattern))


DATE_FUNCTIONS = {
    "date": Function(1, 1, "string", _date),
    "date-time": Function(1, 1, "string", _date_time),
    "format-date": Function(2, 2, "string", _format_date),
    "format-date-time": Function(2, 2, "string", _format_date),
    "decimal-date-time": Function(1, 1, "number", lambda _, value: number_of(value)),
    "decimal-time": Function(1, 1, "number", lambda _, value: part_of_day(text_of(value))),
}
