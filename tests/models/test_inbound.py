"""What comes in is kept once, claimed in order, and by one process at a time."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.database import connect
from models.inbound import Inbound, claim_updates, keep_updates, mark_done

NINE = datetime(2026, 11, 23, 2, tzinfo=UTC)
SITI, BUDI = 5_000_000_001, 5_000_000_002


def put(engine: Engine, *updates: tuple[int, int | None]) -> None:
    """Keep updates (number, whose)."""
    rows = [
        {"channel": "telegram", "update_id": n, "address": whose, "payload": {"n": n}, "received_at": NINE}
        for n, whose in updates
    ]
    with Session(engine) as session, session.begin():
        keep_updates(session, rows)


def claimed(session: Session, limit: int = 10) -> list[int]:
    return [row.update_id for row in claim_updates(session, limit)]


def done(session: Session, *, forget: bool) -> None:
    mark_done(
        session,
        [
            {"id": row.id, "done_at": NINE, "error": None, "address": row.address, "forget": forget}
            for row in claim_updates(session, 10)
        ],
    )


def test_an_update_is_kept_once_as_it_first_came(database: Engine) -> None:
    put(database, (7, SITI))
    put(database, (7, BUDI), (8, BUDI))

    with Session(database) as session:
        rows = session.exec(select(Inbound.update_id, Inbound.address).order_by(col(Inbound.id))).all()
    assert rows == [(7, SITI), (8, BUDI)]


def test_the_oldest_are_claimed_first_and_what_is_done_never_again(database: Engine) -> None:
    put(database, (9, SITI), (4, BUDI), (6, None))
    with Session(database) as session:
        assert claimed(session, 2) == [9, 4]
        assert [row.update_id for row in claim_updates(session, 1, only=3)] == [6]
    with Session(database) as session, session.begin():
        done(session, forget=False)
    with Session(database) as session:
        assert claimed(session) == []


@pytest.mark.parametrize("forget", [True, False])
def test_what_is_to_be_forgotten_loses_its_payload_and_keeps_its_number(
    database: Engine, forget: bool
) -> None:
    put(database, (7, SITI))
    with Session(database) as session, session.begin():
        done(session, forget=forget)
    with Session(database) as session:
        row = session.exec(select(Inbound)).one()
    assert row.update_id == 7
    assert row.payload == (None if forget else {"n": 7})


def test_nobodys_updates_change_places_between_two_processes(postgresql_database: Engine) -> None:
    put(postgresql_database, (1, SITI), (2, BUDI), (3, SITI), (4, BUDI))
    other = connect(postgresql_database.url.render_as_string(hide_password=False))
    with Session(postgresql_database) as here, Session(other) as there:
        assert claimed(here, 1) == [1]
        assert claimed(there) == [2, 4]
    other.dispose()
    postgresql_database.dispose()
