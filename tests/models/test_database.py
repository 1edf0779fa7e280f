"""What the engine promises about durability and order, on both kinds of database."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlmodel import Session, select

from models.database import NETWORK, UnknownDatabase, connect, database_url, is_passing
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


def test_an_address_may_say_how_long_to_wait_for_a_lock(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'short.db'}?timeout=0.25")
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA busy_timeout")).scalar() == 250
    engine.dispose()


def test_a_server_that_falls_silent_is_given_up(postgresql_database: Engine) -> None:
    with postgresql_database.connect() as connection:
        told = connection.connection.dbapi_connection.info.get_parameters()  # type: ignore[union-attr]
    assert {name: int(told[name]) for name in NETWORK} == NETWORK
    patient = connect(f"{postgresql_database.url.render_as_string()}&connect_timeout=60")
    with patient.connect() as connection:
        told = connection.connection.dbapi_connection.info.get_parameters()  # type: ignore[union-attr]
    assert told["connect_timeout"] == "60"
    patient.dispose()
    postgresql_database.dispose()


def test_a_server_that_is_not_there_is_a_passing_trouble(tmp_path: Path) -> None:
    engine = connect(f"postgresql://penggerak@/penggerak?host={tmp_path}")
    with pytest.raises(OperationalError) as refused:
        engine.connect()
    assert is_passing(refused.value)


def test_what_no_database_takes_will_not_pass(database: Engine) -> None:
    for unstorable in (object(), "\0" if database.dialect.name == "postgresql" else object()):
        with database.connect() as connection, pytest.raises(DBAPIError) as refused:
            connection.execute(text("SELECT :it"), {"it": unstorable})
        assert not is_passing(refused.value)


def test_what_led_to_an_error_counts() -> None:
    full = OperationalError("INSERT", {}, _sqlite_error("SQLITE_FULL"))
    missing = OperationalError("ROLLBACK TO", {}, _sqlite_error("SQLITE_ERROR"))
    assert not is_passing(missing)
    missing.__context__ = full
    assert is_passing(missing)


def _sqlite_error(name: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError()
    error.sqlite_errorname = name
    return error


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
