"""Can the database be reached, written to, and is it up to date?"""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.engine import URL, Engine
from sqlalchemy.exc import DBAPIError

from bot.doctor.findings import Finding
from models.database import UnknownDatabase, connect, database_url
from models.migrations.standing import is_current

ROOM = (
    200_000_000  # bytes that a programme of some hundred people may need within a year, and a backup of them
)
WAITS_MS = 1_000

_ADVICE = {
    "locked": "another programme holds it: end that one, a copy or a database browser perhaps",
    "readonly": "let the bot's user write to the file and to its folder",
    "not a database": "database.url names another kind of file; mend it, or restore a backup",
    "authentication failed": "mend the user or the password in database.url",
    "does not exist": "create it: createdb, createuser; or mend its name in database.url",
    "permission denied": "let the bot's user create tables in it",
    "Connection refused": "see that PostgreSQL runs, and that database.url has its host and port",
}
_NOT_UP_TO_DATE = Finding("database", well=False, says="it is not up to date", mend="run: penggerak migrate")


def database(address: str) -> Iterator[Finding]:
    """Look at the database at `address`, and where it is a file at the disk that it is on."""
    try:
        url = database_url(address)
    except UnknownDatabase as error:
        yield Finding("database", well=False, says=str(error), mend="mend database.url")
        return
    file = _file(url)
    if file is not None and not file.parent.is_dir():
        yield Finding(
            "database", well=False, says=f"there is no folder {file.parent}", mend="make it: mkdir -p"
        )
        return
    yield _NOT_UP_TO_DATE if file is not None and not file.exists() else _state(address)
    if file is not None:
        yield disk(file.parent)


def disk(folder: Path, room: int = ROOM) -> Finding:
    """See that there is room to write in a folder: `room` bytes."""
    free = shutil.disk_usage(folder).free
    says = f"{free / 1e9:.1f} GB are free on the database's disk".replace("0.0 GB", f"{free / 1e6:.0f} MB")
    if free < room:
        return Finding("disk", well=False, says=says, mend="make room: what cannot be written is lost")
    return Finding("disk", well=True, says=says)


def _state(address: str) -> Finding:
    engine = connect(address)
    try:
        _write_nothing(engine)
        if not is_current(engine):
            return _NOT_UP_TO_DATE
        return Finding("database", well=True, says="it can be written to and is up to date")
    except DBAPIError as error:
        return _refused(error.orig or error)
    except sqlite3.Error as error:  # while the connection was being prepared
        return _refused(error)
    finally:
        engine.dispose()


def _write_nothing(engine: Engine) -> None:
    """Begin to write, and leave everything as it was."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            driver = connection.connection.cursor()
            driver.execute(f"PRAGMA busy_timeout = {WAITS_MS}")
            driver.close()
        connection.exec_driver_sql("CREATE TABLE penggerak_doctor (id INTEGER)")
        connection.rollback()


def _refused(error: BaseException) -> Finding:
    reason = str(error).splitlines()[0]
    mend = next((advice for sign, advice in _ADVICE.items() if sign in reason), None)
    if mend is None:
        file = isinstance(error, sqlite3.Error)
        mend = (
            "see that the bot's user may open the file" if file else "see that PostgreSQL runs and is reached"
        )
    return Finding("database", well=False, says=reason, mend=mend)


def _file(url: URL) -> Path | None:
    if url.get_backend_name() != "sqlite" or url.database in {None, "", ":memory:"}:
        return None
    return Path(str(url.database).removeprefix("file:").partition("?")[0])
