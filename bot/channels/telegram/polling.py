"""Updates by long polling: each is asked for again until it has been kept."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.channels.channel import KEEP_AGAIN, Incomprehensible, NotKept, Receive, Update
from bot.channels.telegram.api import Api
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.errors import TokenRefused, seconds_to_wait
from bot.channels.telegram.updates import UNDERSTOOD, received

HELD = 30
"""Seconds Telegram holds a call while there is nothing new."""

_SPARE = 15.0  # seconds more for the answer to arrive
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0

log = structlog.get_logger()

Pause = Callable[[float], Awaitable[None]]


async def poll(
    channel: TelegramChannel, receive: Receive, *, held: int = HELD, pause: Pause = asyncio.sleep
) -> None:
    """Hand every update to `receive` until cancelled; a webhook that was set is taken away first.

    Only when `receive` has returned is Telegram told to forget the updates. When it raises, or Telegram is
    in trouble, the same are asked for again after a growing `pause`. Raises TokenRefused.
    """
    offset: int | None = None
    webhook_is_set = True
    failures = 0
    while True:
        try:
            if webhook_is_set:
                await channel.api.call("deleteWebhook", {"drop_pending_updates": False})
                webhook_is_set = False
            updates = await _ask(channel.api, offset, held)
            if updates:
                await receive(updates)
                offset = max(update.update_id for update in updates) + 1
            failures = 0
        except InvalidToken:
            raise TokenRefused from None
        except Exception as error:
            failures += 1
            await pause(_after(error, failures))


async def _ask(api: Api, offset: int | None, held: int) -> Sequence[Update]:
    asked = {"timeout": held, "offset": offset, "allowed_updates": UNDERSTOOD}
    answer = await api.call("getUpdates", asked, waits=held + _SPARE)
    if not isinstance(answer, list):
        raise NetworkError("getUpdates was answered with something else than a list")
    updates = [update for raw in answer if (update := _numbered(raw))]
    if answer and not updates:
        raise NetworkError("getUpdates was answered with nothing that has a number")
    return updates


def _numbered(raw: Any) -> Update | None:
    try:
        return received(raw)
    except Incomprehensible:
        log.exception("an update cannot be kept, since it has no number")
        return None


def _after(error: Exception, failures: int) -> float:
    """Say what went wrong; the seconds to wait."""
    seconds: float = min(_FIRST_PAUSE * 2 ** min(failures - 1, 10), _LONGEST_PAUSE)
    match error:
        case Conflict():
            log.error(
                "no updates: another instance is polling with this token, or a webhook has been set; stop it",
                telegram_says=error.message,
            )
        case RetryAfter():
            seconds = seconds_to_wait(error)
            log.warning("no updates: too many calls", seconds=seconds)
        case TelegramError():
            log.warning("no updates: Telegram cannot be reached", why=error.message, seconds=seconds)
        case NotKept():
            seconds = min(seconds, KEEP_AGAIN)
            log.warning(
                "updates could not be kept; they are asked for again", why=str(error), seconds=seconds
            )
        case _:
            log.error("updates could not be kept; they are asked for again", exc_info=error)
    return seconds
