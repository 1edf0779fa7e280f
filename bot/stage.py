"""What a turn may ask of the world while it works: facts, keeping, and what was asked in a message."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.conversation import Conversation
from bot.scene import OpenTalk, Scene


@dataclass(frozen=True)
class Asked:
    """The question that one of our messages put."""

    talk_id: int
    key: str


class Stage(Protocol):
    """The world as one batch of turns sees it."""

    now: datetime

    def facts(self, conversation: Conversation[Any], scene: Scene, talk: OpenTalk) -> Any:
        """What the conversation has to know; loaded for all who need it in the batch at once."""
        ...

    def keep(self, conversation: Conversation[Any], scene: Scene, talk: OpenTalk, result: Any) -> None:
        """Store what a script returned, in a savepoint. Raises FactsChanged, and what the keeper raises."""
        ...

    def asked_in(self, scene: Scene, message_id: int) -> Asked | None:
        """The question that our message put, if it put one."""
        ...
