"""Groups: several people, and perhaps the bot."""

from bot.phone.accounts import Account
from bot.phone.chats import Chat, Standing
from bot.phone.conversations import Conversation
from bot.phone.messages import Message
from bot.phone.world import World


class Group:
    """A group chat, as its people see it."""

    def __init__(self, world: World, chat: Chat) -> None:
        self._world = world
        self.chat = chat

    @property
    def id(self) -> int:
        """The chat id: negative, and beyond 32 bits."""
        return self.chat.id

    @property
    def conversation(self) -> Conversation:
        """The messages of the group."""
        return self._world.conversations[self.chat.id]

    @property
    def messages(self) -> list[Message]:
        """What the group shows now, oldest first."""
        return list(self.conversation.messages.values())

    def add_bot(self, by: Account) -> None:
        """Somebody adds the bot: ``my_chat_member``, and a message that says so."""
        self._stand(Standing.MEMBER, by)
        told = self._world.post(self.conversation, by, {"new_chat_members": [self._world.bot.as_json()]})
        self._world.tell_bot("message", told)

    def remove_bot(self, by: Account) -> None:
        """Somebody throws the bot out: ``my_chat_member``."""
        self._stand(Standing.KICKED, by)

    def _stand(self, standing: Standing, by: Account) -> None:
        old, self.chat.standing = self.chat.standing, standing
        self._world.tell_standing(self.chat, by, old)
