"""How much is written: in figures, of which some can be read two ways, or in Indonesian words."""

import re
from decimal import Decimal

from bot.questions.numbers import FRACTION, GROUPED, WHOLE

_UNITS = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_UNIT = "|".join(_UNITS)
_BELOW_THOUSAND = re.compile(
    rf"(?:(?:(?P<hundreds>{_UNIT}) ratus|(?P<hundred>seratus))\b ?)?"
    rf"(?:(?P<teens>{_UNIT}) belas|(?P<eleven>sebelas)|(?P<ten>sepuluh)"
    rf"|(?:(?P<tens>{_UNIT}) puluh\b ?)?(?P<ones>{_UNIT})?)\b ?"
    r"(?P<half>setengah)?"
)
_WORTH = {"hundreds": 100, "tens": 10, "ones": 1}
_FIXED = {"hundred": Decimal(100), "eleven": Decimal(11), "ten": Decimal(10), "half": Decimal("0.5")}


def readings(written: str) -> tuple[Decimal, ...]:
    """The numbers that figures may stand for: none, one, or two, of which the one by Indonesian custom comes first.

    "1.250" is 1250, or 1.25 by English custom; "1,250" is 1.25, or 1250. "2,5" and "2.5" are the same.
    """
    if WHOLE.fullmatch(written):
        return (Decimal(written),)
    if not FRACTION.fullmatch(written):
        return (_without_marks(written),) if GROUPED.fullmatch(written) else ()
    point = max(written.rfind(","), written.rfind("."))
    broken = Decimal(f"{_without_marks(written[:point])}.{written[point + 1 :]}")
    if not GROUPED.fullmatch(written):
        return (broken,)
    whole = _without_marks(written)
    return (whole, broken) if "." in written else (broken, whole)


def counted(words: str) -> Decimal | None:
    """A number below a thousand in words (lower case): tiga, dua puluh lima, seratus, dua setengah. None for other words."""
    match = _BELOW_THOUSAND.fullmatch(words)
    if match is None or not words:
        return None
    parts = {name: part for name, part in match.groupdict().items() if part}
    total = sum((_FIXED[name] for name in parts if name in _FIXED), Decimal())
    if teens := parts.get("teens"):
        total += 10 + _value(teens)
    return total + sum(_value(parts[name]) * worth for name, worth in _WORTH.items() if name in parts)


def _value(unit: str) -> int:
    return _UNITS.index(unit) + 1


def _without_marks(written: str) -> Decimal:
    return Decimal(re.sub(r"[^\d+-]", "", written))
