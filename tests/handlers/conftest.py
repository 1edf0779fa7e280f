"""Playing a conversation in memory: a script, its facts, and what was answered so far."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import JsonValue

from bot.i18n import speaking
from bot.play import Play
from bot.talk import Kept, Script, Talk

NINE = datetime(2026, 11, 23, 2, tzinfo=UTC)
"""Monday, 09.00 WIB."""

Player = Callable[..., Play[Any]]


@pytest.fixture
def play() -> Iterator[Player]:
    """`play(script, facts, question=answer, ...)`: the talk as it stands after these answers, in English."""
    plays: list[Play[Any]] = []

    def _play(script: Script[Any], facts: Any, **answers: JsonValue) -> Play[Any]:
        kept = {key: Kept(value, NINE) for key, value in answers.items()}
        talk = Talk("Wagiman", "", NINE, "Asia/Jakarta", kept)
        plays.append(Play(script, talk, facts, NINE))
        return plays[-1]

    with speaking("en"):
        yield _play
    for each in plays:
        each.close()
