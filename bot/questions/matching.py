"""Which of several labels somebody meant who typed instead of tapping."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

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
ALIKE = 0.8  # difflib ratio from which a typing error is forgiven


@dataclass(frozen=True)
class Labelled:
    """A code with the label people see, and other words they may use for it."""

    code: str
    label: str
    aliases: tuple[str, ...] = ()


def folded(text: str) -> str:
    """The text as it is compared: no case, accents, punctuation or doubled spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(NOT_WORDS.sub(" ", bare).casefold().split())


def meant(written: str, options: Sequence[Labelled]) -> list[Labelled]:
    """The options that `written` may stand for, from the surest way of meaning one to the least sure.

    Where all labels are numbers, the number itself and nothing else. A label, a number as counted on the
    screen (a doubt where another label begins with it), a code, an alias; then the beginning of a label,
    words within it, and a label that differs by a typing error. One is an answer, several are a doubt.
    """
    wanted = _in_full(written)
    if not wanted:
        return []
    figure = _figure(written)
    figures = [_figure(o.label) for o in options]
    if figure is not None and None not in figures:
        return [o for o, its in zip(options, figures, strict=True) if its == figure]
    for found in (
        [o for o in options if _in_full(o.label) == wanted],
        _counted(wanted, options),
        [o for o in options if wanted == o.code.casefold() or _undrawn(written) in map(_undrawn, o.aliases)],
        [o for o in options if _in_full(o.label).startswith(wanted + " ")],
        [o for o in options if f" {wanted} " in f" {_in_full(o.label)} "],
        _misspelt(wanted, options),
    ):
        if found:
            return found
    return []


def _counted(wanted: str, options: Sequence[Labelled]) -> list[Labelled]:
    if not (wanted.isdecimal() and len(wanted) < 6 and 1 <= int(wanted) <= len(options)):
        return []
    counted = options[int(wanted) - 1]
    return [counted, *(o for o in options if o is not counted and _in_full(o.label).startswith(wanted + " "))]


def _figure(text: str) -> Decimal | None:
    bare = text.strip().translate(DASHES)
    return Decimal(bare.replace(",", ".")) if FIGURES.fullmatch(bare) else None


def _in_full(text: str) -> str:
    return " ".join(IN_FULL.get(word, word) for word in folded(text).split())


def _undrawn(word: str) -> str:
    return DRAWN_OUT.sub(r"\1", folded(word))


def _misspelt(wanted: str, options: Iterable[Labelled]) -> list[Labelled]:
    if len(wanted) < 4:
        return []
    by_label = {_in_full(o.label): o for o in options}
    words = wanted.count(" ")  # a word more may be a "not": that is no typing error
    close = get_close_matches(wanted, [label for label in by_label if label.count(" ") >= words], 2, ALIKE)
    return [by_label[label] for label in close]
