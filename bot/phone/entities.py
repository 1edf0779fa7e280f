"""Entities of a text: offsets and lengths in UTF-16 units, as Telegram counts them."""

import re
from typing import Any

Entity = dict[str, Any]
"""``type``, ``offset``, ``length`` and, for some types, ``url``, ``language`` or ``user``."""

_FOUND = re.compile(
    r"(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)\]']|(?<![\w@.])(?:[a-z0-9-]+\.)+(?:com|id|org|net|me|gov|io)\b(?:/[^\s<>\"]*[^\s<>\".,;:!?)\]'])?)"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?<!\w)(?P<mention>@[A-Za-z0-9_]{3,32})"
    r"|(?<!\w)(?P<hashtag>#[^\W\d]\w*)"
    r"|(?<![\w+])(?P<phone_number>\+\d[\d ()-]{7,16}\d)",
)


def utf16_length(text: str) -> int:
    """How many UTF-16 units Telegram counts in a text."""
    return len(text) if text.isascii() else len(text) + sum(ord(sign) > 0xFFFF for sign in text)


def found_entities(text: str) -> list[Entity]:
    """What Telegram marks of itself in a text without formatting: commands, mentions, links, addresses, numbers."""
    return [
        {
            "type": str(match.lastgroup),
            "offset": utf16_length(text[: match.start()]),
            "length": utf16_length(match.group()),
        }
        for match in _FOUND.finditer(text)
    ]


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """A text without blanks at its ends, its entities moved along: Telegram stores it so."""
    kept = text.strip()
    if kept == text:
        return text, entities
    cut = utf16_length(text[: len(text) - len(text.lstrip())])
    end = utf16_length(kept)
    moved = []
    for entity in entities:
        start = max(entity["offset"] - cut, 0)
        stop = min(entity["offset"] + entity["length"] - cut, end)
        if stop > start:
            moved.append({**entity, "offset": start, "length": stop - start})
    return kept, moved


def with_found(text: str, entities: list[Entity]) -> list[Entity]:
    """Given entities, and those Telegram finds of itself where none of the given ones stands in their way."""
    if not entities:
        return found_entities(text)
    taken = [
        (entity["offset"], entity["offset"] + entity["length"])
        for entity in entities
        if entity["type"] in _SOLID
    ]
    free = [
        found
        for found in found_entities(text)
        if all(found["offset"] >= stop or found["offset"] + found["length"] <= start for start, stop in taken)
    ]
    return sorted(entities + free, key=lambda entity: (entity["offset"], -entity["length"]))


_SOLID = {"text_link", "text_mention", "code", "pre", "custom_emoji"}
