"""Small conversations to try the shell with, and what their keepers were given."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import JsonValue
from sqlmodel import Session

from bot.conversation import Conversation, keep_nothing, no_facts
from bot.questions import many_of, one_of, text, whole_number
from bot.questions.kind import Offer, Option
from bot.questions.words import Words
from bot.repertoire import Repertoire
from bot.talk import Talk
from models.asking import Asker, FactsChanged
from tests.bot.desk import Somebody


async def menu(talk: Talk, _facts: None) -> None:
    """Choose what to talk about."""
    talk.then(
        await talk.ask("what", "What would you like to do?", one_of([("team", "Team"), ("tea", "Tea")]))
    )


async def team(talk: Talk, _facts: None) -> dict[str, Any]:
    """Ask after somebody's team, and look it over."""
    answers = {
        "name": await talk.ask("name", "What is your team called?", text(longest=40)),
        "size": await talk.ask(
            "size",
            "How many are you?",
            whole_number(),
            check=lambda n: "A team has 1 to 50 people." if not 1 <= n <= 50 else None,
        ),
        "tools": await talk.ask(
            "tools", "What do you use?", many_of([("wa", "WhatsApp"), ("xls", "Sheets"), ("pen", "Pen")])
        ),
        "mood": await talk.ask(
            "mood", "How is the mood?", one_of([("up", "Good"), ("down", "Tense")]), optional=True
        ),
    }
    await talk.review("Shall I send it?")
    talk.say(f"Thank you, {talk.name}!")
    return answers


async def tea(talk: Talk, _facts: None) -> None:
    """Ask one small thing; not worth keeping for later."""
    sort = await talk.ask("sort", "Which tea?", one_of([("green", "Green"), ("black", "Black")]))
    talk.say(f"One {sort} tea.")


async def broken(talk: Talk, _facts: None) -> None:
    """Fail once a word has been given."""
    word = await talk.ask("word", "Say a word.", text())
    raise RuntimeError(f"no place for {word}")


async def stranger(talk: Talk, _facts: None) -> None:
    """Tell somebody unknown where the door is."""
    talk.say("Hello, you need an invitation.")


async def join(talk: Talk, _facts: None) -> None:
    """Tell how somebody has come."""
    talk.say(f"You come with {talk.subject}.")


class Kept:
    """What was handed to a keeper, by address. It can be told to fail, once each time."""

    def __init__(self) -> None:
        self.results: dict[int, list[Any]] = {}
        self.failures: list[Exception] = []
        self.meanwhile: Callable[[], None] | None = None  # what another process does at that moment

    def __call__(self, _session: Session, asker: Asker, result: Any, _at: datetime) -> None:
        if self.meanwhile:
            self.meanwhile()
        if self.failures:
            raise self.failures.pop(0)
        self.results.setdefault(asker.address, []).append(result)


def repertoire(*more: Conversation[Any], keep: Callable[..., None] = keep_nothing) -> Repertoire:
    """The small conversations, and others besides."""
    return Repertoire(
        (
            Conversation("menu", menu, no_facts, words=("menu",), rests=False),
            Conversation("team", team, no_facts, keep, words=("team",), title="your team"),
            Conversation("tea", tea, no_facts, words=("tea",), rests=False),
            Conversation("broken", broken, no_facts, words=("broken",)),
            Conversation("stranger", stranger, no_facts, strangers=True, rests=False),
            Conversation("join", join, no_facts, strangers=True),
            *more,
        ),
        invitation="join",
        stranger="stranger",
        home="menu",
    )


class Cups:
    """Facts that can change while somebody is being asked: how many cups are left."""

    def __init__(self, left: int) -> None:
        self.left = left

    def load(self, _session: Session, askers: Sequence[Asker], _now: datetime) -> Mapping[Asker, int]:
        """The same for everybody."""
        return dict.fromkeys(askers, self.left)

    def take(self, _session: Session, _asker: Asker, _result: Any, _at: datetime) -> None:
        """Take one. Raises FactsChanged where there is none."""
        if not self.left:
            raise FactsChanged
        self.left -= 1


async def cup(talk: Talk, left: int) -> str | None:
    """Offer a cup while there are any."""
    if not left:
        talk.say("There is none left.")
        return None
    await talk.ask("take", f"There are {left}. Take one?", one_of([("take", "Take one")]))
    talk.say("Here you are.")
    return "taken"


class TooLong(Words):
    """A question whose button carries more than a channel allows: a mistake that shows when all is to be written."""

    def offer(self, before: JsonValue = None, page: int = 0) -> Offer:
        """One button."""
        return Offer([[Option("Tap", "=" + "x" * 80)]])


def unsayable() -> Conversation[None]:
    """A conversation whose first question no channel can put."""

    async def script(talk: Talk, _facts: None) -> None:
        await talk.ask("tap", "Tap.", TooLong())

    return Conversation("unsayable", script, no_facts, words=("unsayable",))


def answer_up_to_the_review(somebody: Somebody) -> None:
    """Say everything that the small conversation about a team asks."""
    for written in ("/team", "Layanan", "7"):
        somebody.writes(written)
    for label in ("Sheets", "Done (1)", "Good"):
        somebody.taps(label)
