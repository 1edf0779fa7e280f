"""Telegram's HTML: a text with tags becomes a plain text and its entities, or Telegram's refusal.

The rules and the texts are those of TDLib's ``parse_html`` (MessageEntity.cpp). Offsets in refusals count UTF-8 bytes.
"""

import re
from dataclasses import dataclass, field
from typing import Any, Final

from bot.phone.entities import Entity, utf16_length
from bot.phone.refusals import BadRequest

_TYPES: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "tg-emoji": "custom_emoji",
    "blockquote": "blockquote",
}
_PIECE = re.compile(r"<|&(?:#x[0-9a-fA-F]{1,6}|#\d{1,7}|lt|gt|amp|quot);")
_NAMED = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"'}
_TAG_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(
    r"\s*(?P<name>[^\s=>]+)(?:\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[A-Za-z0-9.-]+(?=[\s>])))?"
)
_CLOSE = re.compile(r"\s*>")


@dataclass(slots=True)
class _Open:
    tag: str
    offset: int
    start: int
    given: dict[str, str]


@dataclass(slots=True)
class _Reading:
    source: str
    text: list[str] = field(default_factory=list)
    length: int = 0
    nested: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def refuse(self, why: str, at: int) -> BadRequest:
        """With `why`, in which {at} stands for where, in bytes, as Telegram counts."""
        place = len(self.source[:at].encode())
        return BadRequest(f"can't parse entities: {why.replace('{at}', str(place))}")

    def write(self, text: str) -> None:
        self.text.append(text)
        self.length += utf16_length(text)


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The plain text and its entities. Raises BadRequest with Telegram's text for what cannot be read."""
    reading = _Reading(source)
    position = 0
    while match := _PIECE.search(source, position):
        reading.write(source[position : match.start()])
        if match.group() != "<":
            reading.write(_sign(match.group()))
            position = match.end()
        elif source.startswith("</", match.start()):
            position = _end_tag(reading, match.start())
        else:
            position = _start_tag(reading, match.start())
    reading.write(source[position:])
    if reading.nested:
        raise BadRequest(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{reading.nested[-1].tag}\""
        )
    return "".join(reading.text), sorted(reading.entities, key=lambda one: (one["offset"], -one["length"]))


def _sign(reference: str) -> str:
    if reference in _NAMED:
        return _NAMED[reference]
    number = int(reference[3:-1], 16) if reference[2] in "xX" else int(reference[2:-1])
    return chr(number) if 0 < number < 0x110000 else reference


def _start_tag(reading: _Reading, begin: int) -> int:
    source = reading.source
    name = _TAG_NAME.match(source, begin + 1)
    if name is None or name.end() == len(source):
        raise reading.refuse("Unclosed start tag at byte offset {at}", begin)
    tag = name.group().lower()
    if tag not in _TYPES:
        raise reading.refuse(f'Unsupported start tag "{tag}" at byte offset {{at}}', begin)
    given: dict[str, str] = {}
    position = name.end()
    while not (close := _CLOSE.match(source, position)):
        attribute = _ATTRIBUTE.match(source, position)
        if attribute is None:
            missing = source[position:].strip()
            why = (
                f'Empty attribute name in the tag "{tag}" at byte offset {{at}}'
                if missing
                else "Unclosed start tag at byte offset {at}"
            )
            raise reading.refuse(why, begin)
        given[attribute["name"].lower()] = _unquoted(attribute["value"] or "")
        position = attribute.end()
    if tag == "span" and given.get("class") != "tg-spoiler":
        raise reading.refuse('Tag "span" must have class "tg-spoiler" at byte offset {at}', begin)
    reading.nested.append(_Open(tag, reading.length, len(reading.text), given))
    return close.end()


def _unquoted(value: str) -> str:
    if value[:1] in {'"', "'"}:
        value = value[1:-1]
    return _PIECE.sub(lambda match: _sign(match.group()) if match.group() != "<" else "<", value)


def _end_tag(reading: _Reading, begin: int) -> int:
    if not reading.nested:
        raise reading.refuse("Unexpected end tag at byte offset {at}", begin)
    name = _TAG_NAME.match(reading.source, begin + 2)
    close = _CLOSE.match(reading.source, name.end()) if name else None
    if name is None or close is None:
        raise reading.refuse("Unclosed end tag at byte offset {at}", begin)
    opened = reading.nested.pop()
    ended = name.group().lower()
    if ended and ended != opened.tag:
        why = f'Unmatched end tag at byte offset {{at}}, expected "</{opened.tag}>", found "</{ended}>"'
        raise reading.refuse(why, begin)
    if reading.length > opened.offset:
        _keep(reading, opened)
    return close.end()


def _keep(reading: _Reading, opened: _Open) -> None:
    entity: dict[str, Any] = {
        "type": _TYPES[opened.tag],
        "offset": opened.offset,
        "length": reading.length - opened.offset,
    }
    if opened.tag == "a":
        url = opened.given.get("href") or "".join(reading.text[opened.start :])
        if not re.match(r"(?:https?|tg|mailto|tel):|[\w-]+\.\w", url):
            return
        entity["url"] = url if ":" in url else f"http://{url}"
    elif opened.tag == "tg-emoji":
        entity["custom_emoji_id"] = opened.given.get("emoji-id", "")
    elif opened.tag == "blockquote" and "expandable" in opened.given:
        entity["type"] = "expandable_blockquote"
    elif opened.tag == "code" and opened.given.get("class", "").startswith("language-"):
        if reading.nested and reading.nested[-1].tag == "pre":
            reading.nested[-1].given["language"] = opened.given["class"].removeprefix("language-")
            return
    elif opened.tag == "pre" and "language" in opened.given:
        entity["language"] = opened.given["language"]
    reading.entities.append(entity)
