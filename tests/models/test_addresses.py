"""Who is at the other end of a chat, and whether they can be written to."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, event
from sqlmodel import Session, select

from bot.clock import StoppedClock
from models.addresses import addresses_of, note_reachability, residents
from models.members import Member
from models.people import Chat, Person
from models.programmes import add_batch
from tests.bot import small_talk
from tests.bot.desk import Desk


def test_a_resident_lives_in_the_zone_of_the_batch_they_joined_last(
    database: Engine, clock: StoppedClock
) -> None:
    siti = Desk(database, clock, small_talk.repertoire()).person("Siti Aminah")
    with Session(database) as session, session.begin():
        batch = add_batch(session, "timur-1", "Timur", "Penggerak Layanan", "Kota Sorong", "Asia/Jayapura")
        session.add(Member(person_id=siti.person_id, batch_id=batch.id or 0))

    with Session(database) as session, session.begin():
        [resident] = residents(session, {("telegram", siti.address), ("telegram", 1)})
        assert (resident.name, resident.language, resident.zone) == ("Siti Aminah", "en", "Asia/Jayapura")
        session.get_one(Person, siti.person_id).zone = "Asia/Makassar"
    with Session(database) as session:
        assert residents(session, {("telegram", siti.address)})[0].zone == "Asia/Makassar"


def test_a_chat_without_a_person_is_known_by_its_language_only(database: Engine, clock: StoppedClock) -> None:
    with Session(database) as session, session.begin():
        session.add(Chat(channel="telegram", address=9, language="en", opened_at=clock.now()))
    with Session(database) as session:
        [resident] = residents(session, {("telegram", 9), ("letter", 9)})
    assert (resident.person_id, resident.name, resident.language, resident.zone) == (None, "", "en", None)


def test_who_has_shut_the_bot_out_has_no_address(database: Engine, clock: StoppedClock) -> None:
    siti = Desk(database, clock, small_talk.repertoire()).person("Siti Aminah")
    with Session(database) as session, session.begin():
        chat = session.exec(select(Chat)).one()
        assert addresses_of(session, {siti.person_id}) == {siti.person_id: ("telegram", siti.address)}
        note_reachability(session, {chat.id or 0: clock.now() + timedelta(seconds=1)})
    with Session(database) as session:
        assert addresses_of(session, {siti.person_id}) == {}
        assert residents(session, {("telegram", siti.address)})[0].unreachable


def test_nobody_is_looked_for_in_every_chat(sqlite_database: Engine) -> None:
    asked: list[tuple[str, Any]] = []

    @event.listens_for(sqlite_database, "before_cursor_execute")
    def _note(_connection: object, _cursor: object, statement: str, values: Any, *_rest: object) -> None:
        asked.append((statement, values))

    with Session(sqlite_database) as session:
        residents(session, {("telegram", 9)})
        statement, values = asked[-1]
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    sqlite_database.dispose()
    assert [step for *_ids, step in plan if "SCAN" in step and "json_each" not in step] == []
