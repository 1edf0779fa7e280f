"""Numbers, as people in Indonesia and elsewhere write them."""

import re
from dataclasses import dataclass
from decimal import Decimal

from pydantic import JsonValue

from bot.i18n import _
from bot.messages import Heard
from bot.questions.folding import DASHES
from bot.questions.kind import Answered, Kind, Misunderstood, Offer, Paged
from bot.questions.words import heard_to_keep, offer_to_keep

WHOLE = re.compile(r"[+-]?\d+")
GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:([.,\u00a0 ])\d{3})(?:\1\d{3})*")
FRACTION = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+|[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)\.\d+")
MOST_DIGITS = 15
UNIT = re.compile(r"(?<=[\d.,\s])\s*([^\W\d]+|%)\s*\Z")


@dataclass(frozen=True)
class Number(Kind[Decimal]):
    """A number; whole ones only where `whole`. Kept as text in its plain form: `-1234.5`.

    The words in `units` may stand behind it: 30 hari.
    """

    whole: bool = False
    units: tuple[str, ...] = ()

    def offer(self, before: JsonValue = None, page: int = 0) -> Offer:
        """What was answered before, with a button that keeps it."""
        return offer_to_keep(before, str(before))

    def hear(self, heard: Heard, act: str, before: JsonValue = None) -> Answered | Paged:
        """A number in figures. 2,5 and 2.5 are the same; 1.250 is a doubt unless the number is whole."""
        if kept := heard_to_keep(heard, act, before):
            return kept
        return Answered(self._plain(self._without_unit(heard.text).translate(DASHES).strip().rstrip(".,")))

    def read(self, value: JsonValue) -> Decimal:
        """The number."""
        if isinstance(value, str) and re.fullmatch(r"-?\d+" if self.whole else r"-?\d+(\.\d+)?", value):
            return Decimal(value)
        raise self._wrong()

    def show(self, value: JsonValue) -> str:
        """The number as it was understood."""
        return str(value)

    def _without_unit(self, written: str) -> str:
        match = UNIT.search(written)
        said = {unit.casefold() for unit in self.units}
        return written[: match.start()] if match and match[1].casefold() in said else written

    def _plain(self, written: str) -> str:
        if WHOLE.fullmatch(written):
            plain = written
        elif self.whole or not FRACTION.fullmatch(written):
            if not GROUPED.fullmatch(written):
                raise self._wrong()
            plain = re.sub(r"[^\d+-]", "", written)
        elif GROUPED.fullmatch(written):
            digits = re.sub(r"[^\d]", "", written)
            raise Misunderstood(
                _(
                    "Do you mean {large} or {small}? Please write it without dots or commas between thousands."
                ).format(large=digits, small=f"{digits[:-3]}.{digits[-3:]}")
            )
        else:
            point = max(written.rfind(","), written.rfind("."))
            plain = re.sub(r"[^\d+-]", "", written[:point]) + "." + written[point + 1 :]
        if sum(c.isdigit() for c in plain) > MOST_DIGITS:
            raise Misunderstood(
                _("That number is too long for me; up to {most} digits fit.").format(most=MOST_DIGITS)
            )
        return format(Decimal(plain), "f")

    def _wrong(self) -> Misunderstood:
        if self.whole:
            return Misunderstood(_("Please write a whole number in figures, for example 12."))
        return Misunderstood(_("Please write a number in figures, for example 12 or 2.5."))


def whole_number(*units: str) -> Number:
    """A whole number, behind which one of these words may stand."""
    return Number(whole=True, units=units)


def number(*units: str) -> Number:
    """A number with or without decimals, behind which one of these words may stand."""
    return Number(units=units)
