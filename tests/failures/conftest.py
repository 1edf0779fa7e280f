"""A PostgreSQL that a test may stop."""

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import URL

from models.database import connect
from models.migrations.steps import upgrade
from tests.rig.postgresql import PostgreSQL


@pytest.fixture(scope="module")
def own_server(postgresql_server: URL) -> Iterator[PostgreSQL]:
    """A server of the module's own, beside everybody's, with every table in the database `template`."""
    server = PostgreSQL()
    server.tell("CREATE DATABASE template")
    engine = connect(str(server.url.set(database="template")))
    upgrade(engine)
    engine.dispose()
    yield server
    server.remove()
