"""Messages, as they stand in a chat at this moment."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.phone.accounts import Account
from bot.phone.chats import Chat
from bot.phone.entities import Entity
from bot.phone.files import StoredFile
from bot.phone.keyboards import InlineKeyboard, Markup, Rows


@dataclass(slots=True, eq=False)
class Message:
    """One message. ``content`` is the part of the Bot API's Message that says what it is: text, photo, contact ..."""

    id: int
    chat: Chat
    sender: Account
    date: datetime
    content: dict[str, Any]
    markup: Markup | None = None
    reply_to: "Message | None" = None
    forward_origin: dict[str, Any] | None = None
    file: StoredFile | None = None
    edit_date: datetime | None = None
    reactions: list[str] = field(default_factory=list)
    version: int = 0
    """The phone's change at which it last changed: larger is later."""
    deleted: bool = False

    @property
    def text(self) -> str:
        """What is written: the text, or the caption of a picture or file."""
        said: str = self.content.get("text") or self.content.get("caption") or ""
        return said

    @property
    def entities(self) -> list[Entity]:
        """How it is formatted, offsets in UTF-16 units."""
        found: list[Entity] = self.content.get("entities") or self.content.get("caption_entities") or []
        return found

    @property
    def from_bot(self) -> bool:
        """Whether the bot wrote it."""
        return self.sender.is_bot

    @property
    def edited(self) -> bool:
        """Whether its text was changed after it was sent."""
        return self.edit_date is not None

    @property
    def buttons(self) -> Rows:
        """The buttons under it, row by row."""
        return self.markup.rows if isinstance(self.markup, InlineKeyboard) else []

    def as_json(self, *, quoting: bool = True) -> dict[str, Any]:
        """Message; ``quoting`` adds the message it replies to, one level deep as Telegram does."""
        said: dict[str, Any] = {
            "message_id": self.id,
            "from": self.sender.as_json(),
            "chat": self.chat.as_json(),
            "date": int(self.date.timestamp()),
        }
        if self.forward_origin:
            said["forward_origin"] = self.forward_origin
        if self.edit_date:
            said["edit_date"] = int(self.edit_date.timestamp())
        if self.reply_to is not None and quoting:
            said["reply_to_message"] = self.reply_to.as_json(quoting=False)
        said.update(self.content)
        if isinstance(self.markup, InlineKeyboard):
            said["reply_markup"] = self.markup.as_json()
        return said
