"""What a message carries besides its text: files, contacts, places."""

from typing import Any

from telegram import Animation, Audio, Document, Message, PhotoSize, Video, VideoNote, Voice

from bot.channels.telegram.shapes import degrees, number, optional_text, text
from bot.markup import clean
from bot.messages import Act, SentFile, SharedContact

Media = Animation | Audio | Document | PhotoSize | Video | VideoNote | Voice

_FILES = {
    "voice": (Act.VOICE, "voice.ogg", "audio/ogg"),
    "audio": (Act.VOICE, "audio.mp3", "audio/mpeg"),
    "video": (Act.VIDEO, "video.mp4", "video/mp4"),
    "video_note": (Act.VIDEO, "video.mp4", "video/mp4"),
    "animation": (Act.VIDEO, "animation.mp4", "video/mp4"),  # before documents: Telegram repeats it as one
    "document": (Act.DOCUMENT, "document", "application/octet-stream"),
}
"""For each kind of file: the act, and the name and media type where Telegram gives none."""


def contents(message: Message) -> dict[str, Any]:
    """The fields of Heard that the message's content fills. Raises TypeError for a bent shape."""
    if message.text is not None:
        return {"act": Act.TEXT}
    if message.contact is not None:
        sender = message.from_user
        own = sender is not None and message.contact.user_id == sender.id
        phone = clean(text(message.contact.phone_number))
        return {"act": Act.CONTACT, "contact": SharedContact(phone, own)}
    if message.location is not None:  # a venue has one as well
        place = (degrees(message.location.latitude), degrees(message.location.longitude))
        return {"act": Act.LOCATION, "location": place}
    if message.sticker is not None:
        return {"act": Act.STICKER}
    return _file(message)


def _file(message: Message) -> dict[str, Any]:
    if message.photo:
        largest = max(message.photo, key=lambda size: number(size.width) * number(size.height))
        return _sent(Act.PHOTO, largest, "photo.jpg", "image/jpeg")
    for kind, (act, name, media_type) in _FILES.items():
        if (media := getattr(message, kind)) is not None:
            return _sent(act, media, name, media_type)
    return {"act": Act.OTHER}


def _sent(act: Act, media: Media, name: str, media_type: str) -> dict[str, Any]:
    given_name = clean(optional_text(getattr(media, "file_name", None)))
    given_type = optional_text(getattr(media, "mime_type", None))
    size = number(media.file_size or 0)
    return {
        "act": act,
        "file": SentFile(text(media.file_id), given_name or name, given_type or media_type, size),
    }
