"""What conversations are written in: a coroutine, driven by hand, replayed from answers kept by name.

The coroutine runs from its first line on every turn. A question that has a settled answer returns it
at once; the first one that has none is put to the person and the coroutine is dropped. So there is no
clock, chance, query or I/O in it: what it has to know of the world comes in as facts, and what it
returns is stored by the keeper that is registered with it.
"""

from collections.abc import Callable, Coroutine, Generator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, Literal, TypeVar, overload
from zoneinfo import ZoneInfo

from pydantic import JsonValue

from bot.i18n import speak
from bot.messages import Attachment, SentFile
from bot.questions.choices import one_of
from bot.questions.kind import Kind, Misunderstood
from bot.questions.review import Entry, Review
from bot.questions.visit import Visit

T = TypeVar("T")
F = TypeVar("F")


class BrokenScript(Exception):
    """A conversation is written in a way that cannot be replayed. Permanent until it is mended."""


class TimeUp(Exception):
    """The talk's deadline has passed; raised at the open question, so that a script may still end well."""


@dataclass(frozen=True)
class Kept:
    """One stored answer: a code or codes, when it was given, and whether it stands."""

    value: JsonValue
    at: datetime
    settled: bool = True


@dataclass(frozen=True)
class Question(Generic[T]):
    """Something asked. Awaiting it gives the answer, now or on a later turn."""

    key: str
    wording: str | Callable[[], str]  # worked out only when the question is put
    kind: Kind[Any]
    optional: bool = False
    series: str = ""  # questions of one series that follow one another change one message in place
    brief: str | Callable[[], str] = ""  # how the review names it; the text itself where empty
    check: Callable[[Any], str | None] = lambda _answer: None  # what is wrong with an answer, in words
    listed: bool = True  # whether it can be gone back to, and the review lists it

    @property
    def text(self) -> str:
        """What is asked, in full."""
        return self.wording if isinstance(self.wording, str) else self.wording()

    @property
    def named(self) -> str:
        """How the review names it."""
        return (self.brief if isinstance(self.brief, str) else self.brief()) or self.text

    def __await__(self) -> Generator["Question[T]", T, T]:
        """Hand the question to whoever drives the coroutine."""
        return (yield self)

    def read(self, value: JsonValue) -> Any:
        """The answer a kept value stands for. Raises Misunderstood where it is none, or not allowed."""
        if value is None and self.optional:
            return None
        answer = self.kind.read(value)
        if wrong := self.check(answer):
            raise Misunderstood(wrong)
        return answer

    def show(self, value: JsonValue) -> str:
        """The kept value as the review shows it."""
        return "–" if value is None else self.kind.show(value)


@dataclass(frozen=True)
class Saying:
    """One thing said, perhaps with a file, or with a key that shares the person's own contact."""

    text: str
    attachment: Attachment | None = None
    contact_button: str = ""
    word_for_word: bool = False  # in a message of its own, as it is

    @property
    def shows(self) -> bool:
        """Whether it is something to look at, which is not sent again where the question after it is put again."""
        return self.attachment is not None or self.word_for_word


@dataclass(frozen=True)
class Begin:
    """Another conversation to open once this one has ended."""

    script: str
    subject: str = ""


@dataclass(frozen=True)
class Order:
    """An errand that is to be done: its kind as the repertoire knows it, what it is about, a file that goes with it."""

    kind: str
    subject: str = ""
    file: SentFile | None = None


@dataclass
class Talk:
    """One conversation with one person, as its script sees it."""

    name: str  # the person's, as the roster has it; empty while they are not known
    subject: str  # what the talk is about, given when it was opened
    opened_at: datetime
    zone: str
    kept: dict[str, Kept] = field(default_factory=dict)
    said: list[Saying] = field(default_factory=list)
    asked: list[Question[Any]] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    next: Begin | None = None
    jotted: Any = None
    deadline: datetime | None = None

    @property
    def today(self) -> date:
        """The person's day on which the talk was opened; it stays the same for the whole talk."""
        return self.opened_at.astimezone(ZoneInfo(self.zone)).date()

    @property
    def listed(self) -> list[Question[Any]]:
        """What was answered and can be gone back to."""
        return [question for question in self.asked if question.listed]

    def speak(self, language: str) -> None:
        """Go on in another language."""
        speak(language)

    def say(self, text: str, attachment: Attachment | None = None, contact_button: str = "") -> None:
        """Say something that needs no answer, with a file, or with a key that shares the own contact."""
        self.said.append(Saying(text, attachment, contact_button))

    def show(self, text: str) -> None:
        """Show a message that will be sent to others, word for word and by itself."""
        self.said.append(Saying(text, word_for_word=True))

    @overload
    def ask(
        self,
        key: str,
        wording: str | Callable[[], str],
        kind: Kind[T],
        *,
        optional: Literal[True],
        series: str = ...,
        brief: str | Callable[[], str] = ...,
        check: Callable[[T], str | None] = ...,
    ) -> Question[T | None]: ...
    @overload
    def ask(
        self,
        key: str,
        wording: str | Callable[[], str],
        kind: Kind[T],
        *,
        optional: Literal[False] = ...,
        series: str = ...,
        brief: str | Callable[[], str] = ...,
        check: Callable[[T], str | None] = ...,
    ) -> Question[T]: ...
    @overload
    def ask(
        self,
        key: str,
        wording: str | Callable[[], str],
        kind: Kind[T],
        *,
        optional: bool,
        series: str = ...,
        brief: str | Callable[[], str] = ...,
        check: Callable[[T], str | None] = ...,
    ) -> Question[T | None]: ...
    def ask(
        self,
        key: str,
        wording: str | Callable[[], str],
        kind: Kind[Any],
        *,
        optional: bool = False,
        series: str = "",
        brief: str | Callable[[], str] = "",
        check: Callable[[Any], str | None] = lambda _answer: None,
    ) -> Question[Any]:
        """Ask under a key that stays the same for ever; await what comes back for the answer."""
        return Question(key, wording, kind, optional, series, brief, check)

    def pause(self, key: str, wording: str | Callable[[], str], label: str) -> Question[str]:
        """Say something and go on when the person taps `label`; the review does not list it."""
        return Question(key, wording, one_of([(key, label)]), listed=False)

    def visit(self, key: str, script: str, subject: str = "") -> Question[None]:
        """Open another conversation; this one goes on when that has ended."""
        return Question(key, "", Visit(script, subject), listed=False)

    def brought(self, key: str) -> JsonValue:
        """What the talk was given under `key` when it was opened; None where nothing was."""
        return self.kept[key].value if key in self.kept else None

    def review(self, summary: str) -> Question[str]:
        """Show what was answered; the talk goes on when it is sent, after any answer has been changed."""
        entries = (Entry(q.key, q.named, q.show(self.kept[q.key].value)) for q in self.listed)
        return Question("review", summary, Review(tuple(entries)))

    def order(self, kind: str, subject: str = "", file: SentFile | None = None) -> None:
        """Have an errand done beside the talk: its result comes into the chat by itself. `file` is fetched for it."""
        self.orders.append(Order(kind, subject, file))

    def jot(self, result: Any) -> None:
        """Have this kept in the same turn, although the talk goes on: the keeper writes it over what was jotted before.

        The facts are then loaded anew and the script replayed on them, so that it may ask on by what was kept.
        """
        self.jotted = result

    def has(self, key: str) -> bool:
        """Whether an answer to `key` was given in this talk, also one that was gone back to."""
        return key in self.kept

    def answered_at(self, key: str) -> datetime:
        """When the answer to `key` was received (aware, UTC)."""
        return self.kept[key].at

    def until(self, deadline: datetime) -> None:
        """From here on the talk has to end by `deadline` (aware, UTC); then TimeUp is raised."""
        self.deadline = deadline

    def then(self, script: str, subject: str = "") -> None:
        """Open another conversation when this one has ended."""
        self.next = Begin(script, subject)


Script = Callable[[Talk, F], Coroutine[Any, Any, Any]]
