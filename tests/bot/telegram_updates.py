"""Updates in the shape in which Telegram sends them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

BOT = {"id": 7200000001, "is_bot": True, "first_name": "Penggerak"}


@dataclass(frozen=True)
class Sender:
    """Whose phone an update comes from."""

    address: int
    name: str
    language: str

    @property
    def user(self) -> dict[str, Any]:
        """The sender as a user."""
        language = {"language_code": self.language}
        return {"id": self.address, "is_bot": False, "first_name": self.name, **language}

    def message(self, message_id: int, at: datetime, **content: Any) -> dict[str, Any]:
        """A message in the sender's chat."""
        chat = {"id": self.address, "type": "private", "first_name": self.name}
        return {"message_id": message_id, "date": int(at.timestamp()), "chat": chat, **content}

    def tap(self, message: dict[str, Any], data: str) -> dict[str, Any]:
        """A tap on a button under a message."""
        tap_id = f"tap on {message['message_id']}"
        tap = {"id": tap_id, "from": self.user, "chat_instance": "1", "message": message, "data": data}
        return {"callback_query": tap}

    def standing(self, at: datetime, status: str) -> dict[str, Any]:
        """The bot's standing with the sender changes: "kicked" or "member"."""
        change = {
            "chat": {"id": self.address, "type": "private", "first_name": self.name},
            "from": self.user,
            "date": int(at.timestamp()),
            "old_chat_member": {"user": BOT, "status": "member"},
            "new_chat_member": {"user": BOT, "status": status}
            | ({"until_date": 0} if status == "kicked" else {}),
        }
        return {"my_chat_member": change}
