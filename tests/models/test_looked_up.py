"""Days that come as one value stand beside the numbers that they belong to."""

from datetime import UTC, date, datetime

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.looked_up import day_of
from models.people import Person

ASKED_ON = {1: date(2026, 12, 4), 3: date(2027, 1, 8)}


def test_each_number_has_its_own_day_and_others_have_none(database: Engine) -> None:
    with Session(database) as session, session.begin():
        created_at = datetime(2026, 11, 23, tzinfo=UTC)
        session.add_all(Person(id=n, name=f"Orang {n}", created_at=created_at) for n in (1, 2, 3))
    with Session(database) as session:
        wanted = select(Person.id, day_of(col(Person.id), "days")).order_by(col(Person.id))
        found = dict(session.exec(wanted, params={"days": ASKED_ON}).all())
        on_the_day = select(Person.id).where(day_of(col(Person.id), "days") == date(2027, 1, 8))
        asked = session.exec(on_the_day, params={"days": ASKED_ON}).all()
    assert {n: str(day) if day else None for n, day in found.items()} == {
        1: "2026-12-04",
        2: None,
        3: "2027-01-08",
    }
    assert asked == [3]
