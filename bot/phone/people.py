"""People: what somebody with a phone in the hand can do, and what they see."""

from typing import Any

from bot.phone.accounts import Account
from bot.phone.callbacks import CallbackQuery, Toast
from bot.phone.chats import Standing
from bot.phone.conversations import Conversation
from bot.phone.entities import found_entities
from bot.phone.files import StoredFile
from bot.phone.groups import Group
from bot.phone.keyboards import Button, Keyboard
from bot.phone.links import start_payload
from bot.phone.messages import Message
from bot.phone.pictures import sample_picture
from bot.phone.profile import Commands
from bot.phone.world import World

LONGEST_TEXT = 4096


class CannotDo(Exception):
    """Nobody could do this with a real phone: a button that is not there, a text without a letter."""


class Person:
    """Somebody with a phone. Every doing is one or more updates for the bot; nothing here waits, except ``answer``."""

    def __init__(self, world: World, account: Account) -> None:
        self._world = world
        self.account = account
        self._acted = 0

    @property
    def id(self) -> int:
        """The user id, and that of the private chat with the bot."""
        return self.account.id

    @property
    def name(self) -> str:
        """First and last name."""
        return self.account.name

    @property
    def conversation(self) -> Conversation:
        """The private chat with the bot."""
        return self._world.conversations[self.id]

    @property
    def messages(self) -> list[Message]:
        """What the chat with the bot shows now, oldest first."""
        return list(self.conversation.messages.values())

    @property
    def toasts(self) -> list[Toast]:
        """What the phone showed after taps, oldest first; an answer without a text is one too."""
        return self._world.callbacks.toasts[self.id]

    @property
    def keyboard(self) -> Keyboard | None:
        """The keyboard the bot put in place of the phone's keys."""
        return self.conversation.keyboard

    @property
    def commands(self) -> Commands:
        """The menu of commands, in this person's language."""
        return self._world.profile.commands_for(self.account)

    @property
    def has_blocked(self) -> bool:
        """Whether the bot is blocked."""
        return self.conversation.chat.standing is Standing.KICKED

    # What they do

    def write(self, text: str, where: Group | None = None, *, reply_to: Message | None = None) -> Message:
        """Write to the bot, or in a group. A text over 4096 signs goes out in several messages, as from a real phone."""
        text = text.strip()
        if not text:
            raise CannotDo("an empty text cannot be sent")
        parts = [text[start : start + LONGEST_TEXT] for start in range(0, len(text), LONGEST_TEXT)]
        return [self._say(_written(part), where, reply_to) for part in parts][-1]

    def open(self, link: str) -> Message:
        """Open a link to the bot, such as ``https://t.me/<bot>?start=TOKEN``, and press Start."""
        payload = start_payload(link, self._world.bot.username)
        if payload is None:
            raise CannotDo(f"{link} does not lead to @{self._world.bot.username}")
        return self.write(f"/start {payload}")

    def tap(self, button: str | Button, message: Message | None = None) -> CallbackQuery | Message | None:
        """Tap a button: by its text, on this message or the newest that has it, or on the keyboard.

        A ``Button`` seen earlier can be tapped although its message has changed since, as happens on a slow network.
        Returns the tap, the message that was sent instead, or None for a link that leads elsewhere.
        """
        if isinstance(button, str):
            found, message = self._find(button, message)
        else:
            found, message = button, message or self._find(button.text, None)[1]
        if message is None:
            return self._press(found)
        if found.data is not None:
            return self._tap_data(message, found.data)
        if found.url is not None and start_payload(found.url, self._world.bot.username) is not None:
            return self.open(found.url)
        return None

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
        return self._say(_written(text), where, None, forward_origin=origin)

    def edit(self, message: Message, text: str) -> Message:
        """Change the text or caption of one's own message."""
        if message.sender is not self.account or message.deleted:
            raise CannotDo("only one's own messages can be edited")
        changed = _written(text.strip())
        if "text" not in message.content:
            kept = {name: part for name, part in message.content.items() if not name.startswith("caption")}
            changed = {**kept, **{_CAPTION[name]: part for name, part in changed.items()}}
        message.content = changed
        message.edit_date = self._world.clock.now()
        self._world.changed(message)
        self._acted = self._world.changes.version
        self._world.tell_bot("edited_message", message)
        return message

    def block(self) -> None:
        """Block the bot."""
        self._stand(Standing.KICKED)

    def unblock(self) -> None:
        """Let the bot write again."""
        self._stand(Standing.MEMBER)

    def look(self, where: Group | None = None) -> None:
        """Look at the chat: nothing in it is unread any more."""
        conversation = self._in(where)
        if conversation.last is not None and conversation.seen != conversation.last.id:
            conversation.seen = conversation.last.id
            self._world.changes.note("chat", conversation)

    async def answer(self, within: float = 10.0) -> Message:
        """Wait for the bot's answer to what this person did last: a new or a changed message in the private chat.

        Raises TimeoutError after so many seconds.
        """

        def newest() -> Message | None:
            fresh = [
                message for message in self.messages if message.from_bot and message.version > self._acted
            ]
            return max(fresh, key=lambda message: message.version, default=None)

        found = await self._world.changes.until(newest, within)
        assert found is not None  # noqa: S101 - until() returns only what is true
        return found

    # How it is done

    def _in(self, where: Group | None) -> Conversation:
        if where is None:
            return self.conversation
        if self.id not in where.chat.members:
            raise CannotDo(f"{self.name} is not in {where.chat.title}")
        return where.conversation

    def _say(
        self,
        content: dict[str, Any],
        where: Group | None,
        reply_to: Message | None,
        file: StoredFile | None = None,
        forward_origin: dict[str, Any] | None = None,
    ) -> Message:
        conversation = self._in(where)
        if where is None:
            if self.has_blocked:
                raise CannotDo(f"{self.name} has blocked the bot")
            conversation.chat.started = True
        message = self._world.post(
            conversation, self.account, content, reply_to=reply_to, file=file, forward_origin=forward_origin
        )
        self._acted = self._world.changes.version
        self._world.tell_bot("message", message)
        return message

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
        content = file.content()
        if caption:
            content |= {_CAPTION[name]: part for name, part in _written(caption).items()}
        return self._say(content, where, reply_to, file)

    def _find(self, text: str, message: Message | None) -> tuple[Button, Message | None]:
        for shown in [message] if message else reversed(self.messages):
            for row in shown.buttons:
                for button in row:
                    if button.text == text:
                        return button, shown
        if message is None and self.keyboard:
            for row in self.keyboard.rows:
                for button in row:
                    if button.text == text:
                        return button, None
        raise CannotDo(f"no button {text!r} in the chat of {self.name}")

    def _press(self, key: Button) -> Message:
        if key.shares_contact:
            return self.send_contact()
        if key.shares_location:
            return self.send_location(-6.1754, 106.8272)
        return self.write(key.text)

    def _tap_data(self, message: Message, data: str) -> CallbackQuery:
        query = self._world.callbacks.add(self.account, message, data, self._world.clock.now())
        self._acted = self._world.changes.version
        payload = {
            "id": query.id,
            "from": self.account.as_json(),
            "message": message.as_json(),
            "chat_instance": str(message.chat.id * 7919),
            "data": data,
        }
        self._world.updates.put("callback_query", payload, message.chat.id)
        return query

    def _stand(self, standing: Standing) -> None:
        chat = self.conversation.chat
        old, chat.standing = chat.standing, standing
        if old is not standing:
            self._world.tell_standing(chat, self.account, old)


_CAPTION = {"text": "caption", "entities": "caption_entities"}


def _written(text: str) -> dict[str, Any]:
    content: dict[str, Any] = {"text": text}
    if entities := found_entities(text):
        content["entities"] = entities
    return content
