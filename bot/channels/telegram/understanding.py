"""What an update means: one thing that one person did in one chat."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, Update, User

from bot.channels.channel import Incomprehensible
from bot.channels.telegram.contents import contents
from bot.channels.telegram.shapes import number, optional_text, text
from bot.markup import clean
from bot.messages import Act, Heard

NAME = "telegram"

_AWAY = ("left", "kicked")
_COMMAND = re.compile(r"(/\w+)(?:@(\w+))?(?!\S)")


@dataclass(frozen=True)
class Me:
    """The bot itself; its username, without the @, is empty until Telegram has told it."""

    id: int
    username: str = ""


def understand(payload: dict[str, Any], received_at: datetime, me: Me) -> Heard:
    """What a received update means to the bot `me`. Raises Incomprehensible."""
    try:
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
