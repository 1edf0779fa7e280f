"""The world of one phone: its people's accounts, chats, messages, files and updates."""

from pathlib import Path
from typing import Any

from bot.clock import Clock
from bot.phone.accounts import Account
from bot.phone.callbacks import Callbacks
from bot.phone.changes import Changes
from bot.phone.chats import Chat, Standing
from bot.phone.conversations import Conversation
from bot.phone.files import Files, StoredFile
from bot.phone.keyboards import Markup
from bot.phone.messages import Message
from bot.phone.polling import Polling
from bot.phone.profile import Profile
from bot.phone.refusals import BadRequest, Forbidden
from bot.phone.updates import Updates
from bot.phone.webhooks import Webhook


class World:
    """Everything there is, held in memory (files in a folder if one is given)."""

    def __init__(
        self, bot: Account, clock: Clock, *, reads_groups: bool = False, files: Path | None = None
    ) -> None:
        self.bot = bot
        self.clock = clock
        self.reads_groups = reads_groups
        self.accounts: dict[int, Account] = {bot.id: bot}
        self.conversations: dict[int, Conversation] = {}
        self.files = Files(files)
        self.callbacks = Callbacks()
        self.profile = Profile()
        self.changes = Changes()
        self.updates = Updates(clock, self.changes)
        self.polling = Polling(self.updates, self.changes)
        self.webhook = Webhook(self.updates, self.changes, clock)

    def add_chat(self, chat: Chat) -> Conversation:
        """A new, empty chat."""
        conversation = self.conversations[chat.id] = Conversation(chat)
        self.changes.note("chat", conversation)
        return conversation

    def addressed(self, chat_id: int | str) -> Conversation:
        """The chat the bot wants to write to.

        Raises BadRequest when the bot cannot know it, Forbidden when it may not write there.
        """
        conversation = self.conversations.get(chat_id) if isinstance(chat_id, int) else None
        if conversation is None:
            raise BadRequest("chat not found")
        chat = conversation.chat
        if chat.is_group:
            _refuse_outsider(chat)
            return conversation
        if chat.person.deactivated:
            raise Forbidden("user is deactivated")
        if chat.standing is Standing.KICKED:
            raise Forbidden("bot was blocked by the user")
        if not chat.started:
            if self._met_in_a_group(chat.id):
                raise Forbidden("bot can't initiate conversation with a user")
            raise BadRequest("chat not found")
        return conversation

    def _met_in_a_group(self, person_id: int) -> bool:
        return any(
            person_id in conversation.chat.members and conversation.chat.standing is Standing.MEMBER
            for conversation in self.conversations.values()
            if conversation.chat.is_group
        )

    def message(self, chat_id: int | str, message_id: int, missing: str) -> Message:
        """A message of a chat the bot may write to. Raises BadRequest(missing) when there is none."""
        message = self.addressed(chat_id).messages.get(message_id)
        if message is None:
            raise BadRequest(missing)
        return message

    def post(
        self,
        conversation: Conversation,
        sender: Account,
        content: dict[str, Any],
        markup: Markup | None = None,
        reply_to: Message | None = None,
        file: StoredFile | None = None,
        forward_origin: dict[str, Any] | None = None,
    ) -> Message:
        """Put a new message at the end of a chat."""
        message = Message(
            id=conversation.next_id(),
            chat=conversation.chat,
            sender=sender,
            date=self.clock.now(),
            content=content,
            markup=markup,
            reply_to=reply_to,
            file=file,
            forward_origin=forward_origin,
        )
        conversation.add(message)
        self.changed(message)
        return message

    def changed(self, message: Message) -> None:
        """A message is new, or looks different from now on."""
        message.version = self.changes.version + 1
        self.changes.note("message", message)

    def tell_bot(self, kind: str, message: Message) -> None:
        """A person wrote or edited: an update, unless the bot's privacy in groups keeps it from seeing it."""
        if not message.chat.is_group or self._may_read(message):
            self.updates.put(kind, message.as_json(), message.chat.id)

    def tell_standing(self, chat: Chat, by: Account, old: Standing) -> None:
        """The bot was blocked, unblocked, added or removed: a ``my_chat_member`` update."""
        payload = {
            "chat": chat.as_json(),
            "from": by.as_json(),
            "date": int(self.clock.now().timestamp()),
            "old_chat_member": standing_json(self.bot, old),
            "new_chat_member": standing_json(self.bot, chat.standing),
        }
        self.updates.put("my_chat_member", payload, chat.id)
        self.changes.note("chat", self.conversations[chat.id])

    def _may_read(self, message: Message) -> bool:
        if message.chat.standing is not Standing.MEMBER:
            return False
        if self.reads_groups or (message.reply_to is not None and message.reply_to.from_bot):
            return True
        if not message.entities:
            return not message.text and "new_chat_members" in message.content
        name = f"@{self.bot.username}".lower()
        units = message.text.encode("utf-16-le")
        for entity in message.entities:
            start, stop = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
            said = units[start:stop].decode("utf-16-le").lower()
            if said.endswith(name) or (entity["type"] == "bot_command" and "@" not in said):
                return True
        return False


def standing_json(account: Account, standing: Standing) -> dict[str, Any]:
    """ChatMember."""
    member: dict[str, Any] = {"user": account.as_json(), "status": str(standing)}
    if standing is Standing.KICKED:
        member["until_date"] = 0
    return member


def _refuse_outsider(chat: Chat) -> None:
    if chat.standing is Standing.KICKED:
        raise Forbidden("bot was kicked from the supergroup chat")
    if chat.standing is Standing.LEFT:
        raise Forbidden("bot is not a member of the supergroup chat")
