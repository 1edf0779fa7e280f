"""How fast a messenger lets a bot speak."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Each limit is kept for itself; None switches one off.

    The defaults are those of https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this.
    """

    per_second: float | None = 30.0  # messages, to all chats together
    per_chat: float | None = 1.0  # messages a second, to one chat
    chat_burst: int = 5  # so many may follow one another at once in a chat that was quiet
    per_group_minute: float | None = 20.0  # messages in any minute, to one group
    in_flight: int = 150  # calls under way at the same time

    @classmethod
    def none(cls) -> "Limits":
        """As fast as it goes: for load tests."""
        return cls(per_second=None, per_chat=None, per_group_minute=None)
