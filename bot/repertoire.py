"""The conversations the bot can hold, and which of them opens on what."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.conversation import Conversation


@dataclass(frozen=True)
class Repertoire:
    """All conversations, by name and by command.

    `invitation` opens on `/start TOKEN` and on a shared contact, `stranger` when somebody unknown
    writes anything else, `home` on a bare `/start`.
    """

    conversations: Sequence[Conversation[Any]]
    invitation: str
    stranger: str
    home: str

    @cached_property
    def by_name(self) -> dict[str, Conversation[Any]]:
        """Every conversation under its name."""
        return {c.name: c for c in self.conversations}

    @cached_property
    def by_word(self) -> dict[str, Conversation[Any]]:
        """Every conversation under each of the commands that open it."""
        return {word: c for c in self.conversations for word in c.words}

    def __getitem__(self, name: str) -> Conversation[Any]:
        """The conversation with that name. Raises KeyError."""
        return self.by_name[name]
