"""python-telegram-bot's errors, told as the shell knows them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.channels.channel import (
    DeliveryFailed,
    NotShown,
    NotThere,
    Refused,
    Throttled,
    Unavailable,
    Unreachable,
)

os.environ["PTB_TIMEDELTA"] = "true"  # RetryAfter without a deprecation warning each time

# Texts as telegram-bot-api (Client.cpp) and TDLib give them, after "Bad Request: ".
_DONE = ("message is not modified", "query is too old")
_GONE = (
    "chat not found",
    "user not found",
    "user is deactivated",
    "group chat was deactivated",
    "input_user_deactivated",
    "user_is_blocked",
    "peer_id_invalid",
    "have no rights to send",
    "not enough rights to send",
    "chat_write_forbidden",
)
_FIXED = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "message identifier is not specified",
    "there is no text in the message to edit",
    "message is too old",
)

_UNSHOWN = (
    "image_process_failed",
    "photo_ext_invalid",
    "photo_invalid_dimensions",
    "photo_save_file_invalid",
    "video_file_invalid",
    "audio_content_type_invalid",
)

_MEANINGS: tuple[tuple[tuple[str, ...], type[DeliveryFailed]], ...] = (
    (_GONE, Unreachable),
    (_FIXED, NotThere),
    (_UNSHOWN, NotShown),
)
_TOO_LARGE = ("request entity too large",)  # 413, which python-telegram-bot takes for the network's fault


class TokenRefused(Exception):
    """Telegram does not know the token; BotFather has the right one. Permanent."""

    def __init__(self) -> None:
        super().__init__("Telegram does not know this token; @BotFather shows the right one under /mybots")


def is_done(error: TelegramError) -> bool:
    """Whether the refusal means that what was wanted is so already, or can matter to nobody any more."""
    return isinstance(error, BadRequest) and _says(error, _DONE)


def delivery_failure(error: TelegramError) -> DeliveryFailed:
    """What an error means for the message that was to be sent."""
    match error:
        case RetryAfter():
            return Throttled(seconds_to_wait(error))
        case Forbidden():
            return Unreachable(error.message)
        case BadRequest() if kinds := [kind for texts, kind in _MEANINGS if _says(error, texts)]:
            return kinds[0](error.message)
        case _ if isinstance(error, BadRequest | ChatMigrated) or _says(error, _TOO_LARGE):
            return Refused(error.message)
        case _:  # the network, Telegram's own trouble, or a token that somebody has to mend first
            return Unavailable(error.message)


def seconds_to_wait(error: RetryAfter) -> float:
    """How long Telegram wants to be left alone."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


@contextmanager
def telling() -> Iterator[None]:
    """Tell errors as the shell knows them. Raises TokenRefused, or DeliveryFailed's kinds."""
    try:
        yield
    except InvalidToken:
        raise TokenRefused from None
    except TelegramError as error:
        raise delivery_failure(error) from error


def _says(error: TelegramError, texts: tuple[str, ...]) -> bool:
    said = error.message.lower()
    return any(text in said for text in texts)
