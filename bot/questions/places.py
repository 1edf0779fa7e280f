"""A place on Earth: shared as a location, or written in degrees."""

import re
from dataclasses import dataclass

from pydantic import JsonValue

from bot.i18n import _
from bot.messages import Heard
from bot.questions.folding import DASHES
from bot.questions.kind import Answered, Kind, Misunderstood, Offer, Paged
from bot.questions.words import heard_to_keep, offer_to_keep

_WRITTEN = re.compile(r"([+-]?\d{1,2}(?:\.\d{1,12})?)\s*[,; ]\s*([+-]?\d{1,3}(?:\.\d{1,12})?)", re.ASCII)


@dataclass(frozen=True)
class Place(Kind[tuple[float, float]]):
    """Latitude and longitude in degrees."""

    def offer(self, before: JsonValue = None, page: int = 0) -> Offer:
        """How a location is sent; what was answered before, with a button that keeps it."""
        if before is None:
            return Offer(note=_("Please send your location with the paperclip."))
        return offer_to_keep(before, self.show(before))

    def hear(self, heard: Heard, act: str, before: JsonValue = None) -> Answered | Paged:
        """A location that was shared, or two numbers such as -5.1477, 119.4327."""
        if kept := heard_to_keep(heard, act, before):
            return kept
        found = heard.location or _written(heard.text)
        if found is None or not _on_earth(*found):
            raise _wrong()
        return Answered([found[0], found[1]])

    def read(self, value: JsonValue) -> tuple[float, float]:
        """Latitude and longitude."""
        match value:
            case [int() | float() as latitude, int() | float() as longitude]:
                return float(latitude), float(longitude)
        raise _wrong()

    def show(self, value: JsonValue) -> str:
        """Both numbers with a comma."""
        match value:
            case [int() | float() as latitude, int() | float() as longitude]:
                return f"{latitude:.5f}, {longitude:.5f}"
        return str(value)  # kept when this question was another one


def place() -> Place:
    """A place, as latitude and longitude in degrees."""
    return Place()


def _written(text: str) -> tuple[float, float] | None:
    match = _WRITTEN.fullmatch(text.translate(DASHES).strip())
    return (float(match[1]), float(match[2])) if match else None


def _on_earth(latitude: float, longitude: float) -> bool:
    return abs(latitude) <= 90 and abs(longitude) <= 180


def _wrong() -> Misunderstood:
    return Misunderstood(
        _("Please send your location with the paperclip, or write it in degrees, such as -5.1477, 119.4327.")
    )
