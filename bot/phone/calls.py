"""Calls: what the bot asked of the phone, and what it was told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.phone.faults import Fault


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """One call of the Bot API. ``answer`` is the ``result``, or None when it was refused."""

    method: str
    parameters: dict[str, Any]
    answer: Any
    refused: str
    """Telegram's text of the refusal; empty when it was carried out."""
    fault: Fault | None
    at: datetime
