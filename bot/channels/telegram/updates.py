"""Updates as they come in: which we ask for, their number, and the chat each belongs to."""

from typing import Any

from bot.channels.channel import Incomprehensible, Update
from bot.channels.telegram.reading import storable
from bot.channels.telegram.shapes import is_number

UNDERSTOOD = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update we ask Telegram for."""

_OF_A_CHAT = ("my_chat_member", "edited_message", "message", "channel_post")


def received(raw: Any) -> Update:
    """An update with its number and its chat, fit to be kept. Raises Incomprehensible where it has no number."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    if not is_number(number):
        raise Incomprehensible("an update without a number")
    return Update(number, address_of(raw), storable(raw))


def address_of(raw: dict[str, Any]) -> int | None:
    """The chat an update belongs to; whose tap it was where the message is gone; None where there is none."""
    if not (tap := raw.get("callback_query")):
        return _within(next(filter(None, map(raw.get, _OF_A_CHAT)), None), "chat")
    message = tap.get("message") if isinstance(tap, dict) else None
    return _within(message, "chat") if message else _within(tap, "from")


def _within(value: Any, name: str) -> int | None:
    named = value.get(name) if isinstance(value, dict) else None
    number = named.get("id") if isinstance(named, dict) else None
    return number if is_number(number) else None
