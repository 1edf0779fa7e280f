"""One person's chat during a turn: who they are, their talks, and what is to be said to them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.messages import Acknowledgement, Message
from bot.questions.kind import Option
from bot.talk import Kept, Order, Question
from models.asking import Asker
from models.outbound import Priority
from models.talks import TalkState

MOMENT = timedelta(microseconds=1)


@dataclass(eq=False)
class OpenTalk:
    """A talk as a turn works on it: its row, its answers, and which of them changed."""

    script: str
    subject: str
    opened_at: datetime
    touched_at: datetime
    id: int | None = None
    state: TalkState = TalkState.OPEN
    turn: int = 0
    waiting: str | None = None
    deadline: datetime | None = None
    kept: dict[str, Kept] = field(default_factory=dict)
    stored: set[str] = field(default_factory=set)  # keys that have a row
    changed: set[str] = field(default_factory=set)  # keys whose row has to be written
    moved: bool = False  # whether the row has to be written
    shown_in: int | None = None  # the message that puts the open question, where it has arrived

    def keep(self, key: str, kept: Kept) -> None:
        """Keep an answer."""
        self.kept[key] = kept
        self.changed.add(key)
        self.moved = True

    def become(self, state: TalkState, at: datetime) -> None:
        """Change where the talk stands, and note that it was touched."""
        self.state, self.touched_at, self.moved = state, at, True

    @property
    def answered(self) -> int:
        """How many answers stand."""
        return sum(kept.settled for kept in self.kept.values())


@dataclass(frozen=True)
class Prompt:
    """A question to put, ready but for the number its talk gets when it is first written."""

    talk: OpenTalk
    question: Question[object]
    text: str
    rows: tuple[tuple[Option, ...], ...]
    contact_button: str = ""
    replaces: int | None = None


@dataclass(frozen=True)
class Undoing:
    """Something said with a button that takes a talk's cancellation back."""

    talk: OpenTalk
    text: str
    label: str


Effect = Message | Acknowledgement | Prompt | Undoing


@dataclass(eq=False)
class Scene:
    """One chat in one batch of turns."""

    channel: str
    address: int
    language: str
    zone: str
    chat_id: int | None = None
    person_id: int | None = None
    name: str = ""
    unreachable: bool = False
    reachability_changed: bool = False
    priority: Priority = Priority.REPLY
    talks: list[OpenTalk] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    heard_contact_button: bool = False

    def asker(self, subject: str = "", opened_at: datetime | None = None) -> Asker:
        """This person, for loaders and keepers."""
        return Asker(self.channel, self.address, self.person_id, subject, opened_at)

    def bring_forward(self, talk: OpenTalk, at: datetime) -> None:
        """Open a talk and make it the one in front, also where another was touched at the same instant."""
        others = (t.touched_at for t in self.talks if t is not talk and t.state == TalkState.OPEN)
        talk.become(TalkState.OPEN, max([at, *(touched + MOMENT for touched in others)]))

    @property
    def front(self) -> OpenTalk | None:
        """The talk that a message without any other sign is meant for."""
        return max(
            (t for t in self.talks if t.state == TalkState.OPEN), key=lambda t: t.touched_at, default=None
        )

    @property
    def resting(self) -> OpenTalk | None:
        """The talk that was put off last."""
        return max(
            (t for t in self.talks if t.state == TalkState.RESTING), key=lambda t: t.touched_at, default=None
        )

    def talk(self, talk_id: int) -> OpenTalk | None:
        """The talk of this chat with that number."""
        return next((t for t in self.talks if t.id == talk_id), None)

    def unfinished(self, script: str, subject: str) -> OpenTalk | None:
        """The talk that was begun on the same matter and has not come to its end."""
        return next(
            (
                t
                for t in self.talks
                if (t.script, t.subject) == (script, subject)
                and t.state in (TalkState.OPEN, TalkState.RESTING)
            ),
            None,
        )

    def set_reachable(self, reachable: bool) -> None:
        """Note whether the person can be written to."""
        if self.unreachable is reachable:
            self.unreachable = not reachable
            self.reachability_changed = True

    def say(self, text: str) -> None:
        """Say something that belongs to no question."""
        self.effects.append(Message(text))
