"""Viewers: what somebody with a phone sees, and how what they say reaches the bot."""

from typing import Any

from bot.phone.accounts import Account
from bot.phone.callbacks import Toast
from bot.phone.chats import Standing
from bot.phone.conversations import Conversation
from bot.phone.files import StoredFile
from bot.phone.groups import Group
from bot.phone.keyboards import Keyboard
from bot.phone.messages import Message
from bot.phone.profile import Commands
from bot.phone.world import World


class CannotDo(Exception):
    """Nobody could do this with a real phone: a button that is not there, a text without a letter."""


class Viewer:
    """Somebody's phone, as they see it."""

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
