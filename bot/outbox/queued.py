"""A message on its way, as the outbox holds it."""

from dataclasses import dataclass
from datetime import datetime

from bot.channels.channel import Call
from bot.messages import Attachment
from models.outbound import Outbound


@dataclass(frozen=True, slots=True)
class Queued:
    """One row of Outbound that this process may send, leased for LEASE from when it was created or claimed.

    What is not worth a row has a negative id.
    """

    id: int
    channel: str
    address: int
    call: Call
    priority: int
    created_at: datetime
    attempts: int = 0
    tried_since: float | None = None  # monotonic seconds at the end of the first attempt that failed
    anew: bool = False  # sent as a new message, because it could not change an old one

    @property
    def is_stored(self) -> bool:
        """Whether it has a row."""
        return self.id > 0

    @classmethod
    def of(cls, row: Outbound) -> "Queued":
        """The message in a row that has been written."""
        if row.id is None:
            raise ValueError("a message is handed over after it has been written")
        attachment = None
        if row.attachment is not None:
            attachment = Attachment(row.attachment_name or "", row.attachment)
        return cls(
            id=row.id,
            channel=row.channel,
            address=row.address,
            call=Call(row.method, row.payload, attachment),
            priority=row.priority,
            created_at=row.created_at,
            attempts=row.attempts,
        )
