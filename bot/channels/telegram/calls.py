"""What is to be said, as calls of the Bot API: plain values, built once and stored until they are sent."""

from typing import Any

from bot.channels.channel import Call
from bot.channels.telegram.hypertext import (
    LONGEST_CAPTION,
    LONGEST_NOTE,
    LONGEST_TEXT,
    as_html,
    shortened,
)
from bot.channels.telegram.media import AS_A_FILE, PLACES, method_for
from bot.markup import plain
from bot.messages import Acknowledgement, Button, Message

_LONGEST_DATA = 64  # bytes
_INLINE = {"inline_keyboard"}  # the only keyboard that a changed message may have

Payload = dict[str, Any]


def compose(address: int, message: Message) -> Call:
    """The call that says `message`: sendMessage, what shows its file best, or editMessageText where one is replaced.

    Telegram shows one keyboard a message. Where several are asked for, the key that shares a contact comes
    before buttons, and buttons before putting a key away. A file or a key cannot take another message's
    place, so such a message is sent anew. Raises ValueError for a button that carries too much.
    """
    payload: Payload = {"chat_id": address}
    if message.attachment is not None:
        payload |= _text("caption", message.text, LONGEST_CAPTION) if message.text else {}
        return Call(method_for(message.attachment.content), payload | _keyboard(message), message.attachment)
    payload |= _text("text", message.text, LONGEST_TEXT)
    payload["link_preview_options"] = {"is_disabled": True}
    payload |= _keyboard(message)
    if message.replaces is None or payload.get("reply_markup", {}).keys() - _INLINE:
        return Call("sendMessage", payload)
    return Call("editMessageText", payload | {"message_id": message.replaces})


def acknowledge(acknowledgement: Acknowledgement) -> Call:
    """The call that answers a tap."""
    payload: Payload = {"callback_query_id": acknowledgement.tap_id}
    if acknowledgement.text:
        payload["text"] = shortened(plain(acknowledgement.text), LONGEST_NOTE)
        payload["show_alert"] = acknowledgement.alert
    return Call("answerCallbackQuery", payload)


def anew(call: Call) -> Call:
    """The call that sends what could not be changed in place, or shown; other calls stay as they are."""
    if call.method in PLACES:
        return Call(AS_A_FILE, call.payload, call.attachment)
    if call.method != "editMessageText":
        return call
    payload = {name: value for name, value in call.payload.items() if name != "message_id"}
    return Call("sendMessage", payload, call.attachment)


def _text(name: str, text: str, longest: int) -> Payload:
    return {name: as_html(shortened(text, longest)), "parse_mode": "HTML"}


def _keyboard(message: Message) -> Payload:
    if message.contact_button:
        key = {"text": plain(message.contact_button), "request_contact": True}
        return {"reply_markup": {"keyboard": [[key]], "resize_keyboard": True, "one_time_keyboard": True}}
    if message.buttons:
        rows = [[_button(button) for button in row] for row in message.buttons]
        return {"reply_markup": {"inline_keyboard": rows}}
    if message.closes_keyboard:
        return {"reply_markup": {"remove_keyboard": True}}
    return {}


def _button(button: Button) -> Payload:
    if not 1 <= len(button.data.encode()) <= _LONGEST_DATA:
        raise ValueError(f"a button carries 1 to {_LONGEST_DATA} bytes, not {button.data!r}")
    return {"text": plain(button.label), "callback_data": button.data}
