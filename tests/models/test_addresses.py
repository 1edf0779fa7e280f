"""Who is at the other end of a chat, and whether they can be written to."""

from datetime import timedelta

from sqlalchemy import Engine
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
        [resident] = residents(session, {siti.address, 1})
        assert (resident.name, resident.language, resident.zone) == ("Siti Aminah", "en", "Asia/Jayapura")
        session.get_one(Person, siti.person_id).zone = "Asia/Makassar"
    with Session(database) as session:
        assert residents(session, {siti.address})[0].zone == "Asia/Makassar"


def test_a_chat_without_a_person_is_known_by_its_language_only(database: Engine, clock: StoppedClock) -> None:
    with Session(database) as session, session.begin():
        session.add(Chat(channel="telegram", address=9, language="en", opened_at=clock.now()))
    with Session(database) as session:
        [resident] = residents(session, {9})
    assert (resident.person_id, resident.name, resident.language, resident.zone) == (None, "", "en", None)


def test_who_has_shut_the_bot_out_has_no_address(database: Engine, clock: StoppedClock) -> None:
    siti = Desk(database, clock, small_talk.repertoire()).person("Siti Aminah")
    with Session(database) as session, session.begin():
        chat = session.exec(select(Chat)).one()
        assert addresses_of(session, {siti.person_id}) == {siti.person_id: ("telegram", siti.address)}
        note_reachability(session, {chat.id or 0: clock.now() + timedelta(seconds=1)})
    with Session(database) as session:
        assert addresses_of(session, {siti.person_id}) == {}
        assert residents(session, {siti.address})[0].unreachable
