"""What every kind of question has: how it is offered, how it reads a reply, how an answer is shown."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Generic, NamedTuple, TypeVar

from pydantic import JsonValue

from bot.messages import Heard

T = TypeVar("T")

DASHES = {"-", "–"}
LONGEST_CODE = 32  # bytes of a code that still fit into a button beside the talk and the question


class Misunderstood(Exception):
    """The reply does not answer the question; the message tells the person what would."""


class Option(NamedTuple):
    """One button of a question: what it says and what it does when tapped."""

    label: str
    act: str


class Offer(NamedTuple):
    """How a question is put: a note under its text, its buttons, the way to hand over a contact."""

    rows: Sequence[Sequence[Option]] = ()
    note: str = ""
    contact_button: str = ""


class Narrowed(Misunderstood):
    """The reply means one of several: `offer` has just these; the message asks for it in words."""

    def __init__(self, question: str, offer: Offer) -> None:
        super().__init__(question)
        self.offer = offer


@dataclass(frozen=True)
class Answered:
    """What was understood. Not settled: to be added to or confirmed before the talk goes on."""

    value: JsonValue
    settled: bool = True
    page: int = 0  # of the options, to be shown again where it is not settled


@dataclass(frozen=True)
class Paged:
    """The person leafs through the options; nothing is answered yet."""

    page: int


@dataclass(frozen=True)
class Changed:
    """The person wants to give another answer to an earlier question."""

    key: str


class Kind(ABC, Generic[T]):
    """One kind of question. Values that are kept are codes, so that labels may change."""

    @abstractmethod
    def offer(self, before: JsonValue = None, page: int = 0) -> Offer:
        """The buttons and the note, with what was answered before marked."""

    @abstractmethod
    def hear(self, heard: Heard, act: str, before: JsonValue = None) -> Answered | Paged | Changed:
        """What a message or a tap (`act`, empty for a message) means. Raises Misunderstood."""

    @abstractmethod
    def read(self, value: JsonValue) -> T:
        """The answer that a kept value stands for. Raises Misunderstood where it no longer is one."""

    @abstractmethod
    def show(self, value: JsonValue) -> str:
        """The kept value in the person's words, for the review."""

    def is_nothing(self, written: str) -> bool:
        """Whether these words leave a question without an answer, where that is allowed: a dash."""
        return written.strip() in DASHES


def leafed(act: str) -> Paged | None:
    """The page an arrow leads to; None where `act` is no arrow."""
    page = act[1:]
    if act.startswith(">") and page.isdecimal() and page.isascii() and len(page) < 6:
        return Paged(int(page))
    return None


def act_of(code: str) -> str:
    """What a button carries for a code: the code itself, or a digest where it is too long."""
    encoded = code.encode()
    if len(encoded) <= LONGEST_CODE and not code.startswith("~"):
        return f"={code}"
    return f"=~{blake2b(encoded, digest_size=8).hexdigest()}"
