"""What every test may ask for: a migrated database of each kind, and a clock that stands still."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import hypothesis
import pytest
from sqlalchemy.engine import URL, Engine

from bot.clock import StoppedClock
from models.database import connect
from models.migrations.steps import upgrade
from tests.rig.bot_process import start_fork_server
from tests.rig.databases import Databases
from tests.rig.postgresql import PostgreSQL
from tests.rig.rehearsal import DATABASES

hypothesis.settings.register_profile("explore", deadline=None)  # a busy machine is not a fault
hypothesis.settings.register_profile("same", hypothesis.settings.get_profile("explore"), derandomize=True)
hypothesis.settings.load_profile("same")
"""The suite looks at the same examples each time, so that what fails is what was changed; `make fuzz` looks for others."""

HERE = Path(__file__).parent
TEMPLATE = "penggerak_template"
LONGEST = ("transcripts", "load", "failures", "fuzz")
"""Folders whose tests take seconds each."""
_numbers = count(1)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what can be asked for on the command line."""
    parser.addoption("--rewrite", action="store_true", help="write the transcripts as they now go")
    parser.addoption("--people", type=int, default=25, help="how many people answer in a siege")
    parser.addoption("--kills", type=int, default=1, help="how often a siege kills the bot")
    parser.addoption("--messages", type=int, default=25, help="how many messages fall due in a siege")
    parser.addoption("--updates", type=int, default=200, help="how many updates the fuzz run is of, about")
    parser.addoption(
        "--report",
        action="store_true",
        help="add what sieges came to up in build/kill.json, and put what the fuzz run came to into build/fuzz.json",
    )


def pytest_xdist_auto_num_workers() -> int:
    """Half as many again as there are cores: a test waits a third of its time for databases, files and other processes."""
    return max(1, (os.cpu_count() or 1) * 3 // 2)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put what takes longest first: each worker is given as long a stretch of the list, and begins with its share of that."""
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    long = [item for item in items if item.path.relative_to(HERE).parts[0] in LONGEST]
    others = [item for item in items if item.path.relative_to(HERE).parts[0] not in LONGEST]
    stretch = len(others) // workers
    items.clear()
    for worker in range(workers):
        last = worker == workers - 1
        items += long[worker::workers]
        items += others[worker * stretch : None if last else (worker + 1) * stretch]


@pytest.fixture
def clock() -> StoppedClock:
    """Monday, 23 November 2026, 09.00 WIB."""
    return StoppedClock(datetime(2026, 11, 23, 2, tzinfo=UTC))


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An empty database with every table; the test runs once on each kind. `str(database.url)` opens it again."""
    engine: Engine = request.getfixturevalue(f"{request.param}_database")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def rehearsed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Have bots forked from a process that has rehearsed on each kind of database that is tested on."""
    kinds = {
        item.callspec.params.get("database") for item in request.session.items if hasattr(item, "callspec")
    }
    addresses = []
    if "sqlite" in kinds:
        file = tmp_path_factory.mktemp("rehearsal") / "rehearsal.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), file)
        addresses.append(f"sqlite:///{file}")
    if "postgresql" in kinds:
        server: URL = request.getfixturevalue("postgresql_server")
        databases: Databases = request.getfixturevalue("postgresql_databases")
        databases.tell(f"CREATE DATABASE rehearsal TEMPLATE {TEMPLATE}")
        addresses.append(str(server.set(database="rehearsal")))
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(DATABASES, " ".join(addresses))
        start_fork_server()


@pytest.fixture
def copies(
    database: Engine, request: pytest.FixtureRequest, tmp_path: Path
) -> Callable[[], AbstractContextManager[Engine]]:
    """As often as it is entered: a copy of the database as it is then, which nobody else may be using."""
    if database.dialect.name == "sqlite":
        return lambda: _copied_file(database, tmp_path)
    databases: Databases = request.getfixturevalue("postgresql_databases")
    return lambda: databases.copied(database)


@contextmanager
def _copied_file(original: Engine, folder: Path) -> Iterator[Engine]:
    original.dispose()
    file = folder / f"copy_{next(_numbers)}.db"
    shutil.copyfile(str(original.url.database), file)
    engine = connect(f"sqlite:///{file}")
    yield engine
    engine.dispose()
    file.unlink()


@pytest.fixture
def sqlite_database(sqlite_template: Path, tmp_path: Path) -> Engine:
    """A file of its own in the test's folder."""
    file = tmp_path / "penggerak.db"
    shutil.copyfile(sqlite_template, file)
    return connect(f"sqlite:///{file}")


@pytest.fixture
def postgresql_database(postgresql_databases: Databases) -> Iterator[Engine]:
    """A database of the session's server, lent for this test."""
    with postgresql_databases.lent() as engine:
        yield engine


@pytest.fixture(scope="session")
def postgresql_databases(postgresql_server: URL) -> Databases:
    """Those of the session's server."""
    return Databases(postgresql_server, TEMPLATE)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file to copy."""
    file = tmp_path_factory.mktemp("template") / "template.db"
    engine = connect(f"sqlite:///{file}")
    upgrade(engine)
    engine.dispose()  # the last one to leave folds the write-ahead log into the file
    return file


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[URL]:
    """A real PostgreSQL, started when the first test needs one."""
    server = PostgreSQL()
    server.tell(f"CREATE DATABASE {TEMPLATE}")
    engine = connect(str(server.url.set(database=TEMPLATE)))
    upgrade(engine)
    engine.dispose()
    yield server.url
    server.remove()
