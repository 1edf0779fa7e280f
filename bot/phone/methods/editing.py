"""Methods that change or take away what is in a chat, and that answer taps."""

from datetime import timedelta
from typing import Any

from bot.phone.callbacks import Toast
from bot.phone.keyboards import InlineKeyboard, read_inline
from bot.phone.messages import Message
from bot.phone.methods.texts import read_caption, read_text
from bot.phone.parameters import Given
from bot.phone.refusals import BadRequest
from bot.phone.table import OBJECTS
from bot.phone.world import World

DELETABLE = timedelta(hours=48)
LONGEST_TOAST = 200
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


def _own(world: World, given: Given) -> Message:
    if "chat_id" not in given:
        raise BadRequest("chat_id is empty")
    if "message_id" not in given:
        raise BadRequest("message identifier is not specified")
    message = world.message(given["chat_id"], given["message_id"], "message to edit not found")
    if message.sender is not world.bot or not (
        message.markup is None or isinstance(message.markup, InlineKeyboard)
    ):
        raise BadRequest("message can't be edited")
    return message


def _change(world: World, message: Message, content: dict[str, Any], given: Given) -> Any:
    markup = read_inline(given.get("reply_markup"))
    if content == message.content and markup == message.markup:
        raise BadRequest(SAME)
    if content != message.content:
        message.edit_date = world.clock.now()
    message.content = content
    message.markup = markup
    world.changed(message)
    return message.as_json()


def edit_message_text(world: World, given: Given) -> Any:
    """Another text, and other buttons or none."""
    if "link_preview_options" in given:
        OBJECTS["LinkPreviewOptions"].read(given["link_preview_options"])
    content = read_text(given)
    message = _own(world, given)
    if "text" not in message.content:
        raise BadRequest("there is no text in the message to edit")
    return _change(world, message, content, given)


def edit_message_caption(world: World, given: Given) -> Any:
    """Another caption, and other buttons or none."""
    caption = read_caption(given)
    message = _own(world, given)
    if message.file is None:
        raise BadRequest("there is no caption in the message to edit")
    kept = {name: part for name, part in message.content.items() if not name.startswith("caption")}
    return _change(world, message, {**kept, **caption}, given)


def edit_message_reply_markup(world: World, given: Given) -> Any:
    """Other buttons, or none."""
    message = _own(world, given)
    return _change(world, message, message.content, given)


def delete_message(world: World, given: Given) -> Any:
    """Take a message away."""
    message = world.message(given["chat_id"], given["message_id"], "message to delete not found")
    if world.clock.now() - message.date > DELETABLE or (message.chat.is_group and not message.from_bot):
        raise BadRequest("message can't be deleted for everyone")
    _delete(world, message)
    return True


def delete_messages(world: World, given: Given) -> Any:
    """Take several messages away; those that are not there are passed over."""
    conversation = world.addressed(given["chat_id"])
    if not 1 <= len(given["message_ids"]) <= 100:
        raise BadRequest("too many message identifiers specified")
    for number in given["message_ids"]:
        if message := conversation.messages.get(number):
            _delete(world, message)
    return True


def _delete(world: World, message: Message) -> None:
    world.conversations[message.chat.id].delete(message)
    world.changed(message)


def answer_callback_query(world: World, given: Given) -> Any:
    """Tell somebody who tapped that it was seen."""
    text = given.get("text", "")
    if len(text) > LONGEST_TOAST:
        raise BadRequest("MESSAGE_TOO_LONG")
    toast = Toast(text, given.get("show_alert", False), given.get("url", ""))
    query = world.callbacks.answer(given["callback_query_id"], toast, world.clock.now())
    world.changes.note("toast", query)
    return True


def set_message_reaction(world: World, given: Given) -> Any:
    """Put an emoji on a message, or take it away."""
    message = world.message(given["chat_id"], given["message_id"], "message to react not found")
    reactions = given.get("reaction", [])
    if len(reactions) > 1 or any(one.get("type") != "emoji" or not one.get("emoji") for one in reactions):
        raise BadRequest("REACTION_INVALID")
    message.reactions = [one["emoji"] for one in reactions]
    world.changed(message)
    return True
