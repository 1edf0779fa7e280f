"""Numbers that come as one value find what a list of them would find, by the same index."""

from collections.abc import Collection
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, not_
from sqlmodel import Session, col, select

from models.among import among
from models.people import Person

NUMBERS = range(1, 2_001)


@pytest.fixture
def people(database: Engine) -> Engine:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    with Session(database) as session, session.begin():
        session.add_all(Person(id=n, name=f"Orang {n}", created_at=now) for n in NUMBERS)
    return database


@pytest.mark.parametrize(
    "wanted", [(), (7,), {3, 5, 9_999, -1, 2**40}, (4, 4), range(1, 2_001, 3), {2: "two", 8: "eight"}.keys()]
)
def test_those_are_found_whose_number_is_among_them(people: Engine, wanted: Collection[int]) -> None:
    numbers = col(Person.id)
    with Session(people) as session:
        found = set(session.exec(select(numbers).where(among(numbers, wanted))))
        named = set(session.exec(select(numbers).where(among(numbers, "wanted")), params={"wanted": wanted}))
        others = set(session.exec(select(numbers).where(not_(among(numbers, wanted)))))
    assert found == named == {n for n in NUMBERS if n in wanted}
    assert others == set(NUMBERS) - found


def test_no_table_is_read_from_end_to_end(sqlite_database: Engine) -> None:
    with Session(sqlite_database) as session:
        asked = str(select(Person).where(among(col(Person.id), "wanted")).compile(sqlite_database))
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", ("[1, 2]",)).all()
    sqlite_database.dispose()
    assert any("SEARCH person USING INTEGER PRIMARY KEY" in step for *_ids, step in plan)
