"""All methods the phone serves, by their names in lower case (Telegram does not mind the case)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.phone.methods import editing, looking, presenting, receiving, sending
from bot.phone.parameters import Declaration, Given
from bot.phone.table import METHODS
from bot.phone.world import World

_CARRIED_OUT: dict[str, Callable[[World, Given], Any]] = {
    "getMe": looking.get_me,
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "setMyCommands": presenting.set_my_commands,
    "getMyCommands": presenting.get_my_commands,
    "deleteMyCommands": presenting.delete_my_commands,
    "setMyName": presenting.setter("name"),
    "getMyName": presenting.getter("name"),
    "setMyDescription": presenting.setter("description"),
    "getMyDescription": presenting.getter("description"),
    "setMyShortDescription": presenting.setter("short_description"),
    "getMyShortDescription": presenting.getter("short_description"),
    "setChatMenuButton": presenting.set_chat_menu_button,
    "getChatMenuButton": presenting.get_chat_menu_button,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendAudio": sending.send_audio,
    "sendVideo": sending.send_video,
    "sendVoice": sending.send_voice,
    "sendLocation": sending.send_location,
    "sendContact": sending.send_contact,
    "sendChatAction": sending.send_chat_action,
    "copyMessage": sending.copy_message,
    "forwardMessage": sending.forward_message,
    "editMessageText": editing.edit_message_text,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "editMessageCaption": editing.edit_message_caption,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "answerCallbackQuery": editing.answer_callback_query,
    "setMessageReaction": editing.set_message_reaction,
    "getFile": looking.get_file,
    "getChat": looking.get_chat,
    "getChatMember": looking.get_chat_member,
    "getChatMemberCount": looking.get_chat_member_count,
    "leaveChat": looking.leave_chat,
}


@dataclass(frozen=True, slots=True)
class Method:
    """One method: what it may be given, and what it does."""

    name: str
    declaration: Declaration
    carry_out: Callable[[World, Given], Any]
    """Gives the ``result``, or an awaitable of it. Raises Refusal."""
    is_paced: bool
    """Whether it counts towards Telegram's limits on sending."""


SERVED: dict[str, Method] = {
    name.lower(): Method(
        name,
        METHODS[name],
        carry_out,
        name.startswith(("send", "edit", "copy", "forward")) and name != "sendChatAction",
    )
    for name, carry_out in _CARRIED_OUT.items()
}
