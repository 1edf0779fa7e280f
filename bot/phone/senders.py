"""Senders: everything that can be sent from a phone."""

from typing import Any

from bot.phone.accounts import Account
from bot.phone.entities import found_entities
from bot.phone.groups import Group
from bot.phone.messages import Message
from bot.phone.pictures import sample_picture
from bot.phone.viewers import CannotDo, Viewer

LONGEST_TEXT = 4096
_CAPTION = {"text": "caption", "entities": "caption_entities"}


def written(text: str) -> dict[str, Any]:
    """The content of a text as a person writes it: without formatting, but with what Telegram finds of itself."""
    content: dict[str, Any] = {"text": text}
    if entities := found_entities(text):
        content["entities"] = entities
    return content


def captioned(text: str) -> dict[str, Any]:
    """The same below a picture or a file."""
    return {_CAPTION[name]: part for name, part in written(text).items()} if text else {}


class Sender(Viewer):
    """Somebody who sends. Every message is an update for the bot."""

    def write(self, text: str, where: Group | None = None, *, reply_to: Message | None = None) -> Message:
        """Write to the bot, or in a group. A text over 4096 signs goes out in several messages, as from a real phone."""
        text = text.strip()
        if not text:
            raise CannotDo("an empty text cannot be sent")
        parts = [text[start : start + LONGEST_TEXT] for start in range(0, len(text), LONGEST_TEXT)]
        return [self._say(written(part), where, reply_to) for part in parts][-1]

    def send_photo(
        self,
        data: bytes | None = None,
        caption: str = "",
        where: Group | None = None,
        *,
        reply_to: Message | None = None,
    ) -> Message:
        """Send a picture; a sample one if none is given."""
        picture = data if data is not None else sample_picture()
        return self._send("photo", picture, "", "image/jpeg", caption, where, reply_to)

    def send_document(
        self,
        name: str,
        data: bytes,
        caption: str = "",
        where: Group | None = None,
        *,
        mime_type: str = "",
        reply_to: Message | None = None,
    ) -> Message:
        """Send a file."""
        return self._send("document", data, name, mime_type, caption, where, reply_to)

    def send_voice(self, seconds: int = 3, where: Group | None = None) -> Message:
        """Send a voice message (silence in an Ogg wrapper's first bytes; nobody listens)."""
        file = self._world.files.add("voice", b"OggS" + bytes(64), mime_type="audio/ogg", duration=seconds)
        return self._say(file.content(), where, None, file)

    def send_audio(self, name: str = "lagu.mp3", seconds: int = 60) -> Message:
        """Send a piece of music."""
        file = self._world.files.add(
            "audio", b"ID3" + bytes(64), name=name, mime_type="audio/mpeg", duration=seconds
        )
        return self._say(file.content(), None, None, file)

    def send_video(self, name: str = "video.mp4", seconds: int = 5) -> Message:
        """Send a film."""
        file = self._world.files.add(
            "video", b"\0\0\0\x18ftyp" + bytes(64), name=name, mime_type="video/mp4", duration=seconds
        )
        return self._say(file.content(), None, None, file)

    def send_sticker(self, emoji: str = "👍", where: Group | None = None) -> Message:
        """Send a sticker."""
        file = self._world.files.add("sticker", b"RIFF" + bytes(64), name=emoji, mime_type="image/webp")
        return self._say(file.content(), where, None, file)

    def send_location(self, latitude: float, longitude: float, *, reply_to: Message | None = None) -> Message:
        """Share a place, in degrees."""
        return self._say({"location": {"latitude": latitude, "longitude": longitude}}, None, reply_to)

    def send_contact(
        self,
        *,
        own: bool = True,
        phone_number: str = "",
        name: str = "",
        of: Account | None = None,
        reply_to: Message | None = None,
    ) -> Message:
        """Share a contact: one's own, somebody's who is on Telegram (``of``), or just a number and a name.

        As in Telegram, the number has no plus, and ``user_id`` is there only when the contact has an account.
        """
        whose = self.account if own else of
        number = phone_number or (whose.phone_number if whose else "")
        if not number:
            raise CannotDo(f"{name or self.name} has no phone number to share")
        contact: dict[str, Any] = {"phone_number": "".join(filter(str.isdigit, number))}
        contact["first_name"] = name or (whose.first_name if whose else "Kontak")
        if whose is not None:
            contact["user_id"] = whose.id
            if whose.last_name and not name:
                contact["last_name"] = whose.last_name
        return self._say({"contact": contact}, None, reply_to)

    def forward(self, text: str, author: Account | str, where: Group | None = None) -> Message:
        """Forward what somebody else wrote; an author given by name has hidden their account."""
        date = int(self._world.clock.now().timestamp())
        origin: dict[str, Any] = {"type": "hidden_user", "date": date, "sender_user_name": author}
        if isinstance(author, Account):
            origin = {"type": "user", "date": date, "sender_user": author.as_json()}
        return self._say(written(text), where, None, forward_origin=origin)

    def _send(
        self,
        kind: str,
        data: bytes,
        name: str,
        mime_type: str,
        caption: str,
        where: Group | None,
        reply_to: Message | None,
    ) -> Message:
        file = self._world.files.add(kind, data, name=name, mime_type=mime_type)
        content = file.content() | captioned(caption)
        return self._say(content, where, reply_to, file)
