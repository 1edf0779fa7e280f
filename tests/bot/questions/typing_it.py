"""Reading what somebody typed or tapped, without a chat around it."""

from datetime import UTC, datetime
from typing import Any

from pydantic import JsonValue

from bot.i18n import speaking
from bot.messages import Act, Heard
from bot.questions.kind import Answered, Changed, Kind, Misunderstood, Narrowed, Offer, Paged

NINE = datetime(2026, 11, 23, 2, tzinfo=UTC)
"""Monday, 23 November 2026, 09.00 in Jakarta."""


def heard(text: str = "", act: Act = Act.TEXT) -> Heard:
    """A message."""
    return Heard("telegram", 1, act, NINE, text=text)


def typed(kind: Kind[Any], text: str, before: JsonValue = None) -> JsonValue | str:
    """The value that a typed text is kept as, or what is said to somebody who was not understood."""
    with speaking("en"):
        try:
            found = kind.hear(heard(text), "", before)
        except Misunderstood as hint:
            return f"? {hint}"
    assert isinstance(found, Answered)
    return found.value


def narrowed(kind: Kind[Any], text: str) -> tuple[str, list[list[str]]]:
    """The note and the buttons with which it is asked which of several was meant."""
    with speaking("en"):
        try:
            understood = kind.hear(heard(text), "")
        except Narrowed as doubt:
            return doubt.offer.note, labels(doubt.offer)
    raise AssertionError(understood)


def tapped(
    kind: Kind[Any], label: str, before: JsonValue = None, page: int = 0
) -> Answered | Paged | Changed:
    """What a tap on the button with this label means."""
    with speaking("en"):
        return kind.hear(heard(act=Act.TAP), act_under(kind.offer(before, page), label), before)


def act_under(offer: Offer, label: str) -> str:
    """What the button with this label does."""
    return next(option.act for row in offer.rows for option in row if option.label == label)


def labels(offer: Offer) -> list[list[str]]:
    """The buttons as they are seen."""
    return [[option.label for option in row] for row in offer.rows]
