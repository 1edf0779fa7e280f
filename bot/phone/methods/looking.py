"""Methods by which the bot looks at itself, at chats, people and files."""

from typing import Any

from bot.phone.chats import Standing
from bot.phone.files import DOWNLOAD_LIMIT
from bot.phone.parameters import Given
from bot.phone.refusals import BadRequest, Forbidden
from bot.phone.world import World, standing_json


def get_me(world: World, _given: Given) -> Any:
    """The bot itself."""
    return {
        **world.bot.as_json(),
        "can_join_groups": True,
        "can_read_all_group_messages": world.reads_groups,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_file(world: World, given: Given) -> Any:
    """Where a file can be downloaded."""
    file = world.files.by_id(given["file_id"])
    if file is None:
        raise BadRequest("wrong file_id or the file is temporarily unavailable")
    if file.size > DOWNLOAD_LIMIT:
        raise BadRequest("file is too big")
    return file.as_json()


def get_chat(world: World, given: Given) -> Any:
    """A chat, with what only its full description has."""
    chat = world.addressed(given["chat_id"]).chat
    gifts = dict.fromkeys(
        (
            "unlimited_gifts",
            "limited_gifts",
            "unique_gifts",
            "premium_subscription",
            "gifts_from_channels",
        ),
        False,
    )
    return {
        **chat.as_json(),
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": gifts,
    }


def get_chat_member(world: World, given: Given) -> Any:
    """What somebody is to a chat."""
    chat = world.addressed(given["chat_id"]).chat
    account = world.accounts.get(given["user_id"])
    if account is None:
        raise BadRequest("PARTICIPANT_ID_INVALID")
    if account is world.bot:
        return standing_json(account, chat.standing)
    return standing_json(account, Standing.MEMBER if account.id in chat.members else Standing.LEFT)


def get_chat_member_count(world: World, given: Given) -> Any:
    """How many are in a chat, the bot among them."""
    return len(world.addressed(given["chat_id"]).chat.members) + 1


def leave_chat(world: World, given: Given) -> Any:
    """Leave a group."""
    chat = world.addressed(given["chat_id"]).chat
    if not chat.is_group:
        raise Forbidden("bot can't leave a private chat")
    old, chat.standing = chat.standing, Standing.LEFT
    world.tell_standing(chat, world.bot, old)
    return True
