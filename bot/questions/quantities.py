"""How many of what: 3 pelatihan, 1 dokumen SOP, 100%, dua puluh orang."""

import re
from dataclasses import dataclass
from decimal import Decimal

from pydantic import JsonValue

from bot.i18n import _
from bot.i18n import number as in_figures
from bot.messages import Act, Heard
from bot.questions.counting import counted, readings
from bot.questions.folding import DASHES
from bot.questions.kind import Answered, Kind, Misunderstood, Offer, Paged
from bot.questions.words import heard_to_keep, offer_to_keep

LONGEST_UNIT = 60  # characters
MOST_DIGITS = 12
_ABOUT = re.compile(
    r"(?:(?:sekitar|kurang lebih|kira-kira|minimal|maksimal|paling sedikit|paling banyak|±|~|at least|about)\s+|[±~])*",
    re.IGNORECASE,
)
_FIGURE = r"\d[\d.,]*(?<![.,])"
_FIGURE_FIRST = re.compile(rf"(?P<number>{_FIGURE})\s*(?P<unit>[^\W\d].*|%.*)?")
_TIMES_LAST = re.compile(rf"(?P<unit>[^\d]+?)[\s:]+(?P<number>{_FIGURE})\s*(?:x|kali|times)", re.IGNORECASE)
_FIGURE_LAST = re.compile(rf"(?P<unit>[^\d]+?)[\s:]+(?P<number>{_FIGURE})")
_ANOTHER = re.compile(r"(?:sampai|hingga|s/d|sd|atau|to|or|x)\s*\d", re.IGNORECASE)
_TIMES = re.compile(r"^[x×](?=\s|$)", re.IGNORECASE)
_ONE = {
    "sebuah": "buah",
    "seorang": "orang",
    "selembar": "lembar",
    "sekali": "kali",
    "seperangkat": "perangkat",
}


@dataclass(frozen=True)
class Quantity:
    """A number and what it counts."""

    number: Decimal
    unit: str


@dataclass(frozen=True)
class HowMany(Kind[Quantity]):
    """A number above zero with its unit. Kept as {"number": "3", "unit": "pelatihan"}."""

    def offer(self, before: JsonValue = None, page: int = 0) -> Offer:
        """What was answered before, with a button that keeps it."""
        return offer_to_keep(before, self.show(before))

    def hear(self, heard: Heard, act: str, before: JsonValue = None) -> Answered | Paged:
        """A number in figures or words, with what it counts behind it or before it."""
        if kept := heard_to_keep(heard, act, before):
            return kept
        if heard.act is not Act.TEXT:
            raise _wrong()
        written = " ".join(heard.text.translate(DASHES).split()).rstrip(".,;")
        number, unit = _divided(_ABOUT.sub("", written, count=1))
        if sum(sign.isdigit() for sign in format(number, "f")) > MOST_DIGITS:
            raise _wrong()
        if number <= 0:
            raise Misunderstood(_("Please write a number above zero, for example 3 pelatihan."))
        if not unit:
            raise Misunderstood(
                _("{number} of what? Please write both, for example {number} pelatihan.").format(
                    number=in_figures(number)
                )
            )
        if len(unit) > LONGEST_UNIT:
            raise _wrong()
        return Answered({"number": format(number, "f"), "unit": unit})

    def read(self, value: JsonValue) -> Quantity:
        """The number and its unit."""
        if isinstance(value, dict) and isinstance(unit := value.get("unit"), str):
            return Quantity(Decimal(str(value.get("number"))), unit)
        raise _wrong()

    def show(self, value: JsonValue) -> str:
        """Both, as they were understood."""
        if not isinstance(value, dict):
            return str(value)
        quantity = self.read(value)
        return f"{in_figures(quantity.number)} {quantity.unit}"


def quantity() -> HowMany:
    """A number above zero with what it counts."""
    return HowMany()


def _divided(written: str) -> tuple[Decimal, str]:
    """The number and the unit, "" where there is none. Raises Misunderstood."""
    if match := _FIGURE_FIRST.fullmatch(written):
        unit = match["unit"] or ""
        if _ANOTHER.match(unit):
            raise _wrong()
        return _number(match["number"]), _TIMES.sub("kali", unit)
    if match := _TIMES_LAST.fullmatch(written):
        return _number(match["number"]), f"kali {match['unit']}"
    if match := _FIGURE_LAST.fullmatch(written):
        return _number(match["number"]), match["unit"]
    words = written.split()
    if words and (unit := _ONE.get(words[0].casefold())):
        return Decimal(1), " ".join([unit, *words[1:]])
    for length in range(len(words), 0, -1):
        number = counted(" ".join(words[:length]).casefold())
        if number is not None:
            return number, " ".join(words[length:])
    raise _wrong()


def _number(figures: str) -> Decimal:
    found = readings(figures)
    if not found:
        raise _wrong()
    if len(found) == 2 and "," in figures:
        raise Misunderstood(
            _(
                "Do you mean {large} or {small}? Please write it without dots or commas between thousands."
            ).format(large=format(max(found), "f"), small=format(min(found), "f"))
        )
    return found[0]


def _wrong() -> Misunderstood:
    return Misunderstood(
        _("Please write one number and what it counts, for example 3 pelatihan or 1 dokumen SOP.")
    )
