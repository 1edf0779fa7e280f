"""Texts and captions a bot sends: parsed, trimmed, measured."""

from typing import Any

from bot.phone.entities import Entity, trimmed, utf16_length, with_found
from bot.phone.markup import parse_html
from bot.phone.parameters import Given
from bot.phone.refusals import BadRequest

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024


def _formatted(given: Given, field: str) -> tuple[str, list[Entity]]:
    source: str = given.get(field, "")
    if "\0" in source:
        raise BadRequest("strings must be encoded in UTF-8")
    mode = given.get("parse_mode", "")
    own: list[Entity] = given.get("entities" if field == "text" else "caption_entities", [])
    if mode and mode.lower() != "html":
        raise BadRequest("unsupported parse_mode")
    text, entities = parse_html(source) if mode else (source, own)
    text, entities = trimmed(text, entities)
    return text, with_found(text, entities)


def read_text(given: Given) -> dict[str, Any]:
    """The content of a text message. Raises BadRequest when it is empty or over 4096 signs after parsing."""
    if not given.get("text"):
        raise BadRequest("message text is empty")
    text, entities = _formatted(given, "text")
    if not text:
        raise BadRequest("text must be non-empty")
    if utf16_length(text) > LONGEST_TEXT:
        raise BadRequest("message is too long")
    return {"text": text, "entities": entities} if entities else {"text": text}


def read_caption(given: Given) -> dict[str, Any]:
    """The caption's part of a content, empty without one. Raises BadRequest over 1024 signs after parsing."""
    if not given.get("caption"):
        return {}
    text, entities = _formatted(given, "caption")
    if utf16_length(text) > LONGEST_CAPTION:
        raise BadRequest("message caption is too long")
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}
