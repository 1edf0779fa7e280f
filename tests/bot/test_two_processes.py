"""Two processes at one PostgreSQL: nobody's turns change places, and nothing happens twice."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, delete, func, select

from bot.clock import StoppedClock
from bot.turns import Turns
from handlers.conversations import REPERTOIRE
from models.asking import Asker, FactsChanged
from models.assessments import Filled, keep_response
from models.database import connect
from models.inbound import Inbound
from models.joining import Joined, keep_arrival
from models.outbound import Outbound
from models.people import Chat
from models.talks import Reply, Talk, chats_with_time_up
from tests.bot import small_talk
from tests.bot.desk import Desk
from tests.bot.small_talk import Kept
from tests.handlers.answering import open_form


def meet(database: Engine, first: Callable[[Session], object], second: Callable[[Session], object]) -> None:
    """Do the first, and commit it only when the second waits for it in a transaction of its own."""

    def do_second() -> None:
        with Session(database) as session, session.begin():
            second(session)

    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    with ThreadPoolExecutor(1) as other, Session(database) as session, Session(database) as watching:
        first(session)
        done = other.submit(do_second)
        while not done.done() and not watching.connection().exec_driver_sql(waiting).scalar():
            watching.rollback()
        session.commit()
        done.result()


@pytest.fixture
def postgresql(postgresql_database: Engine) -> Iterator[Engine]:
    yield postgresql_database
    postgresql_database.dispose()


def exhaust(turns: Turns, together: Barrier) -> None:
    together.wait()
    while turns.take(at_most=3).count:
        pass


def test_what_many_people_write_is_handled_once_and_in_order(postgresql: Engine, clock: StoppedClock) -> None:
    desk = Desk(postgresql, clock, small_talk.repertoire())
    people = [desk.person(f"Peserta {n}") for n in range(8)]
    with desk.closed():
        for text in ("/team", "Layanan", "7", "1, 3", "tense", "send"):
            for person in people:
                person.writes(text)

    both = [desk.another(connect(desk.database)) for _process in range(2)]
    together = Barrier(len(both))
    with ThreadPoolExecutor(len(both)) as processes:
        for done in [processes.submit(exhaust, turns, together) for turns in both]:
            done.result()
    for turns in both:
        turns.engine.dispose()
    desk.deliver()

    assert {person.last.text for person in people} == {f"Thank you, Peserta {n}!" for n in range(8)}
    assert {len(person.chat) for person in people} == {6}
    with Session(postgresql) as session:
        assert session.exec(select(Talk.state, func.count()).group_by(Talk.state)).all() == [("done", 8)]
        assert session.exec(select(func.count()).select_from(Reply)).one() == 8 * 5
        assert session.exec(select(Inbound).where(col(Inbound.done_at).is_(None))).all() == []


def test_whoever_is_overtaken_writes_nothing_and_takes_the_turn_again(
    postgresql: Engine, clock: StoppedClock
) -> None:
    kept = Kept()
    desk = Desk(postgresql, clock, small_talk.repertoire(keep=kept))
    siti = desk.person("Siti Aminah")
    small_talk.answer_up_to_the_review(siti)

    def overtake() -> None:
        with Session(postgresql) as session, session.begin():
            talk = session.exec(select(Talk)).one()
            talk.turn += 1
            session.add(talk)
        kept.meanwhile = None

    kept.meanwhile = overtake
    siti.taps("Send")

    assert siti.sees == ["Shall I send it?", "Thank you, Siti Aminah!"]
    assert desk.talks(siti) == [("team", "done")]
    with Session(postgresql) as session:
        thanks = [row for row in session.exec(select(Outbound)) if "Thank you" in str(row.payload)]
    assert len(thanks) == 1


def test_who_comes_in_on_two_phones_at_once_is_asked_on_the_second(
    postgresql: Engine, clock: StoppedClock
) -> None:
    siti = Desk(postgresql, clock, small_talk.repertoire()).person("Siti Aminah")
    with Session(postgresql) as session, session.begin():
        session.exec(delete(Chat))
        session.add_all(Chat(channel="telegram", address=n, opened_at=clock.now()) for n in (1, 2))

    def come_in(address: int) -> Callable[[Session], object]:
        asker = Asker("telegram", address, None, "contact:+6281234567890", clock.now())
        joined = Joined(siti.person_id, None, "en")
        return lambda session: keep_arrival(session, asker, joined, clock.now())

    with pytest.raises(FactsChanged):
        meet(postgresql, come_in(1), come_in(2))


def test_answers_that_two_processes_would_store_are_stored_once(
    postgresql: Engine, clock: StoppedClock
) -> None:
    desk = Desk(postgresql, clock, REPERTOIRE)
    siti = desk.person("Siti Aminah")
    window = open_form(desk)
    asker = Asker("telegram", siti.address, siti.person_id, f"{window.id}:1", clock.now())
    filled = Filled(window.id or 0, siti.member_id, 1, "en", clock.now(), complete=True, values={}, times={})

    def store(session: Session) -> None:
        keep_response(session, asker, filled, clock.now())

    with pytest.raises(FactsChanged):
        meet(postgresql, store, store)


def test_what_is_late_is_closed_by_one_process(postgresql: Engine, clock: StoppedClock) -> None:
    desk = Desk(postgresql, clock, REPERTOIRE)
    siti = desk.person("Siti Aminah")
    open_form(desk, closes=clock.now() + timedelta(hours=1))
    siti.writes("/asesmen")
    clock.move(timedelta(hours=1))

    with Session(postgresql) as one, Session(postgresql) as another:
        assert chats_with_time_up(one, clock.now(), 10) == [("telegram", siti.address)]
        assert chats_with_time_up(another, clock.now(), 10) == []
