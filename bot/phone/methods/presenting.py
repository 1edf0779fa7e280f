"""Methods by which the bot presents itself: commands, names, descriptions, the menu button."""

import re
from collections.abc import Callable
from typing import Any

from bot.phone.parameters import Given
from bot.phone.profile import scope_key
from bot.phone.refusals import BadRequest
from bot.phone.table import OBJECTS
from bot.phone.world import World

Handler = Callable[[World, Given], Any]

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}|")
_SCOPES = {
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
}
LIMITS = {"name": 64, "description": 512, "short_description": 120}


def _language(given: Given) -> str:
    language: str = given.get("language_code", "")
    if not _LANGUAGE.fullmatch(language):
        raise BadRequest("invalid language code specified")
    return language


def _key(given: Given) -> tuple[str, str]:
    scope = given.get("scope")
    if scope and scope.get("type") not in _SCOPES:
        raise BadRequest("can't parse BotCommandScope: unsupported type specified")
    return scope_key(scope), _language(given)


def set_my_commands(world: World, given: Given) -> Any:
    """The menu of commands, for some chats and a language."""
    key = _key(given)
    commands = []
    for one in given["commands"]:
        said = OBJECTS["BotCommand"].read(one)
        command = said["command"].removeprefix("/")
        if not _COMMAND.fullmatch(command):
            raise BadRequest("BOT_COMMAND_INVALID")
        if not 1 <= len(said["description"]) <= 256:
            raise BadRequest("BOT_COMMAND_DESCRIPTION_INVALID")
        commands.append({"command": command, "description": said["description"]})
    if len(commands) > 100:
        raise BadRequest("BOT_COMMANDS_TOO_MUCH")
    world.profile.commands[key] = commands
    world.changes.note("settings", None)
    return True


def get_my_commands(world: World, given: Given) -> Any:
    """The commands set for exactly these chats and this language."""
    return world.profile.commands.get(_key(given), [])


def delete_my_commands(world: World, given: Given) -> Any:
    """Take the commands away again."""
    world.profile.commands.pop(_key(given), None)
    world.changes.note("settings", None)
    return True


def setter(field: str) -> Handler:
    """The method that sets a name or description."""

    def set_text(world: World, given: Given) -> Any:
        """Set it for one language, or for all others."""
        text = given.get(field, "")
        if len(text) > LIMITS[field]:
            raise BadRequest(f"{field.replace('_', ' ')} is too long")
        world.profile.texts[field, _language(given)] = text
        world.changes.note("settings", None)
        return True

    return set_text


def getter(field: str) -> Handler:
    """The method that gives a name or description."""

    def get_text(world: World, given: Given) -> Any:
        """In this language, or the one for all others."""
        text = world.profile.text(field, _language(given))
        return {field: text or (world.bot.first_name if field == "name" else "")}

    return get_text


def set_chat_menu_button(world: World, given: Given) -> Any:
    """What stands beside the input field, for one chat or for all."""
    button = given.get("menu_button", {"type": "default"})
    if button.get("type") not in {"commands", "default", "web_app"}:
        raise BadRequest("can't parse menu button: unsupported type specified")
    world.profile.menu_buttons[given.get("chat_id")] = button
    return True


def get_chat_menu_button(world: World, given: Given) -> Any:
    """What stands beside the input field."""
    buttons = world.profile.menu_buttons
    return buttons.get(given.get("chat_id")) or buttons.get(None) or {"type": "commands"}
