"""What the engine promises about durability and order, on both kinds of database."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from models.database import UnknownDatabase, connect, database_url
from models.people import Chat, Person

NINE = datetime(2026, 11, 23, 2, tzinfo=UTC)


def test_sqlite_is_as_durable_as_it_can_be(sqlite_database: Engine) -> None:
    with sqlite_database.connect() as connection:
        settings = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    sqlite_database.dispose()
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}


def test_an_instant_comes_back_aware_and_in_utc(database: Engine) -> None:
    with Session(database) as session:
        session.add(Person(name="Dewi Lestari Ningsih", created_at=NINE))
        session.commit()
    with Session(database) as session:
        assert session.exec(select(Person)).one().created_at == NINE


def test_a_chat_id_may_be_larger_than_32_bits(database: Engine) -> None:
    with Session(database) as session:
        session.add(Chat(channel="telegram", address=7_000_000_000, opened_at=NINE))
        session.commit()
        assert session.exec(select(Chat.address)).one() == 7_000_000_000


def test_a_row_cannot_point_to_nothing(database: Engine) -> None:
    with Session(database) as session:
        session.add(Chat(channel="telegram", address=1, person_id=99, opened_at=NINE))
        with pytest.raises(IntegrityError):
            session.commit()


def test_an_error_does_not_tell_what_was_to_be_written(database: Engine) -> None:
    with Session(database) as session:
        session.add(Chat(channel="telegram of Siti", address=1, person_id=99, opened_at=NINE))
        with pytest.raises(IntegrityError) as refused:
            session.commit()
    assert "Siti" not in str(refused.value)


@pytest.mark.parametrize("address", ["", "penggerak.db", "mysql://db/penggerak", "postgresql:/x"])
def test_an_address_that_cannot_be_used_is_refused(address: str) -> None:
    with pytest.raises(UnknownDatabase):
        connect(address)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg2"])
def test_postgresql_is_always_reached_through_psycopg_3(scheme: str) -> None:
    assert database_url(f"{scheme}://db/penggerak").drivername == "postgresql+psycopg"


def test_a_password_is_not_shown_when_an_address_is_refused() -> None:
    with pytest.raises(UnknownDatabase) as refused:
        connect("mysql://penggerak:rahasia@db/penggerak")
    assert "rahasia" not in str(refused.value)


def test_every_test_has_its_own_database(database: Engine, tmp_path: Path) -> None:
    with Session(database) as session:
        assert session.exec(select(Person)).all() == []
