"""Penggerak as it is run: its own command, a configuration file, a migrated database with the form open."""

import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlmodel import Session

from bot.clock import Clock
from bot.phone.people import Person
from bot.phone.phone import Phone
from bot.phone.server import Address
from models.consents import TEXT_VERSION, Consent
from models.database import connect
from models.instruments.versions import Workbook, add_version
from models.instruments.windows import Wish, open_window
from models.instruments.workbook import read_workbook
from models.members import Member
from models.migrations.steps import upgrade
from models.people import Chat
from models.people import Person as Known
from models.programmes import Batch, Programme

CONFIGURATION = """
[telegram]
token = "{token}"
base_url = "{api}"
base_file_url = "{files}"

[database]
url = "sqlite:///{database}"

[limits]
messages_per_second = 1e9
chat_messages_per_second = 1e9
chat_burst = 1000000

[logging]
level = "warning"
"""
COMMAND = "import sys; from bot.cli import main; sys.argv[0] = 'penggerak'; main()"


def start(
    phone: Phone, address: Address, folder: Path, people: Sequence[Person], form: bytes
) -> Sequence[str]:
    """Make the database and the configuration in the folder; the command to start."""
    configuration, database = folder / "config.toml", folder / "penggerak.db"
    configuration.write_text(
        CONFIGURATION.format(
            token=phone.token, api=address.base_url, files=address.base_file_url, database=database
        ),
        encoding="utf-8",
    )
    engine = connect(f"sqlite:///{database}")
    upgrade(engine)
    with Session(engine) as session, session.begin():
        _settle(session, people, form)
    engine.dispose()
    return [sys.executable, "-c", COMMAND, "--config", str(configuration), "run"]


def stored(folder: Path) -> Mapping[int, Sequence[str]]:
    """The answers kept of each person, by their id, in the order in which they came in."""
    found: dict[int, list[str]] = defaultdict(list)
    with sqlite3.connect(folder / "penggerak.db") as database:
        rows = database.execute(
            "SELECT address, value FROM reply JOIN talk ON talk.id = talk_id JOIN chat ON chat.id = chat_id"
            " WHERE key LIKE '/%' ORDER BY reply.id"
        )
        for address, value in rows:
            found[address].append(json.loads(value))
    return found


def _settle(session: Session, people: Sequence[Person], form: bytes) -> None:
    now = Clock().now()
    programme = Programme(name="Beban", organisation="Pemerintah Kota Tirtanagari")
    session.add(programme)
    session.flush()
    batch = Batch(programme_id=programme.id or 0, code="beban", name="Beban")
    session.add(batch)
    session.flush()
    for person in people:
        known = Known(name=person.name, language="id", created_at=now)
        session.add(known)
        session.flush()
        session.add(Member(person_id=known.id or 0, batch_id=batch.id or 0))
        session.add(Consent(person_id=known.id or 0, text_version=TEXT_VERSION, language="id", given_at=now))
        session.add(Chat(channel="telegram", address=person.id, person_id=known.id, opened_at=now))
    book = Workbook("beban.xlsx", form)
    version = add_version(session, "beban", book, read_workbook(form, book.name), now).version
    open_window(session, version.instrument_id, batch.id or 0, Wish(), now)
