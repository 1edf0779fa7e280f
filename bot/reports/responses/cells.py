"""What stands in a cell: a text, a number, a day, yes or no, or nothing."""

import re
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TypeAlias
from zoneinfo import ZoneInfo

Cell: TypeAlias = str | int | Decimal | date | bool | None

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?\Z")
_LEADS_ON = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
PRECISION = 15
"""Digits that a spreadsheet keeps of a number; one with more stays a text, so that none is lost."""


class Kind(Enum):
    """How the answers of a column are read."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"


def cell(kind: Kind, value: str) -> Cell:
    """An answer, as ODK writes it, as a cell of its column; what is no such thing stays a text."""
    if not value:
        return None
    if kind is Kind.NUMBER and is_number(value) and sum(map(str.isdecimal, value)) <= PRECISION:
        return Decimal(value) if "." in value else int(value)
    if kind is Kind.DAY:
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value


def is_number(text: str) -> bool:
    """Whether a text is a number and nothing is lost when it becomes one ("08" and "+3" would lose a sign)."""
    return _NUMBER.match(text) is not None


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe goes before =, +, - and @.

    A negative number is left as it is. Source: OWASP, CSV Injection.
    """
    return f"'{text}" if text.startswith(_LEADS_ON) and not is_number(text) else text


def moment(at: datetime, zone: str) -> str:
    """An aware instant as a clock in `zone` (IANA) shows it: "2026-11-23T09:00:00+07:00"."""
    return at.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")
