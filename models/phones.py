"""Telephone numbers, kept in one way: a plus, the country, the number (E.164)."""

import re
import unicodedata

INDONESIA = "62"
_BETWEEN = re.compile(r"[\s.\-‐‑–()'\u200b-\u200e\u202a-\u202e\u2060-\u2069\ufeff]+")
_INDONESIAN = re.compile(r"8\d{8,11}|[2-79]\d{6,10}")
_FOREIGN = re.compile(r"[1-9]\d{7,14}")


class WrongPhone(ValueError):
    """This is not a telephone number; the message says what would be. Permanent for that text."""


def read_phone(written: str) -> str:
    """A number as people write it, as +6281234567890. Without a country it is Indonesian.

    0812-3456-7890, 62812 3456 7890, 81234567890 (a spreadsheet has eaten the zero), +60 12-345 6789.
    Raises WrongPhone.
    """
    bare = _BETWEEN.sub("", unicodedata.normalize("NFKC", written))
    bare = f"+{bare[2:]}" if bare.startswith("00") else bare
    digits = bare.removeprefix("+")
    if not (digits.isascii() and digits.isdecimal()):
        raise WrongPhone("a telephone number has digits only, and one number stands in a cell")
    if bare.startswith("+") and not digits.startswith(INDONESIA):
        return _foreign(digits)
    if digits.startswith(INDONESIA) and (bare.startswith("+") or len(digits) > 9):
        return _indonesian(digits[2:].removeprefix("0"))
    if digits[:1] in ("0", "8"):
        return _indonesian(digits.removeprefix("0"))
    raise WrongPhone("a telephone number begins with 0, or with + and the country")


def read_shared_phone(digits: str) -> str:
    """A number as a channel gives it: with the country, with or without the plus. Raises WrongPhone."""
    return read_phone(digits if digits.startswith(("+", "0")) else f"+{digits}")


def masked_phone(phone: str) -> str:
    """A stored number as it may be shown: "+6281••••••890"."""
    return f"{phone[:5]}{'•' * max(len(phone) - 8, 3)}{phone[-3:]}"


def _indonesian(rest: str) -> str:
    if not _INDONESIAN.fullmatch(rest):
        raise WrongPhone("an Indonesian number is written like 0812-3456-7890, with 9 to 13 digits")
    return f"+{INDONESIA}{rest}"


def _foreign(digits: str) -> str:
    if not _FOREIGN.fullmatch(digits):
        raise WrongPhone("a foreign number has 8 to 15 digits after the +")
    return f"+{digits}"
