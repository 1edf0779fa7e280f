"""JSON as Telegram sends it, and as much of it as can be read where one text or number in it is broken."""

import json
import math
from typing import Any

import orjson

DEEPEST = 64
"""Telegram's updates are nested a dozen levels deep; far beyond, nothing could be written down again."""


def read(body: bytes) -> Any:
    """The value of a body. Half a character becomes U+FFFD or "?", a number too large null. Raises ValueError.

    One such text must not cost the others in the same answer of getUpdates, nor be sent to us again and again.
    """
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return _mended(body.decode(errors="replace"))


def storable(value: Any) -> Any:
    """The value itself; where it is nested too deep to be written down, without what is beyond DEEPEST levels."""
    try:
        orjson.dumps(value)
    except TypeError:
        return _cut(value, DEEPEST)
    return value


def _mended(text: str) -> Any:
    try:
        value = json.loads(text, parse_int=_finite, parse_float=_finite, parse_constant=lambda _name: None)
        return orjson.loads(json.dumps(value, ensure_ascii=False).encode(errors="replace"))
    except RecursionError:
        raise ValueError("nested too deep") from None


def _finite(digits: str) -> float | int | None:
    number = float(digits)
    if not math.isfinite(number):
        return None
    return int(digits) if digits.lstrip("-").isdecimal() and abs(number) < 2**64 else number


def _cut(value: Any, levels: int) -> Any:
    if isinstance(value, dict):
        return {name: _cut(part, levels - 1) for name, part in value.items()} if levels else None
    if isinstance(value, list):
        return [_cut(part, levels - 1) for part in value] if levels else None
    return value
