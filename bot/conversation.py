"""What a conversation is registered with: its script, where its facts come from, who keeps its result."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlmodel import Session

from bot.talk import Script
from models.asking import Asker

F = TypeVar("F")

Load = Callable[[Session, Sequence[Asker], datetime], Mapping[Asker, F]]
Keep = Callable[[Session, Asker, Any, datetime], None]
Watch = Callable[[Session, datetime], Collection[tuple[str, int]]]


def no_facts(_session: Session, askers: Sequence[Asker], _now: datetime) -> Mapping[Asker, None]:
    """For conversations that have to know nothing of the world."""
    return dict.fromkeys(askers)


def keep_nothing(_session: Session, _asker: Asker, _result: Any, _at: datetime) -> None:
    """For conversations whose result is what they said."""


@dataclass(frozen=True)
class Conversation(Generic[F]):
    """A conversation the bot can hold.

    `load` gets every asker of a batch at once and the present (aware, UTC); `keep` runs in the turn's
    transaction, in a savepoint of its own, and raises FactsChanged where the facts no longer hold.
    `words` are the commands that open it (without the slash, the Indonesian one first) and
    `description` what the channel's menu says of them, an N_() string.
    `strangers` may open it before they have consented. One that does not rest is not asked again
    when the person has turned to something else: it goes on when one of its buttons is tapped.
    `watch` is asked at every tick for the chats (channel, address) in which its open question says something else by
    now: there it is shown anew, in place. What it has given counts as shown.
    """

    name: str
    script: Script[F]
    load: Load[F]
    keep: Keep = keep_nothing
    words: tuple[str, ...] = ()
    description: str = ""
    title: str = ""  # what it is called where it can be gone on with, an N_() string
    strangers: bool = False
    rests: bool = True
    watch: Watch | None = None
