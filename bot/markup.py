"""Emphasis that survives until a channel turns it into its own.

Marks are control characters that nobody can type, so that no name or answer is ever read as markup.
"""

import re

BOLD, ITALIC, END = "\x02", "\x1d", "\x0f"
_TWO_STOPS = re.compile(rf"(?<!\.)\.({END}?)\.(?!\.)")
_MARKS = re.compile(f"[{BOLD}{ITALIC}{END}]")
_UNTYPABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def bold(text: str) -> str:
    """The text in bold."""
    return f"{BOLD}{text}{END}"


def italic(text: str) -> str:
    """The text in italics."""
    return f"{ITALIC}{text}{END}"


def plain(text: str) -> str:
    """The text without marks, for places that show none (buttons, files, logs)."""
    return _MARKS.sub("", text)


def clean(text: str) -> str:
    """What a person wrote, without control characters and the ones that turn text around."""
    return _UNTYPABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def tidy(text: str) -> str:
    """The text with one full stop where a name or title that ends with one closes a sentence."""
    return _TWO_STOPS.sub(r".\1", text) if ".." in text or f".{END}." in text else text
