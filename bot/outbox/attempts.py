"""One attempt to deliver a message, what it came to, and when the next one is due."""

from dataclasses import dataclass
from traceback import format_tb

import structlog

from bot.channels.channel import Call, Channel, DeliveryFailed, NotShown, NotThere, Unavailable

log = structlog.get_logger()

SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 300.0  # seconds
KEPT_UP_FOR = 86_400.0  # seconds


@dataclass(frozen=True, slots=True)
class Delivered:
    """It has arrived."""

    message_id: int | None


@dataclass(frozen=True, slots=True)
class Anew:
    """It cannot be done like this: this call is to be made in its place."""

    call: Call


Outcome = Delivered | Anew | DeliveryFailed


async def attempt(channel: Channel, call: Call) -> Outcome:
    """Make the call. Whatever goes wrong is an outcome, and one nobody has foreseen is taken to pass."""
    try:
        return await _deliver(channel, call)
    except DeliveryFailed as failure:
        return failure
    except Exception as error:
        # Neither the error's text nor its cause: an address in it would hold the bot's token.
        kind = type(error).__name__
        log.error(  # noqa: TRY400
            "a channel failed unexpectedly", error=kind, where="".join(format_tb(error.__traceback__))
        )
        return Unavailable(f"unexpected {kind}")


async def _deliver(channel: Channel, call: Call) -> Delivered | Anew:
    try:
        return Delivered(await channel.deliver(call))
    except (NotThere, NotShown):
        return Anew(channel.anew(call))


def pause(attempts: int, chance: float) -> float:
    """Seconds before the next attempt: doubled every time, up to five minutes; `chance` (0 to 1) spreads it."""
    return min(LONGEST_PAUSE, SHORTEST_PAUSE * 2.0 ** min(attempts - 1, 30)) * (1 - chance / 4)


def is_hopeless(tried_for: float) -> bool:
    """Whether a message is given up that the channel could not take for so many seconds.

    They are counted from the first attempt, and by a clock that nobody moves: a machine that believes itself in
    another year finds no certificate valid either, and must not give up all that waits.
    """
    return tried_for >= KEPT_UP_FOR
