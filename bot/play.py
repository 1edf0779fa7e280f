"""Running a script on what is kept: the replay that every turn begins with."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from bot.i18n import _
from bot.questions.kind import Misunderstood
from bot.talk import BrokenScript, Kept, Question, Saying, Script, Talk, TimeUp

F = TypeVar("F")


@dataclass(frozen=True)
class Above:
    """What stands above an open question in its chat: the key of what was answered just before it, and of the
    question, it or an earlier one, that the newest files came with; "" where there is none."""

    answered: str = ""
    files_of: str = ""


class Play(Generic[F]):
    """A script being run, up to the first question without a settled answer, or to its end.

    `now` (aware, UTC) decides only whether the talk's deadline has passed. Making a Play runs it; `give`
    goes on with one more answer. Both raise BrokenScript, and whatever the script raises.
    """

    def __init__(self, script: Script[F], talk: Talk, facts: F, now: datetime) -> None:
        self.talk = talk
        self.now = now
        self.waiting: Question[Any] | None = None
        self.result: Any = None
        self._keys: set[str] = set()
        self._files_of = ""
        self._run = script(talk, facts)
        self._go_on(None)

    @property
    def ended(self) -> bool:
        """Whether the script has come to its end."""
        return self.waiting is None

    @property
    def above(self) -> Above:
        """What stands above the open question."""
        asked = self.talk.asked
        files_of = self.waiting.key if self.waiting is not None and self._brings_files else self._files_of
        return Above(asked[-1].key if asked else "", files_of)

    def can_stand_below(self, above: Above) -> bool:
        """Whether the open question may take the place of one that has this above it, without being misread.

        The newest files in the chat have to be its own. Its own also have to be near: it was answered just before.
        """
        if self.waiting is not None and self._brings_files:
            return above == Above(self.waiting.key, self.waiting.key)
        return above.files_of == self._files_of

    def give(self, kept: Kept) -> None:
        """Keep an answer to the open question and go on. Raises Misunderstood where it is not allowed."""
        question = self.waiting
        if question is None:
            raise BrokenScript("an answer was given to a talk that asks nothing")
        answer = question.read(kept.value)
        self.talk.kept[question.key] = kept
        if self._late(kept.at):
            self._end_in_time()
            return
        self._pass(question)
        self._go_on(answer)

    def close(self) -> None:
        """Drop the coroutine."""
        self._run.close()

    def _go_on(self, answer: Any) -> None:
        self.waiting = None
        try:
            while True:
                question = self._accepted(self._run.send(answer))
                try:
                    answer = self._settled_answer(question)
                except Misunderstood:
                    break
                self._pass(question)
        except TimeUp:
            self.talk.said[:] = [_closed()]
        except StopIteration as end:
            self.result = end.value
        else:
            self.waiting = question
            if self._late(self.now):
                self._end_in_time()

    def _accepted(self, question: object) -> Question[Any]:
        if not isinstance(question, Question):
            raise BrokenScript(f"awaited {question!r}, which is not a question")
        if question.key in self._keys:
            raise BrokenScript(f"asks {question.key!r} twice")
        self._keys.add(question.key)
        return question

    def _settled_answer(self, question: Question[Any]) -> Any:
        """The answer that stands; once time is up, also one that was gone back to and not given anew."""
        kept = self.talk.kept.get(question.key)
        if kept is None or self._late(kept.at) or not (kept.settled or self._late(self.now)):
            raise Misunderstood
        return question.read(kept.value)

    @property
    def _brings_files(self) -> bool:
        return any(saying.shows for saying in self.talk.said)

    def _pass(self, question: Question[Any]) -> None:
        if self._brings_files:
            self._files_of = question.key
        self.talk.asked.append(question)
        self.talk.said.clear()  # it was said on an earlier turn
        self.talk.orders.clear()

    def _end_in_time(self) -> None:
        self.waiting = None
        self.talk.said.clear()
        try:
            self._run.throw(TimeUp())
        except TimeUp:
            self.talk.said[:] = [_closed()]
        except StopIteration as end:
            self.result = end.value
        else:
            raise BrokenScript("a script may not ask on when time is up")

    def _late(self, at: datetime) -> bool:
        return self.talk.deadline is not None and at >= self.talk.deadline


def _closed() -> Saying:
    return Saying(_("Time is up, so this has been closed."))
