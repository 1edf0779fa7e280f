"""The conversations the bot can hold, and which of them opens on what."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlmodel import Session

from bot.conversation import Conversation
from bot.errands.errand_kind import ErrandKind
from models.availability.quiet_hours import QuietHours
from models.availability.working_hours import USUAL, WorkingHours

Chore = Callable[[Session, datetime, QuietHours], object]
"""Something to see to at each tick of the clock, in one transaction with the others: what is called for at an instant
(aware, UTC), and when nobody is to be disturbed. It says things by writing nudges."""


@dataclass(frozen=True)
class Repertoire:
    """All conversations, by name and by command, and the chores that go with them.

    `invitation` opens on `/start TOKEN` and on a shared contact, `stranger` when somebody unknown
    writes anything else, `home` on a bare `/start`. `links` are what other parameters of `/start` begin with, before a
    dash, each with the conversation that opens on the rest. `gathering` leads to several that ask at once; where there
    is none, one is given after the other. `working` is when things
    of their work are asked of people.
    """

    conversations: Sequence[Conversation[Any]]
    invitation: str
    stranger: str
    home: str
    gathering: str = ""
    chores: Sequence[Chore] = ()
    errands: Sequence[ErrandKind] = ()
    working: WorkingHours = USUAL
    links: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_name(self) -> dict[str, Conversation[Any]]:
        """Every conversation under its name."""
        return {c.name: c for c in self.conversations}

    @cached_property
    def by_word(self) -> dict[str, Conversation[Any]]:
        """Every conversation under each of the commands that open it."""
        return {word: c for c in self.conversations for word in c.words}

    @cached_property
    def errands_by_name(self) -> dict[str, ErrandKind]:
        """Every kind of errand under its name."""
        return {kind.name: kind for kind in self.errands}

    def __getitem__(self, name: str) -> Conversation[Any]:
        """The conversation with that name. Raises KeyError."""
        return self.by_name[name]
