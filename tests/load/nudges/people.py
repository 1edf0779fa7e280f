"""Who is there: people who have joined in a talk, as everybody has, and a form that is opened to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, text
from sqlmodel import Session, SQLModel, insert

from models.consents import TEXT_VERSION, Consent
from models.instruments.versions import Workbook, add_version
from models.instruments.windows import Wish, open_window, subject_of
from models.instruments.workbook import read_workbook
from models.members import Member
from models.people import Chat, Person
from models.programmes import add_batch
from models.talks import Talk, TalkState
from tests.load.bench.forms import Form

CHANNEL = "telegram"
WRITTEN_TOGETHER = 5_000  # rows
A_MONTH = timedelta(days=30)
N, ADDRESS = object(), object()
"""Stand for the number of the person, and for their address."""


@dataclass(frozen=True)
class Settled:
    """A batch of people, and the form that it is about."""

    batch_id: int
    numbers: range  # of the people, and of their memberships and chats
    instrument_id: int
    version_id: int

    def open(self, session: Session, now: datetime) -> str:
        """Open the form to them; the subject of the talks about that."""
        window = open_window(session, self.instrument_id, self.batch_id, Wish(), now)
        return subject_of(window.id or 0, self.version_id)


def settle(
    session: Session, addresses: Sequence[int], form: Form, code: str, now: datetime, first: int = 1
) -> Settled:
    """A batch of people who can be written to at these addresses, numbered from `first`, who joined `now` (aware, UTC)."""
    batch = add_batch(session, code, code.title(), "Beban", "Kota Tirtanagari")
    book = Workbook("beban.xlsx", form.content)
    version = add_version(session, code, book, read_workbook(form.content, book.name), now).version
    numbers = range(first, first + len(addresses))
    rows: dict[type[SQLModel], dict[str, Any]] = {
        Person: {"id": N, "name": "Orang", "language": "id", "created_at": now},
        Member: {"id": N, "person_id": N, "batch_id": batch.id},
        Consent: {"person_id": N, "text_version": TEXT_VERSION, "language": "id", "given_at": now},
        Chat: {"id": N, "channel": CHANNEL, "address": ADDRESS, "person_id": N, "language": "id", "opened_at": now},
        Talk: {
            "id": N, "chat_id": N, "script": "join", "state": TalkState.DONE, "opened_at": now - A_MONTH,
            "touched_at": now - A_MONTH,
        },
    }  # fmt: skip
    for table, columns in rows.items():
        write(
            session,
            table,
            (
                {
                    name: n if value is N else address if value is ADDRESS else value
                    for name, value in columns.items()
                }
                for n, address in zip(numbers, addresses, strict=True)
            ),
        )
    return Settled(batch.id or 0, numbers, version.instrument_id, version.id or 0)


def write(session: Session, table: type[SQLModel], rows: Iterator[dict[str, Any]]) -> None:
    """Write rows, some thousand together."""
    portion: list[dict[str, Any]] = []
    for row in rows:
        portion.append(row)
        if len(portion) == WRITTEN_TOGETHER:
            session.connection().execute(insert(table), portion)
            portion = []
    if portion:
        session.connection().execute(insert(table), portion)


def count_on(engine: Engine, session: Session) -> None:
    """Let PostgreSQL count on from the numbers that were given, and know how many rows there are, as its autovacuum sees to."""
    if engine.dialect.name == "postgresql":
        session.connection().execute(text("SELECT setval('talk_id_seq', (SELECT max(id) FROM talk))"))
        session.connection().execute(text("ANALYZE"))
