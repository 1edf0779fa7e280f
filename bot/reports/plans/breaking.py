"""Where long words may be broken, so that they fit a narrow column: typst knows no Indonesian syllables."""

import re

SOFT_HYPHEN, BREAK = "\u00ad", "\u200b"
SHORTEST = 11  # letters of a word that may be broken
LONGEST = 12  # characters that a column holds without a break

_WORD = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")
_SYLLABLE = re.compile(
    r"(?<=[a-z]{2})(?=(?:ng|ny|sy|kh|[bcdfghjklmnpqrstvwxz]|y)[aiueo][a-z])(?<!n(?=[gy]))(?<!s(?=y))(?<!k(?=h))",
    re.IGNORECASE,
)
_TOKEN = re.compile(rf"\S{{{LONGEST},}}")
_BEHIND_A_SIGN = re.compile(r"(?<=[.?&=_@])(?=[^\W\d])")
_UNBROKEN = re.compile(rf"[^\s{SOFT_HYPHEN}{BREAK}\-/]{{{LONGEST}}}(?=\w)")


def breakable(text: str) -> str:
    """The text with an invisible break before the syllables of long words, behind the signs in addresses, and in what has none for long.

    A syllable begins with one consonant (ng, ny, sy and kh count as one) and a vowel, as in mem-per-tang-gung-ja-wab-kan. Source: Ejaan yang
    Disempurnakan (Kepmendikbudristek 0424/I/BS.00.01/2022), section on Pemenggalan Kata.
    """
    syllables = _WORD.sub(lambda word: _SYLLABLE.sub(SOFT_HYPHEN, word.group()), text)
    signs = _TOKEN.sub(lambda token: _BEHIND_A_SIGN.sub(BREAK, token.group()), syllables)
    return _UNBROKEN.sub(lambda run: run.group() + BREAK, signs)
