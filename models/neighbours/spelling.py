"""How words are written in chats, made even: abbreviations, doublings, particles that say nothing."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

VOCABULARY = files("models.neighbours") / "vocabulary"
NEGATIONS = frozenset({"tidak", "belum", "tanpa", "bukan"})
"""They say that something is missing, each in its way; which of them it is makes no other problem."""

_WORD = re.compile(r"[^\W_]+")
_TWICE = re.compile(r"(?<=[^\W\d_]{3})2(?=(?:an|nya)?\b)")  # "sendiri2", "ugal2an"
_TIMES = re.compile(
    r"\b(\d+|satu|dua|tiga|empat|lima|beberapa|berulang|ber) ?-?kali\b"
)  # else it is a stream


@dataclass(frozen=True)
class Spellings:
    """Which words are read as others, are never stemmed, say nothing, matter in a phrase only, tell where."""

    read_as: Mapping[str, str]
    kept: frozenset[str]
    skipped: frozenset[str]
    light: frozenset[str]
    where: frozenset[str]

    def words(self, text: str) -> Iterator[str]:
        """The words of a text in their usual spelling, without numbers."""
        text = unicodedata.normalize("NFKC", text).casefold()
        text = _TIMES.sub(r"\1 ulang", _TWICE.sub("", text))
        for written in _WORD.findall(text):
            for word in self.read_as.get(written, written).split():
                if not word.isdigit():
                    yield word


@cache
def spellings() -> Spellings:
    """What vocabulary/spellings.toml says; read when it is first needed."""
    table = tomllib.loads((VOCABULARY / "spellings.toml").read_text("utf-8"))
    return Spellings(
        read_as=table["read_as"],
        kept=frozenset(table["kept"].split()),
        skipped=frozenset(table["skipped"].split()),
        light=frozenset(table["light"].split()),
        where=frozenset(table["where"].split()),
    )
