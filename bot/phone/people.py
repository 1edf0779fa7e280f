"""People: what somebody with a phone in the hand can do."""

from bot.phone.callbacks import CallbackQuery
from bot.phone.chats import Standing
from bot.phone.groups import Group
from bot.phone.keyboards import Button
from bot.phone.links import start_payload
from bot.phone.messages import Message
from bot.phone.senders import Sender, captioned, written
from bot.phone.viewers import CannotDo


class Person(Sender):
    """Somebody with a phone. Every doing is one or more updates for the bot; nothing here waits, except ``answer``."""

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

    def edit(self, message: Message, text: str) -> Message:
        """Change the text or caption of one's own message."""
        if message.sender is not self.account or message.deleted:
            raise CannotDo("only one's own messages can be edited")
        if "text" in message.content:
            message.content = written(text.strip())
        else:
            kept = {name: part for name, part in message.content.items() if not name.startswith("caption")}
            message.content = kept | captioned(text.strip())
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
        if conversation.unread:
            conversation.unread = 0
            self._world.changes.note("chat", conversation)

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
