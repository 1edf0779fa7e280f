"""Which updates call for an answer, and in which chat: told from the update alone, not by the bot."""

from collections.abc import Mapping
from typing import Any

Update = Mapping[str, Any]

ASKED_FOR = ("callback_query", "my_chat_member", "edited_message", "message", "channel_post")
SILENT = (
    "my_chat_member",  # blocked, unblocked, added to a group
    "channel_post",  # nobody's chat
)
"""Of these, kinds to which nothing is said."""


def private_chat(kind: str, content: Any) -> int | None:
    """The private chat in which somebody did something that calls for an answer; None where nothing does.

    Nothing is said besides in groups and channels, and where a place that is shared for a while goes on moving.
    """
    if kind in SILENT or not isinstance(content, dict):
        return None
    message = content.get("message") if kind == "callback_query" else content
    if kind == "callback_query" and not message:
        home = content.get("from")
    else:
        home = message.get("chat") if isinstance(message, dict) else None
    if not isinstance(home, dict) or type(home.get("id")) is not int:
        return None
    if kind != "callback_query" and isinstance(home.get("type"), str) and home["type"] != "private":
        return None
    if kind == "edited_message" and content.get("location") is not None:
        return None
    number: int = home["id"]
    return number


def to_be_answered(update: Update) -> set[int]:
    """The private chats of which one has to be answered; where the update may be taken for a silent one, none."""
    chats = [private_chat(kind, update[kind]) for kind in ASKED_FOR if update.get(kind)]
    return set() if None in chats else {chat for chat in chats if chat is not None}


def tap_of(update: Update) -> str:
    """The id of a tap that may be acknowledged."""
    tap = update.get("callback_query")
    number = tap.get("id") if isinstance(tap, dict) else None
    return number if isinstance(number, str) else ""
