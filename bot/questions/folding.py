"""Words as they are compared: without what people leave out or put in when they type in a hurry."""

import re
import unicodedata
from decimal import Decimal

DASHES = str.maketrans("−–", "--")  # what keyboards make of a minus
FIGURES = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,15})?")
DRAWN_OUT = re.compile(r"(\w)\1+")  # yaaa, enggaak
NOT_WORDS = re.compile(r"[^\w\s]+")
IN_FULL = {
    **dict.fromkeys(("tdk", "gk", "ga", "gak", "ngga", "nggak", "engga", "enggak", "ndak", "nda", "tak"), "tidak"),
    **dict.fromkeys(("sdh", "udh", "udah"), "sudah"),
    "blm": "belum", "sgt": "sangat", "krg": "kurang", "yg": "yang", "dgn": "dengan", "thn": "tahun", "bln": "bulan",
}  # fmt: skip
"""What people write in a hurry, as labels have it."""


def folded(text: str) -> str:
    """The text as it is compared: no case, accents, punctuation or doubled spaces."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(NOT_WORDS.sub(" ", text).casefold().split())


def in_full(text: str) -> str:
    """The same, with short forms written out."""
    return " ".join(IN_FULL.get(word, word) for word in folded(text).split())


def undrawn(word: str) -> str:
    """A word without the letters that were drawn out."""
    return DRAWN_OUT.sub(r"\1", folded(word))


def figure(text: str) -> Decimal | None:
    """The number a text is, in figures; None for any other text."""
    bare = text.strip().translate(DASHES)
    return Decimal(bare.replace(",", ".")) if FIGURES.fullmatch(bare) else None
