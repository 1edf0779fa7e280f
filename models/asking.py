"""For whom facts are loaded and results kept: what loaders and keepers are told."""

from datetime import datetime
from typing import NamedTuple


class Asker(NamedTuple):
    """The person on the other side of a talk, and what the talk is about."""

    channel: str
    address: int  # the chat's
    person_id: int | None  # None while the chat is nobody's yet
    subject: str = ""
    opened_at: datetime | None = None  # when the talk was opened (aware, UTC)


class FactsChanged(Exception):
    """What a conversation was built on is no longer true; load its facts and replay it. Passing."""
