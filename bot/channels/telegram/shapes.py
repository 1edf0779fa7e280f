"""Values that must be what the Bot API says they are: python-telegram-bot takes them as they come."""

from typing import TypeGuard


def is_number(value: object) -> TypeGuard[int]:
    """Whether it is a whole number that a database can hold."""
    return type(value) is int and abs(value) < 2**63


def number(value: object) -> int:
    """A whole number that a database can hold. Raises TypeError."""
    if not is_number(value):
        raise TypeError("not a whole number")
    return value


def text(value: object) -> str:
    """A text. Raises TypeError."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def optional_text(value: object) -> str:
    """A text, empty where there is none. Raises TypeError."""
    return "" if value is None else text(value)


def degrees(value: object) -> float:
    """A latitude or longitude. Raises TypeError."""
    if not isinstance(value, int | float) or not -360 <= value <= 360:
        raise TypeError("not degrees")
    return float(value)
