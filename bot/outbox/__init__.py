"""Delivery: what turns have queued is paced, sent, retried and marked, at least once."""

from bot.outbox.limits import Limits
from bot.outbox.outbox import Outbox
from bot.outbox.queued import Queued

__all__ = ["Limits", "Outbox", "Queued"]
