"""Callback queries: a button was tapped, and the phone waits for the bot to say that it has seen it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.phone.accounts import Account
from bot.phone.messages import Message
from bot.phone.refusals import BadRequest

LASTS = timedelta(minutes=15)
"""How long a tap may be answered."""


@dataclass(slots=True, eq=False)
class Toast:
    """What a person is shown after a tap: for a moment, or as an alert that must be closed."""

    text: str
    show_alert: bool
    url: str = ""


@dataclass(slots=True, eq=False)
class CallbackQuery:
    """One tap on a button under a message."""

    id: str
    person: Account
    message: Message
    data: str
    at: datetime
    answer: Toast | None = None


class Callbacks:
    """All taps that may still be answered."""

    def __init__(self) -> None:
        self._open: dict[str, CallbackQuery] = {}
        self._count = 0
        self.toasts: defaultdict[int, list[Toast]] = defaultdict(list)
        """What each person's phone showed after taps, by user id."""

    def add(self, person: Account, message: Message, data: str, at: datetime) -> CallbackQuery:
        """A new tap."""
        self._count += 1
        number = str((person.id << 16) * 0x1_0001 + self._count)
        query = CallbackQuery(number, person, message, data, at)
        self._open[query.id] = query
        return query

    def answer(self, query_id: str, toast: Toast, at: datetime) -> CallbackQuery:
        """Answer a tap. Raises BadRequest when it is unknown, answered already, or too old."""
        query = self._open.pop(query_id, None)
        if query is None or at - query.at > LASTS:
            raise BadRequest("query is too old and response timeout expired or query ID is invalid")
        query.answer = toast
        self.toasts[query.person.id].append(toast)
        return query
