"""Text with marks of bot.markup as Telegram's HTML, and within Telegram's length."""

import html
import re

import structlog

from bot.markup import BOLD, END, ITALIC, plain

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_NOTE = 200
_LONGEST_WORD = 60

_MARKS = re.compile(f"([{BOLD}{ITALIC}{END}])")
_TAGS = {BOLD: "b", ITALIC: "i"}
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

log = structlog.get_logger()


def as_html(text: str) -> str:
    """Everything escaped, marks as tags; what was left open is closed at the end."""
    written, unclosed = [], list[str]()
    for piece in _MARKS.split(_LONE_SURROGATE.sub("\ufffd", text)):
        if tag := _TAGS.get(piece):
            unclosed.append(tag)
            written.append(f"<{tag}>")
        elif piece != END:
            written.append(html.escape(piece, quote=False))
        elif unclosed:
            written.append(f"</{unclosed.pop()}>")
    written += [f"</{tag}>" for tag in reversed(unclosed)]
    return "".join(written)


def shortened(text: str, longest: int) -> str:
    """The text, cut at a word and ended with "…" where it has more than `longest` UTF-16 units.

    Marks take no room. That something was cut is logged, without what it said.
    """
    if 2 * len(text) <= longest or (length := _units(plain(text))) <= longest:
        return text
    log.warning("a text was cut", length=length, longest=longest)
    room, end, words_end = longest - 1, 0, 0
    for end, character in enumerate(text):
        if character.isspace() and character not in _TAGS and character != END:
            words_end = end
        room -= 0 if _MARKS.match(character) else _units(character)
        if room < 0:
            break
    cut = words_end if end - words_end <= _LONGEST_WORD else end
    return text[:cut].rstrip(" \n\t") + "…"


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
