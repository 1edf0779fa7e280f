"""What a word is a form of: Indonesian beginnings and endings taken off, slips of the finger put right."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from string import ascii_lowercase

import Stemmer

from models.neighbours.spelling import NEGATIONS, spellings

VOWELS = "aeiou"
_NASAL = {"p": "m", "t": "n", "s": "ny", "k": "ng"}  # what is put in place of it: tunggu, menunggu, nunggu
_SHORTEST_MISTYPED = 6  # letters; in a shorter word one letter more or less makes another word
_SPOKEN = {"e": "ai", "o": "u"}  # as people say it: cepet, naek, mabok


def stem(word: str) -> str:
    """Take off beginnings and endings by rule (Snowball's Indonesian stemmer, after Tala 2003)."""
    if word in NEGATIONS:
        return "tidak"
    kept = spellings().kept
    for form in (word, word.removesuffix("nya")):
        if form in kept:
            return form
    return str(Stemmer.Stemmer("indonesian").stemWord(word)) if len(word) > 3 else word


class Roots:
    """The words of a vocabulary, and how any other word leads to one of them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._roots = {stem(word) for word in self._words}
        self._forms: dict[str, str] = {}
        known = spellings()
        apart = known.kept | known.skipped | {stem(word) for word in known.light}
        for root in sorted(self._roots - apart):
            for form in _forms(root):
                if len(form) > 3 and form != root and form not in self._words:
                    self._forms.setdefault(form, root)
        self._skeletons: dict[str, list[str]] = {}
        for word in sorted(self._words, key=lambda word: (len(word), word)):
            self._skeletons.setdefault(_skeleton(word), []).append(word)
        self.of = lru_cache(maxsize=8192)(self._of)

    def _of(self, word: str) -> str:
        found = self._known(word)
        if found is None and len(word) > 2 and word.isalpha():
            meant = self._shortened(word) or next(filter(self._words.__contains__, _near(word)), None)
            found = meant and stem(meant)
        return found or stem(word)

    def _known(self, word: str) -> str | None:
        """The root of a word with its beginnings and endings: those of the street (-in), and -nya on short words."""
        for ending in ("", "nya", "in") if len(word) > 5 else ("",):
            form = word.removesuffix(ending)
            root = stem(form)
            if root in self._forms:
                return self._forms[root]
            if root in self._roots:
                return root
        return None

    def _shortened(self, word: str) -> str | None:
        """The word that this one is without some of its vowels: "smpah", "sring"."""
        for full in self._skeletons.get(_skeleton(word), ()):
            if len(full) > len(word) and full[0] == word[0] and _left_out(word, full):
                return full
        return None


def _forms(root: str) -> Iterator[str]:
    """What stemming by rule makes of a root’s forms, where it does not come back to the root."""
    if len(root) <= 3:
        return
    nasal = _nasal(root)
    for form in ("me" + nasal, nasal, "nge" + root, "pe" + nasal + "an"):
        yield stem(form)


def _nasal(root: str) -> str:
    first = root[0]
    if first in _NASAL:
        return _NASAL[first] + root[1:]
    if first in VOWELS + "gh":
        return "ng" + root
    return {"b": "m", "f": "m", "c": "n", "d": "n", "j": "n", "z": "n"}.get(first, "") + root


def _skeleton(word: str) -> str:
    return "".join(letter for letter in word if letter not in VOWELS)


def _left_out(short: str, full: str) -> bool:
    letters = iter(full)
    return all(letter in letters for letter in short)


def _near(word: str) -> Iterator[str]:
    """What may have been meant: the last vowel as it is written; in long words a letter more, less or swapped."""
    last = max((at for at, letter in enumerate(word) if letter in VOWELS), default=0)
    for vowel in _SPOKEN.get(word[last], ""):
        yield word[:last] + vowel + word[last + 1 :]
    if len(word) < _SHORTEST_MISTYPED:
        return
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    for at in range(1, len(word) + 1):
        for letter in ascii_lowercase:
            yield word[:at] + letter + word[at:]
