"""A desk at which small conversations are held."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.clock import StoppedClock
from tests.bot import small_talk
from tests.bot.desk import Desk, DeskFor, Somebody
from tests.bot.small_talk import Kept


@pytest.fixture
def desk_for(database: Engine, clock: StoppedClock) -> DeskFor:
    """A desk at which these conversations can be held, on each kind of database."""
    return lambda repertoire: Desk(database, clock, repertoire)


@pytest.fixture
def logged() -> Iterator[list[EventDict]]:
    """What is logged."""
    with capture_logs() as entries:
        yield entries


@pytest.fixture
def kept() -> Kept:
    """What is handed to the keeper of the small conversation about a team."""
    return Kept()


@pytest.fixture
def desk(desk_for: DeskFor, kept: Kept) -> Desk:
    """A desk at which the small conversations are held."""
    return desk_for(small_talk.repertoire(keep=kept))


@pytest.fixture
def siti(desk: Desk) -> Somebody:
    """Somebody who speaks English and has agreed."""
    return desk.person("Siti Aminah")
