"""What doings of a story have at hand: who is there, and which quick wins and plans there are so far."""

from dataclasses import dataclass, field
from datetime import UTC
from typing import Any

from sqlmodel import Session, select

from bot.sample.cast import Cast
from bot.sample.stories import Calendar, Event, Story
from models.asking import Asker
from models.memberships import Membership
from models.quickwins.quickwin import QuickWin
from models.quickwins.rules import Rules


@dataclass(frozen=True)
class Scene:
    """Where events take place. Quick wins are known by the names of their stories, stages by what the files call them."""

    session: Session
    cast: Cast
    rules: Rules
    calendar: Calendar
    begun: dict[str, int] = field(default_factory=dict)
    """The ids of the quick wins that have been begun."""
    stages: dict[tuple[str, str], str] = field(default_factory=dict)
    """What the talks call a stage, by the story and its key."""
    obstacles: dict[str, int] = field(default_factory=dict)
    meetings: dict[str, int] = field(default_factory=dict)
    """The ids of these, by what the files call them."""

    def doer(self, event: Event) -> Membership:
        """Who does it."""
        return self.cast.members[event.who]

    def asker(self, event: Event, subject: str = "") -> Asker:
        """The same as keepers know them."""
        return self.cast.asker(event.who, event.at.astimezone(UTC), subject)

    def quickwin(self, event: Event) -> QuickWin:
        """The quick win that the event is about, as it is now."""
        return self.named(story_of(event).name)

    def named(self, name: str) -> QuickWin:
        """The quick win of the story with this name, as it is now."""
        found = select(QuickWin).where(QuickWin.id == self.begun[name])
        return self.session.exec(found.execution_options(populate_existing=True)).one()


def story_of(event: Event) -> Story:
    """The story that an event belongs to. Raises ValueError where it is about no quick win."""
    if event.story is None:
        raise ValueError(f"{event.does} is about a quick win")
    return event.story


def said(event: Event, name: str, default: Any = "") -> Any:
    """How it was done, in one respect."""
    return event.said.get(name, default)
