"""A place in a script at which another conversation is held: nothing is asked there."""

from pydantic import JsonValue

from bot.messages import Heard
from bot.questions.kind import Answered, Kind, Misunderstood, Offer

BEEN_THERE = "been there"


class Visit(Kind[None]):
    """The conversation to hold, and what it is about. Whoever plays the script goes there at once."""

    def __init__(self, script: str, subject: str) -> None:
        self.script = script
        self.subject = subject

    def offer(self, before: JsonValue = None, page: int = 0) -> Offer:
        """Nothing to tap."""
        return Offer()

    def hear(self, heard: Heard, act: str, before: JsonValue = None) -> Answered:
        """Nothing is heard here. Raises Misunderstood."""
        raise Misunderstood("")

    def read(self, value: JsonValue) -> None:
        """It has been there. Raises Misunderstood where it has not."""
        if value != BEEN_THERE:
            raise Misunderstood("")

    def show(self, value: JsonValue) -> str:
        """Nothing that a review could list."""
        return ""
