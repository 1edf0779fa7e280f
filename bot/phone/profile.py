"""The bot's profile: its commands, names and descriptions, by language."""

from typing import Any

from bot.phone.accounts import Account

Commands = list[dict[str, str]]


def scope_key(scope: dict[str, Any] | None) -> str:
    """A BotCommandScope as one word: ``default``, ``all_private_chats``, ``chat 123`` ..."""
    if not scope:
        return "default"
    parts = [scope.get("type", "default"), scope.get("chat_id"), scope.get("user_id")]
    return " ".join(str(part) for part in parts if part is not None)


class Profile:
    """What the bot has told Telegram about itself."""

    def __init__(self) -> None:
        self.commands: dict[tuple[str, str], Commands] = {}
        self.texts: dict[tuple[str, str], str] = {}
        """By field (``name``, ``description``, ``short_description``) and language; "" is any other language."""
        self.menu_buttons: dict[int | None, dict[str, Any]] = {}

    def text(self, field: str, language: str) -> str:
        """A name or description in this language, or the one for all languages."""
        return self.texts.get((field, language)) or self.texts.get((field, ""), "")

    def commands_for(self, person: Account) -> Commands:
        """The commands this person's phone lists in the private chat, as Telegram chooses among scopes."""
        for scope in (f"chat {person.id}", "all_private_chats", "default"):
            for language in (person.language_code, ""):
                if commands := self.commands.get((scope, language)):
                    return commands
        return []
