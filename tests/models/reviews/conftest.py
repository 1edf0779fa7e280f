"""A workshop in a session that is rolled back at the end."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from bot.clock import StoppedClock
from tests.models.reviews.workshop import Workshop


@pytest.fixture
def workshop(database: Engine, clock: StoppedClock) -> Iterator[Workshop]:
    """On each kind of database."""
    with Session(database) as session:
        yield Workshop(session, clock.now())
