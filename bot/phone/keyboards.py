"""Keyboards: buttons under a message, and the one that stands in for the keys of a person's phone."""

from dataclasses import dataclass
from typing import Any

from bot.phone.parameters import Declaration
from bot.phone.refusals import BadRequest
from bot.phone.table import OBJECTS

_ROW = 8
_ALL = 100
_STYLES = {"primary", "success", "danger"}


@dataclass(frozen=True, slots=True)
class Button:
    """One button: under a message it carries data or a link, on a keyboard it writes its text or shares something."""

    text: str
    data: str | None = None
    url: str | None = None
    copies: str | None = None
    shares_contact: bool = False
    shares_location: bool = False
    style: str | None = None


Rows = list[list[Button]]


@dataclass(frozen=True, slots=True)
class InlineKeyboard:
    """Buttons under a message."""

    rows: Rows

    def as_json(self) -> dict[str, Any]:
        """InlineKeyboardMarkup."""
        return {"inline_keyboard": [[_inline_json(button) for button in row] for row in self.rows]}


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Buttons in place of the phone's keys."""

    rows: Rows
    one_time: bool = False
    placeholder: str = ""


@dataclass(frozen=True, slots=True)
class RemoveKeyboard:
    """Take the keyboard away."""


@dataclass(frozen=True, slots=True)
class ForceReply:
    """Open a reply to this message in the person's phone."""

    placeholder: str = ""


Markup = InlineKeyboard | Keyboard | RemoveKeyboard | ForceReply


def _inline_json(button: Button) -> dict[str, Any]:
    said: dict[str, Any] = {"text": button.text}
    if button.data is not None:
        said["callback_data"] = button.data
    if button.url is not None:
        said["url"] = button.url
    if button.copies is not None:
        said["copy_text"] = {"text": button.copies}
    if button.style is not None:
        said["style"] = button.style
    return said


def read_markup(given: dict[str, Any] | None) -> Markup | None:
    """What ``reply_markup`` asks for. Raises BadRequest with Telegram's texts."""
    if not given:
        return None
    if "inline_keyboard" in given:
        return read_inline(given)
    if "keyboard" in given:
        said = OBJECTS["ReplyKeyboardMarkup"].read({**given, "keyboard": []})
        rows = _rows(given["keyboard"], _key)
        if not rows:
            raise BadRequest("reply keyboard must be non-empty")
        placeholder = said.get("input_field_placeholder", "")
        return Keyboard(rows, bool(said.get("one_time_keyboard")), placeholder)
    if "remove_keyboard" in given:
        OBJECTS["ReplyKeyboardRemove"].read(given)
        return RemoveKeyboard()
    if "force_reply" in given:
        said = OBJECTS["ForceReply"].read(given)
        return ForceReply(said.get("input_field_placeholder", ""))
    raise BadRequest("object expected as reply markup")


def read_inline(given: dict[str, Any] | None) -> InlineKeyboard | None:
    """Buttons under a message; none at all for an empty keyboard. Raises BadRequest with Telegram's texts."""
    if not given:
        return None
    if "inline_keyboard" not in given:
        raise BadRequest("inline keyboard expected")
    OBJECTS["InlineKeyboardMarkup"].read({**given, "inline_keyboard": []})
    rows = _rows(given["inline_keyboard"], _inline)
    return InlineKeyboard(rows) if rows else None


def _rows(given: Any, read: Any) -> Rows:
    if not isinstance(given, list) or any(not isinstance(row, list) for row in given):
        raise BadRequest("can't parse reply keyboard markup JSON object")
    rows: Rows = [[read(button) for button in row] for row in given if row]
    if any(len(row) > _ROW for row in rows) or sum(map(len, rows)) > _ALL:
        raise BadRequest("REPLY_MARKUP_TOO_LONG")
    return rows


def _read(declaration: Declaration, given: Any, where: str) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise BadRequest(f"can't parse {where}: Object expected")
    if not isinstance(given.get("text"), str) or not given["text"].strip():
        raise BadRequest(f'can\'t parse {where}: Field "text" must be of type String')
    said = declaration.read(given)
    if "style" in said and said["style"] not in _STYLES:
        raise BadRequest(f"can't parse {where}: invalid button style specified")
    return said


def _key(given: Any) -> Button:
    if isinstance(given, str):
        given = {"text": given}
    said = _read(OBJECTS["KeyboardButton"], given, "keyboard button")
    return Button(
        said["text"],
        shares_contact=bool(said.get("request_contact")),
        shares_location=bool(said.get("request_location")),
        style=said.get("style"),
    )


def _inline(given: Any) -> Button:
    where = "inline keyboard button"
    said = _read(OBJECTS["InlineKeyboardButton"], given, where)
    actions = [name for name in ("callback_data", "url", "copy_text") if name in said]
    if not actions:
        raise BadRequest(f"can't parse {where}: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise BadRequest(f"can't parse {where}: exactly one action is allowed, found {', '.join(actions)}")
    data, url = said.get("callback_data"), said.get("url")
    if data is not None and not 1 <= len(data.encode()) <= 64:
        raise BadRequest("BUTTON_DATA_INVALID")
    if url is not None and not url.startswith(("https://", "http://", "tg://")):
        raise BadRequest(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    copies = said.get("copy_text", {}).get("text") if "copy_text" in said else None
    return Button(said["text"], data, url, copies, style=said.get("style"))
