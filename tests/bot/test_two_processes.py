"""Two processes at one PostgreSQL: nobody's turns change places, and nothing happens twice."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from bot.clock import StoppedClock
from bot.turns import Turns
from models.database import connect
from models.inbound import Inbound
from models.outbound import Outbound
from models.talks import Reply, Talk
from tests.bot import small_talk
from tests.bot.desk import Desk
from tests.bot.small_talk import Kept


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
