"""Words as they are spelled when nobody is in a hurry."""

import re
from difflib import SequenceMatcher

from models.days.words import NOT_MISSPELT, SYNONYMS, TARGETS, WEEKDAYS

ALIKE = 0.85
"""difflib ratio from which a word is taken for another. One letter too many or too few is forgiven from five
letters on, a wrong one from seven: "besokk", "mingu" and "oktiber" are, "kamus" and "jimat" are words."""

_DRAWN_OUT = re.compile(r"(\w)\1+")
_SHORT = ("lusa", "lagi", "hari", "rabu", "juni", "juli")
_KNOWN = {*SYNONYMS, *TARGETS, *WEEKDAYS, *_SHORT}
_UNDRAWN = {_DRAWN_OUT.sub(r"\1", word): word for word in _KNOWN if len(word) >= 4}  # "moon" is no Monday


def spelled(words: list[str]) -> list[str]:
    """The words (lower case) with letters that were drawn out taken back, and one typing error at most mended."""
    mended, errors = [], 0
    for word in words:
        right = _right(word)
        errors += right != word
        mended.append(right)
    return mended if errors <= 1 else words


def _right(word: str) -> str:
    if word in _KNOWN or word in NOT_MISSPELT:
        return word
    if drawn_out := _UNDRAWN.get(_DRAWN_OUT.sub(r"\1", word)):
        return drawn_out
    if len(word) < 5:
        return word
    likeness = {target: _likeness(word, target) for target in TARGETS if target[0] == word[0]}
    best = max(likeness, key=lambda target: likeness[target], default="")
    return best if best and likeness[best] >= ALIKE else word


def _likeness(word: str, target: str) -> float:
    return SequenceMatcher(None, word, target, autojunk=False).ratio()
