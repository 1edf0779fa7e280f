"""Many people who answer as soon as they are asked, woken only by what changes in their own chat."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.phone.messages import Message
from bot.phone.people import Person
from bot.phone.phone import Phone


@dataclass(frozen=True)
class Script:
    """What people do. `opening` leads to the first question: a text to write, "" for the first button shown.

    `scales[n]` is how many options the n-th question has, 0 where it is answered in writing.
    """

    opening: Sequence[str]
    scales: Sequence[int]


@dataclass
class Answerer:
    """One person: how far they are, what they answered, and how long each next question took."""

    person: Person
    number: int
    opened: int = 0
    face: tuple[int, str] = (0, "")
    asked: Message | None = None
    acted_at: float = 0.0
    answers: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    def is_asked_anew(self, message: Message) -> bool:
        """Whether the message puts another question; one whose buttons went away only shows what was answered."""
        buttons = message.buttons
        if not buttons and message.id <= self.face[0]:
            return False
        face = (message.id, (buttons[0][0].data or "") if buttons else "")
        changed, self.face = face != self.face, face
        return changed

    def write(self, text: str) -> None:
        """Say something."""
        self.acted_at = time.perf_counter()
        self.person.write(text)

    def tap(self, option: int, message: Message) -> None:
        """Tap the button at this place, counted through all rows."""
        self.acted_at = time.perf_counter()
        self.person.tap([button for row in message.buttons for button in row][option], message)

    def reply(self, message: Message, scales: Sequence[int]) -> None:
        """Answer the question that is put, which has as many options as `scales` says of it, 0: is answered in writing."""
        n = len(self.answers) + 1
        if options := scales[n - 1]:
            option = (self.number + n) % options
            self.answers.append(str(option + 1))
            self.tap(option, message)
        else:
            self.answers.append(f"jawaban {n} dari orang {self.number}")
            self.write(self.answers[-1])


Meet = Callable[[Answerer, Message], None]


class Crowd:
    """People on one phone. `assemble` brings everybody to the first question; `answer` goes through the form."""

    def __init__(self, phone: Phone, people: Sequence[Person], script: Script) -> None:
        self.everybody = {person.id: Answerer(person, number) for number, person in enumerate(people)}
        self._phone = phone
        self._script = script
        self._waiting = len(people)

    async def assemble(self, within: float) -> None:
        """Return when everybody has the first question before them. Raises TimeoutError after so many seconds."""
        for one in self.everybody.values():
            one.opened = 1
            one.write(self._script.opening[0])
        async with asyncio.timeout(within):
            await self._live(self._open)

    async def answer(self, within: float) -> float:
        """Let everybody answer, at most for so many seconds; how many it took."""
        self._waiting = len(self.everybody)
        begun = time.perf_counter()
        try:
            async with asyncio.timeout(within):
                for one in self.everybody.values():
                    if one.asked is not None:
                        one.reply(one.asked, self._script.scales)
                await self._live(self._go_on)
        except TimeoutError:
            pass  # what was answered counts
        return time.perf_counter() - begun

    @property
    def waits(self) -> list[float]:
        """Seconds between each answer and its next question."""
        return [wait for one in self.everybody.values() for wait in one.waits]

    async def _live(self, meet: Meet) -> None:
        listener = self._phone.world.changes.listen()
        try:
            while self._waiting:
                await listener.stirred.wait()
                for kind, subject in listener.take():
                    if kind == "message" and subject.from_bot:
                        one = self.everybody[subject.chat.id]
                        if one.is_asked_anew(subject):
                            meet(one, subject)
        finally:
            self._phone.world.changes.forget(listener)

    def _open(self, one: Answerer, message: Message) -> None:
        if one.opened == len(self._script.opening):
            one.asked = message
            self._waiting -= 1
            return
        step = self._script.opening[one.opened]
        one.opened += 1
        if step:
            one.write(step)
        else:
            one.tap(0, message)

    def _go_on(self, one: Answerer, message: Message) -> None:
        one.waits.append(time.perf_counter() - one.acted_at)
        if len(one.answers) == len(self._script.scales):
            self._waiting -= 1
        else:
            one.reply(message, self._script.scales)
