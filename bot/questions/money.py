"""Amounts in rupiah, as people write them: Rp1.500.000, 2,5 juta, 500rb, dua juta, tidak ada."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pydantic import JsonValue

from bot.i18n import _
from bot.i18n import rupiah as in_rupiah
from bot.messages import Act, Heard
from bot.questions.counting import counted, readings
from bot.questions.folding import DASHES, folded
from bot.questions.kind import Answered, Kind, Misunderstood, Offer, Option, Paged
from bot.questions.words import heard_to_keep, offer_to_keep

LEAST = 1_000  # rupiah; what is less was meant as thousands or millions
MOST = 10**15
NONE = "=0"
NOTHING = {
    *("nol", "nihil", "kosong", "gratis", "cuma cuma", "swadaya", "belum ada"),
    *("none", "nothing", "zero", "free"),
}
SCALES = {
    **dict.fromkeys(("ribu", "rb", "rbu", "k", "thousand"), 10**3),
    **dict.fromkeys(("juta", "jt", "jta", "million"), 10**6),
    **dict.fromkeys(("miliar", "milyar", "m", "milliar", "billion"), 10**9),
    **dict.fromkeys(("triliun", "trilyun", "t", "trillion"), 10**12),
}
_AROUND = re.compile(
    r"^(?:(?:sekitar|kurang lebih|kira[- ]kira|±|~|maks(?:imal)?|paling banyak|total|sebesar|about|rp\.?|idr)\s*)*"
    r"|(?:\s*(?:rupiah|saja|aja|ya|[,.]\s*[-=]+|\.))*$"
)
DASH = {"-", "–", "—"}
_NEGATED = re.compile(
    r"(?:tidak|tdk|tanpa|gak|nggak|tak|no)\b"
    r"(?: (?:ada|perlu|pakai|butuh))*(?: (?:biaya|anggaran|dana|uang|money|budget)(?: needed)?)?"
)
_SPACED_OUT = re.compile(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))")
_SEAM = re.compile(r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)")
_ONE_OF_A_KIND = {f"se{scale}": scale for scale in ("ribu", "juta", "miliar", "milyar", "triliun")}


class NoAmount(ValueError):
    """It is no amount, or none that can be told for sure."""


@dataclass(frozen=True)
class Money(Kind[int]):
    """Whole rupiah, 0 for none; kept as text in plain form: 2500000. Less than a thousand is doubted: "500" is hardly ever meant so."""

    def offer(self, before: JsonValue = None, page: int = 0) -> Offer:
        """A button for no money at all, and the earlier answer if there is one."""
        kept = offer_to_keep(before, self.show(before))
        return Offer([[Option(_("No money needed"), NONE)], *kept.rows], kept.note)

    def hear(self, heard: Heard, act: str, before: JsonValue = None) -> Answered | Paged:
        """A tap on the button, or a written amount."""
        if act == NONE:
            return Answered("0")
        if kept := heard_to_keep(heard, act, before):
            return kept
        if heard.act is not Act.TEXT:
            raise _wrong()
        try:
            amount = amount_in(heard.text)
        except NoAmount:
            raise _wrong() from None
        if 0 < amount < LEAST:
            raise Misunderstood(
                _("Is that {amount}? Please write it in full, for example {thousands} or {millions}.").format(
                    amount=in_rupiah(amount), thousands=f"{amount} ribu", millions=f"{amount} juta"
                )
            )
        if amount > MOST:
            raise Misunderstood(_("That is more money than I can write down."))
        return Answered(str(amount))

    def read(self, value: JsonValue) -> int:
        """The amount."""
        if isinstance(value, str) and value.isascii() and value.isdecimal():
            return int(value)
        raise _wrong()

    def show(self, value: JsonValue) -> str:
        """The amount in rupiah: Rp2.500.000; of none that none is needed."""
        if value == "0":
            return _("No money needed")
        return in_rupiah(int(value)) if isinstance(value, str) and value.isdecimal() else str(value)


def rupiah() -> Money:
    """An amount in rupiah; the answer is an int, 0 for none."""
    return Money()


def amount_in(written: str) -> int:
    """The whole rupiah that are written. Raises NoAmount, also where it can be read two ways."""
    if written.strip() in DASH or folded(written) in NOTHING or _NEGATED.fullmatch(folded(written)):
        return 0
    text = _AROUND.sub("", " ".join(written.casefold().translate(DASHES).split()))
    words = [
        part
        for word in _SEAM.sub(" ", _SPACED_OUT.sub("", text)).split()
        for part in (("satu", _ONE_OF_A_KIND[word]) if word in _ONE_OF_A_KIND else (word,))
    ]
    total, scale_before = Decimal(), 10**15
    for coefficient, scale in _terms(words):
        if scale >= scale_before:
            raise NoAmount
        if scale == 1 and total and coefficient < LEAST:
            raise NoAmount  # "1 juta 500": five hundred thousand, most likely
        total, scale_before = total + coefficient * scale, scale
    if total != total.to_integral_value():
        raise NoAmount
    return int(total)


def _terms(words: list[str]) -> Iterator[tuple[Decimal, int]]:
    """Each coefficient with its scale: "2 juta 500 ribu" is 2 million and 500 thousand."""
    waiting: list[str] = []
    for word in words:
        if word in SCALES:
            yield _coefficient(waiting, SCALES[word]), SCALES[word]
            waiting = []
        else:
            waiting.append(word)
    if waiting or not words:
        yield _coefficient(waiting, 1), 1


def _coefficient(words: list[str], scale: int) -> Decimal:
    found = readings(words[0]) if len(words) == 1 else ()
    if len(found) == 1 and found[0] >= 0:
        return found[0]
    if len(found) == 2 and scale == 1:
        return max(found)  # there are no parts of a rupiah
    number = counted(" ".join(words)) if not found else None
    if number is None:
        raise NoAmount
    return number


def _wrong() -> Misunderstood:
    return Misunderstood(
        _("Please write one amount in rupiah, for example 2,5 juta, 500 ribu or Rp1.500.000; or: none.")
    )
