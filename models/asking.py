"""For whom facts are loaded and results kept: what loaders and keepers are told."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Asker:
    """The person on the other side of a talk, and what the talk is about."""

    channel: str
    address: int  # the chat's
    person_id: int | None  # None while the chat is nobody's yet
    subject: str = ""
    opened_at: datetime | None = None  # when the talk was opened (aware, UTC)


class FactsChanged(Exception):
    """What a conversation was built on is no longer true; load its facts and replay it. Passing."""
