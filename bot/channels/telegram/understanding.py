"""What an update means: one thing that one person did in one chat."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, Update, User

from bot.channels.channel import Incomprehensible
from bot.channels.telegram.contents import contents
from bot.channels.telegram.shapes import is_number, number, optional_text, text
from bot.markup import clean
from bot.messages import Act, Heard

NAME = "telegram"

_AWAY = ("left", "kicked")
_ORDINARY = {"message_id", "date", "from", "chat", "text", "entities"}
_COMMAND = re.compile(r"(/\w+)(?:@(\w+))?(?!\S)")


@dataclass(frozen=True)
class Me:
    """The bot itself; its username, without the @, is empty until Telegram has told it."""

    id: int
    username: str = ""


def understand(payload: dict[str, Any], received_at: datetime, me: Me) -> Heard:
    """What a received update means to the bot `me`. Raises Incomprehensible."""
    try:
        if (plain := _plainly(payload, received_at, me)) is not None:
            return plain
        update = Update.de_json(payload, None)
        if update.callback_query is not None:
            return _tap(update.callback_query, received_at)
        if update.my_chat_member is not None:
            return _standing(update.my_chat_member, received_at)
        if update.edited_message is not None:
            return _message(update.edited_message, received_at, me, edited=True)
        if update.message is not None:
            return _message(update.message, received_at, me)
        if update.channel_post is not None:
            return _message(update.channel_post, received_at, me)
    except (TypeError, ValueError, LookupError, AttributeError, OverflowError, OSError) as error:
        raise Incomprehensible(f"{type(error).__name__}: {error}") from error
    raise Incomprehensible("an update of a kind that was not asked for")


def _plainly(payload: dict[str, Any], at: datetime, me: Me) -> Heard | None:
    """A tap or a text in a private chat, read as it stands; None where anything about it is out of the ordinary.

    Nearly all updates are such, and python-telegram-bot's objects of them cost many times as much.
    """
    match payload:
        case {
            "callback_query": {
                "id": str(tap),
                "from": {"id": int(), "is_bot": False, "first_name": str()} as sender,
                "chat_instance": str(),
                "message": {
                    "message_id": int(message),
                    "date": int(date),
                    "chat": {"id": int(chat), "type": str()},
                },
                "data": str(data),
            }
        } if _ordinary(message, date, chat):
            return Heard(NAME, chat, Act.TAP, at, message_id=message, tap_id=tap, data=data, **_named(sender))
        case {
            "message": {
                "message_id": int(message),
                "date": int(date),
                "from": {"id": int(), "is_bot": False, "first_name": str()} as sender,
                "chat": {"id": int(chat), "type": "private"},
                "text": str(written),
            } as content
        } if _ordinary(message, date, chat) and len(payload) == 2 and not content.keys() - _ORDINARY:
            said = _without_my_name(clean(written), me)
            return Heard(NAME, chat, Act.TEXT, at, said, message_id=message, **_named(sender))
    return None


def _ordinary(message: int, date: int, chat: int) -> bool:
    return all(is_number(value) for value in (message, date, chat)) and 0 < date < 2**31


def _named(sender: dict[str, Any]) -> dict[str, Any]:
    first, last = sender["first_name"], optional_text(sender.get("last_name"))
    return {
        "sender_name": clean(f"{first} {last}" if last else first),
        "sender_language": clean(optional_text(sender.get("language_code"))),
    }


def _tap(tap: CallbackQuery, at: datetime) -> Heard:
    chat_id = tap.from_user.id if tap.message is None else tap.message.chat.id
    return Heard(
        NAME,
        number(chat_id),
        Act.TAP,
        at,
        message_id=None if tap.message is None else number(tap.message.message_id),
        tap_id=text(tap.id),
        data=optional_text(tap.data),
        **_sender(tap.from_user),
    )


def _standing(change: ChatMemberUpdated, at: datetime) -> Heard:
    was_away = text(change.old_chat_member.status) in _AWAY
    is_away = text(change.new_chat_member.status) in _AWAY
    if _is_private(change.chat):
        act = Act.BLOCKED if is_away else Act.UNBLOCKED
    else:
        joined = was_away and not is_away and change.chat.type != Chat.CHANNEL
        act = Act.GROUP_JOINED if joined else Act.GROUP_CHATTER
    return Heard(NAME, number(change.chat.id), act, at, **_sender(change.from_user))


def _message(message: Message, at: datetime, me: Me, *, edited: bool = False) -> Heard:
    written = clean(optional_text(message.text if message.text is not None else message.caption))
    replied = message.reply_to_message
    fields = contents(message)
    if not _is_private(message.chat):
        addressed = not edited and message.chat.type != Chat.CHANNEL and _is_addressed(message, written, me)
        fields["act"] = Act.GROUP_ADDRESSED if addressed else Act.GROUP_CHATTER
    elif edited:
        fields["act"] = Act.MOVED if message.location is not None else Act.EDITED
    return Heard(
        NAME,
        number(message.chat.id),
        at=at,
        text=_without_my_name(written, me),
        message_id=number(message.message_id),
        reply_to=None if replied is None else number(replied.message_id),
        **_sender(message.from_user),
        **fields,
    )


def _is_private(chat: Chat) -> bool:
    return text(chat.type) == Chat.PRIVATE


def _is_addressed(message: Message, written: str, me: Me) -> bool:
    if command := _COMMAND.match(written):
        return command[2] is None or command[2].lower() == me.username.lower()
    replied = message.reply_to_message
    if replied is not None and replied.from_user is not None and replied.from_user.id == me.id:
        return True
    mentioned = (name.lower() for name in re.findall(r"(?<!\w)@(\w+)", written))
    return bool(me.username) and me.username.lower() in mentioned


def _without_my_name(written: str, me: Me) -> str:
    """A command as it is in a private chat: `/menu@penggerak_bot` is `/menu`."""
    command = _COMMAND.match(written)
    if command and me.username and (command[2] or "").lower() == me.username.lower():
        return command[1] + written[command.end() :]
    return written


def _sender(user: User | None) -> dict[str, Any]:
    if user is None:
        return {}
    return {
        "sender_name": clean(text(user.full_name)),
        "sender_language": clean(optional_text(user.language_code)),
    }
