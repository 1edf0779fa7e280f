"""Conversations: the messages of a chat, in order, and what the person's phone shows beside them."""

from bot.phone.chats import Chat
from bot.phone.keyboards import ForceReply, Keyboard, RemoveKeyboard
from bot.phone.messages import Message


class Conversation:
    """One chat's messages by id. Ids count from 1 in each chat."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat
        self.messages: dict[int, Message] = {}
        self.keyboard: Keyboard | None = None
        self.force_reply: Message | None = None
        self.unread = 0
        """How many of the bot's messages came in since somebody looked."""
        self._last_id = 0

    def go_on_after(self, message_id: int) -> None:
        """Number further messages beyond this one: an earlier phone had all up to it."""
        self._last_id = max(self._last_id, message_id)

    def next_id(self) -> int:
        """An id no message of this chat has had."""
        self._last_id += 1
        return self._last_id

    def add(self, message: Message) -> None:
        """Show a message at the end, and the keyboard it brings."""
        self.messages[message.id] = message
        match message.markup:
            case Keyboard():
                self.keyboard = message.markup
            case RemoveKeyboard():
                self.keyboard = None
            case ForceReply():
                self.force_reply = message
        if message.from_bot:
            self.unread += 1
        else:
            self.force_reply = None
            self.unread = 0

    def delete(self, message: Message) -> None:
        """Take a message away for everyone."""
        message.deleted = True
        self.unread = min(self.unread, len(self.messages) - 1)
        del self.messages[message.id]

    @property
    def last(self) -> Message | None:
        """The newest message."""
        return next(reversed(self.messages.values()), None)
