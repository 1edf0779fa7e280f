"""What every test of the outbox asks for."""

import pytest
from sqlalchemy import Engine

from bot.clock import StoppedClock
from tests.bot.outbox.post import Post


@pytest.fixture
def post(database: Engine, clock: StoppedClock) -> Post:
    """A messenger, a database of each kind, and time that the test moves."""
    return Post(database, clock)
