"""Everybody of a plan moves into an empty database: batches with their rules and days off, people who have agreed to be written to."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import Engine, event
from sqlmodel import Session, SQLModel, insert

from models.availability.day_off import add_days_off
from models.availability.preferences import Preferences
from models.checkins.rule import CheckInRule
from models.consents import TEXT_VERSION, Consent
from models.database import connect
from models.members import Member, Role
from models.people import Chat, Person
from models.programmes import Agency, Batch, Programme
from tests.load.year.plan import AGENCIES, FIRST_DAY, NIGHTS, Plan, Somebody

BEGINNING = datetime.combine(FIRST_DAY, time(), UTC).replace(month=11)
CHANNEL = "telegram"


def number_of(who: Somebody) -> int:
    """The id of their person, member and chat, and their address."""
    return who.number + 1


def people_beside(engine: Engine) -> Engine:
    """The same database, where what people do is not what is measured: no commit of theirs waits for the disk."""
    beside = connect(engine.url.render_as_string(hide_password=False))
    if beside.dialect.name == "sqlite":
        event.listen(
            beside, "connect", lambda connection, _record: connection.execute("PRAGMA synchronous = OFF")
        )
    return beside


def move_in(engine: Engine, plan: Plan) -> None:
    """Write all of them."""
    with Session(engine) as session, session.begin():
        session.add(Programme(id=1, name="Penggerak Layanan", organisation="Kota Tirtanagari"))
        session.flush()
        write(
            session,
            Agency,
            [{"id": n + 1, "programme_id": 1, "name": f"Dinas {n + 1}"} for n in range(AGENCIES)],
        )
        for batch in plan.batches:
            of = batch.number + 1
            session.add(Batch(id=of, programme_id=1, code=f"A-{of}", name=f"Angkatan {of}"))
            session.flush()
            session.add(
                CheckInRule(
                    batch_id=of,
                    weekday=batch.weekday,
                    at=batch.clock,
                    starts_on=batch.weeks[0],
                    ends_on=batch.weeks[-1],
                )
            )
            add_days_off(session, of, batch.days_off, "", BEGINNING)
        for table, rows in _rows(plan.people):
            write(session, table, rows)


def write(session: Session, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write these rows."""
    if rows:
        session.connection().execute(insert(table), list(rows))


def _rows(people: Sequence[Somebody]) -> Iterator[tuple[type[SQLModel], Sequence[Mapping[str, Any]]]]:
    numbers = [(who, number_of(who)) for who in people]
    yield (
        Person,
        [
            {"id": n, "name": f"Peserta {n}", "language": "id", "zone": who.zone, "created_at": BEGINNING}
            for who, n in numbers
        ],
    )
    yield (
        Member,
        [
            {
                "id": n,
                "person_id": n,
                "batch_id": who.batch + 1,
                "role": Role(who.role),
                "agency_id": None if who.agency is None else who.agency + 1,
            }
            for who, n in numbers
        ],
    )
    yield (
        Consent,
        [
            {"person_id": n, "text_version": TEXT_VERSION, "language": "id", "given_at": BEGINNING}
            for _who, n in numbers
        ],
    )
    yield (
        Chat,
        [
            {
                "id": n,
                "channel": CHANNEL,
                "address": n,
                "person_id": n,
                "language": "id",
                "opened_at": BEGINNING,
            }
            for _who, n in numbers
        ],
    )
    yield (
        Preferences,
        [
            {"person_id": n, "quiet_from": who.quiet[0], "quiet_until": who.quiet[1]}
            for who, n in numbers
            if who.quiet != NIGHTS[0]
        ],
    )
