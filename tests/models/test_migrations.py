"""The schema that people's databases are brought to is the one that the tables declare."""

import threading
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from models.database import connect
from models.migrations import standing
from models.migrations.shape import check
from models.migrations.standing import is_current, newest_steps
from models.migrations.steps import BrokenReferences, undisturbed, upgrade

MIGRATIONS = Path(standing.__file__).parent


def test_a_migrated_database_is_what_the_tables_declare(database: Engine) -> None:
    assert check(database) == []
    assert is_current(database)


def test_migrating_again_changes_nothing(database: Engine) -> None:
    upgrade(database)
    assert check(database) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("ALTER TABLE person ADD COLUMN shoe_size INTEGER", "not declared: person: column shoe_size"),
        ("DROP INDEX ix_inbound_pending", "not migrated: inbound: index ix_inbound_pending"),
        ("DROP TABLE nudge", "not migrated: nudge: column due_at"),
    ],
)
def test_what_differs_is_named(database: Engine, change: str, told: str) -> None:
    with database.begin() as connection:
        connection.execute(text(change))
    assert any(line.startswith(told) for line in check(database)), check(database)


def test_a_partial_index_with_another_condition_is_found(database: Engine) -> None:
    with database.begin() as connection:
        connection.execute(text("DROP INDEX ix_nudge_due"))
        connection.execute(text("CREATE INDEX ix_nudge_due ON nudge (due_at) WHERE state = 'given'"))
    assert len(check(database)) == 2


def test_an_empty_database_is_not_current(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'empty.db'}")
    assert not is_current(engine)
    engine.dispose()


def test_two_that_migrate_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'shared.db'}"
    failed: list[BaseException] = []

    def migrate() -> None:
        engine = connect(address)
        try:
            upgrade(engine)
        except Exception as error:
            failed.append(error)
        finally:
            engine.dispose()

    threads = [threading.Thread(target=migrate) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    engine = connect(address)
    assert not failed
    assert is_current(engine)
    engine.dispose()


def test_a_step_that_would_leave_orphans_is_undone(sqlite_database: Engine) -> None:
    def delete_programmes_under_their_batches() -> None:
        with undisturbed(sqlite_database) as connection:
            connection.execute(text("INSERT INTO programme VALUES (1, 'Quick wins', 'Kota Contoh')"))
            connection.execute(
                text("INSERT INTO batch VALUES (1, 1, 'A-1', 'Angkatan I', 'Asia/Jakarta', NULL, NULL)")
            )
            connection.execute(text("DELETE FROM programme"))

    with pytest.raises(BrokenReferences, match="batch"):
        delete_programmes_under_their_batches()
    with sqlite_database.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM batch")).scalar() == 0
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    sqlite_database.dispose()


def test_the_newest_step_is_the_one_that_alembic_ends_with() -> None:
    assert newest_steps() == set(ScriptDirectory(str(MIGRATIONS)).get_heads())
