"""What an errand is registered with: where its data come from, how its result is made, what is kept of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from models.asking import Asker


class HalfThere(Exception):
    """Fewer bytes of a file came than were promised. Passing: it is fetched again later."""


class Undoable(Exception):
    """An errand cannot be done, and trying again would not help. Permanent; its text is what the person is told."""


@dataclass(frozen=True)
class Made:
    """What an errand came to: words for the chat, and perhaps a file. Where there is neither, nothing is said."""

    text: str = ""
    name: str = ""
    content: bytes | None = None


Load = Callable[[Session, Asker, datetime], Any]
"""Reads what the errand needs, in the database's thread; what it gives goes to another process. Raises Undoable."""


def no_data(_session: Session, asker: Asker, _now: datetime) -> Asker:
    """For errands that need nothing but to know for whom they are."""
    return asker


def keep_nothing(_session: Session, _asker: Asker, made: Any, _now: datetime) -> Made:
    """For errands whose result is what is sent."""
    if not isinstance(made, Made):
        raise TypeError(f"an errand that keeps nothing makes what is sent, not {made!r}")
    return made


@dataclass(frozen=True)
class ErrandKind:
    """How one kind of errand is done.

    `load` reads; `make` ("module:function") works in another process, on what was loaded and, where a file was sent
    along, its content and name: only there is its module imported. `keep` stores in the transaction that ends the
    errand, and says what goes into the chat. All of them speak the person's language, and raise Undoable with words
    for them. `undo` is called in the transaction that gives up what can never be done.
    """

    name: str
    make: str
    load: Load = no_data
    keep: Callable[[Session, Asker, Any, datetime], Made] = keep_nothing
    undo: Callable[[Session, Asker, datetime], None] | None = None
