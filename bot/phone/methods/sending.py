"""Methods that put a new message into a chat."""

from typing import Any

from bot.phone.files import PHOTO_LIMIT, UPLOAD_LIMIT, StoredFile
from bot.phone.keyboards import InlineKeyboard, read_markup
from bot.phone.messages import Message
from bot.phone.methods.texts import read_caption, read_text
from bot.phone.parameters import Given, Upload
from bot.phone.refusals import BadRequest, Refusal
from bot.phone.table import OBJECTS
from bot.phone.world import World

ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def _post(world: World, given: Given, content: dict[str, Any], file: StoredFile | None = None) -> Message:
    conversation = world.addressed(given["chat_id"])
    markup = read_markup(given.get("reply_markup"))
    reply_to = None
    if "reply_parameters" in given:
        asked = OBJECTS["ReplyParameters"].read(given["reply_parameters"])
        reply_to = conversation.messages.get(asked["message_id"])
        if reply_to is None and not asked.get("allow_sending_without_reply"):
            raise BadRequest("message to be replied not found")
    return world.post(conversation, world.bot, content, markup, reply_to, file)


def send_message(world: World, given: Given) -> Any:
    """A text."""
    if "link_preview_options" in given:
        OBJECTS["LinkPreviewOptions"].read(given["link_preview_options"])
    return _post(world, given, read_text(given)).as_json()


def send_photo(world: World, given: Given) -> Any:
    """A picture."""
    return _send_file(world, given, "photo")


def send_document(world: World, given: Given) -> Any:
    """A file."""
    return _send_file(world, given, "document")


def send_audio(world: World, given: Given) -> Any:
    """A piece of music or speech, in the player."""
    return _send_file(world, given, "audio")


def send_video(world: World, given: Given) -> Any:
    """A film."""
    return _send_file(world, given, "video")


def send_voice(world: World, given: Given) -> Any:
    """A voice message."""
    return _send_file(world, given, "voice")


def _send_file(world: World, given: Given, kind: str) -> Any:
    caption = read_caption(given)
    world.addressed(given["chat_id"])
    file = _file(world, given[kind], kind, given.get("duration", 0))
    return _post(world, given, {**file.content(), **caption}, file).as_json()


def _file(world: World, given: Upload | str, kind: str, duration: int) -> StoredFile:
    if isinstance(given, Upload):
        if not given.data:
            raise BadRequest("file must be non-empty")
        if len(given.data) > UPLOAD_LIMIT:
            raise Refusal(413, "Request Entity Too Large")
        if kind == "photo" and len(given.data) > PHOTO_LIMIT:
            raise BadRequest("file is too big")
        return world.files.add(
            kind, given.data, name=given.name, mime_type=given.mime_type, duration=duration
        )
    if given.startswith(("http://", "https://")):
        raise BadRequest("failed to get HTTP URL content")
    known = world.files.by_id(given)
    if known is None:
        raise BadRequest("wrong file identifier/HTTP URL specified")
    if known.kind != kind:
        raise BadRequest(f"can't use file of type {known.kind.capitalize()} as {kind.capitalize()}")
    return known


def send_location(world: World, given: Given) -> Any:
    """A place, in degrees."""
    latitude, longitude = given["latitude"], given["longitude"]
    if not -90 <= latitude <= 90 or not -180 <= longitude <= 180:
        raise BadRequest("wrong latitude or longitude specified")
    return _post(world, given, {"location": {"latitude": latitude, "longitude": longitude}}).as_json()


def send_contact(world: World, given: Given) -> Any:
    """A contact."""
    if not given["first_name"]:
        raise BadRequest("contact first name must be non-empty")
    contact = {
        name: given[name] for name in ("phone_number", "first_name", "last_name", "vcard") if name in given
    }
    return _post(world, given, {"contact": contact}).as_json()


def send_chat_action(world: World, given: Given) -> Any:
    """That the bot is writing, for five seconds."""
    conversation = world.addressed(given["chat_id"])
    if given["action"] not in ACTIONS:
        raise BadRequest("wrong parameter action in request")
    world.changes.note("typing", conversation)
    return True


def copy_message(world: World, given: Given) -> Any:
    """A message of another chat as one's own, perhaps with another caption."""
    source = world.message(given["from_chat_id"], given["message_id"], "message to copy not found")
    content = dict(source.content)
    if "caption" in given:
        content = {name: part for name, part in content.items() if not name.startswith("caption")}
        content |= read_caption(given)
    copied = _post(world, given, content, source.file)
    if copied.markup is None and isinstance(source.markup, InlineKeyboard) and source.from_bot:
        copied.markup = source.markup
        world.changed(copied)
    return {"message_id": copied.id}


def forward_message(world: World, given: Given) -> Any:
    """A message of another chat, with its author's name."""
    source = world.message(given["from_chat_id"], given["message_id"], "message to forward not found")
    origin = source.forward_origin or {
        "type": "user",
        "date": int(source.date.timestamp()),
        "sender_user": source.sender.as_json(),
    }
    conversation = world.addressed(given["chat_id"])
    forwarded = world.post(
        conversation, world.bot, dict(source.content), file=source.file, forward_origin=origin
    )
    return forwarded.as_json()
