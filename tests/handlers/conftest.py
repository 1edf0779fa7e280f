"""Playing a conversation in memory: a script, its facts, and what was answered so far. Or at a desk, with all of it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import JsonValue
from sqlalchemy import Engine

from bot.clock import StoppedClock
from bot.i18n import speaking
from bot.play import Play
from bot.talk import Kept, Script, Talk
from handlers.conversations import REPERTOIRE
from tests.bot.desk import Desk, Somebody

NINE = datetime(2026, 11, 23, 2, tzinfo=UTC)
"""Monday, 09.00 WIB."""

Player = Callable[..., Play[Any]]


@pytest.fixture
def play() -> Iterator[Player]:
    """`play(script, facts, question=answer, ...)`: the talk as it stands after these answers, in English.

    `subject` is what it is about.
    """
    plays: list[Play[Any]] = []

    def _play(script: Script[Any], facts: Any, *, subject: str = "", **answers: JsonValue) -> Play[Any]:
        kept = {key: Kept(value, NINE) for key, value in answers.items()}
        talk = Talk("Wagiman", subject, NINE, "Asia/Jakarta", kept)
        plays.append(Play(script, talk, facts, NINE))
        return plays[-1]

    with speaking("en"):
        yield _play
    for each in plays:
        each.close()


@pytest.fixture
def desk(database: Engine, clock: StoppedClock) -> Desk:
    """A desk at which all conversations are held, on each kind of database."""
    return Desk(database, clock, REPERTOIRE)


@pytest.fixture
def siti(desk: Desk) -> Somebody:
    """An agent who speaks English and has agreed."""
    return desk.person("Siti Aminah")
