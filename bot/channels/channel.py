"""What the shell asks of a messenger, and how a messenger says that something went wrong."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from bot.messages import Acknowledgement, Attachment, Heard, Message


@dataclass(frozen=True)
class Call:
    """One call to the messenger, ready as it wants it."""

    method: str
    payload: dict[str, Any]
    attachment: Attachment | None = None


@dataclass(frozen=True)
class Update:
    """Something received: the messenger's number for it, whose it is, and the whole of it."""

    update_id: int
    address: int | None  # the chat; None where the update belongs to none
    payload: dict[str, Any] = field(repr=False)


class DeliveryFailed(Exception):
    """A message could not be delivered."""


class Refused(DeliveryFailed):
    """The messenger will never take this call. Permanent."""


class Unreachable(DeliveryFailed):
    """The person shut the bot out or is gone. Permanent until they write again."""


class NotThere(DeliveryFailed):
    """The message that was to be changed cannot be changed any more. Permanent: send it anew."""


class NotShown(DeliveryFailed):
    """The messenger does not take a file for the picture, sound or film it seemed to be. Permanent: send it as a file."""


class Throttled(DeliveryFailed):
    """Too many messages: nothing may be sent for so many seconds. Passing."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


class Unavailable(DeliveryFailed):
    """The messenger did not answer, or answered that it is in trouble. Passing."""


class NotKept(Exception):
    """What was received could not be kept, or not yet: the database is away, busy or full. Passing: receive it again."""


class Incomprehensible(Exception):
    """An update whose shape is not that of any update we know. Permanent."""


Receive = Callable[[Sequence[Update]], Awaitable[None]]
"""Returns once the updates are kept. Raises NotKept, or whatever else went wrong; then none counts as received."""

KEEP_AGAIN = 2.0
"""Seconds at most until what was not kept is received again, so that the database's return is soon noticed."""


class Channel(Protocol):
    """A messenger. What is pure stays pure, so that turns can call it in their thread."""

    name: str

    def understand(self, payload: dict[str, Any], received_at: datetime) -> Heard:
        """What a received update means. Raises Incomprehensible."""
        ...

    def compose(self, address: int, message: Message) -> Call:
        """The call that says `message` in the chat `address`."""
        ...

    def acknowledge(self, acknowledgement: Acknowledgement) -> Call:
        """The call that answers a tap."""
        ...

    def anew(self, call: Call) -> Call:
        """The call that does otherwise what `call` could not do: after NotThere or NotShown."""
        ...

    async def deliver(self, call: Call) -> int | None:
        """Make the call; the id of the message it made, if it made one. Raises DeliveryFailed's kinds."""
        ...

    async def fetch(self, file_id: str) -> bytes:
        """The content of a file that somebody sent. Raises DeliveryFailed's kinds: Refused where it is too large or gone."""
        ...

    def invitation_link(self, token: str) -> str:
        """The link that opens the chat and hands over `token`."""
        ...
