"""Chats: a person's own with the bot, and groups."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.phone.accounts import Account


class Standing(StrEnum):
    """What the bot is to a chat."""

    MEMBER = "member"
    LEFT = "left"
    KICKED = "kicked"


@dataclass(slots=True, eq=False)
class Chat:
    """A place for messages. A private chat has its person's id; a group's id is negative and beyond 32 bits."""

    id: int
    title: str = ""
    members: dict[int, Account] = field(default_factory=dict)
    standing: Standing = Standing.MEMBER
    started: bool = False
    """The person has written to the bot at least once, so that it may write to them."""

    @property
    def is_group(self) -> bool:
        """Whether several people write here."""
        return self.id < 0

    @property
    def person(self) -> Account:
        """Whose private chat it is."""
        return self.members[self.id]

    def as_json(self) -> dict[str, Any]:
        """Chat."""
        if self.is_group:
            return {"id": self.id, "type": "supergroup", "title": self.title}
        chat: dict[str, Any] = {"id": self.id, "type": "private", "first_name": self.person.first_name}
        if self.person.last_name:
            chat["last_name"] = self.person.last_name
        if self.person.username:
            chat["username"] = self.person.username
        return chat
