"""What a person may answer now, and a response that is stored once."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from bot.clock import StoppedClock
from handlers.conversations import REPERTOIRE
from models.asking import Asker, FactsChanged
from models.assessments import Assessment, Filled, Standing, announced, assessments, keep_response, offered_to
from tests.bot.desk import Desk, Somebody
from tests.handlers.answering import SHORT, open_form


@pytest.fixture
def desk(database: Engine, clock: StoppedClock) -> Desk:
    return Desk(database, clock, REPERTOIRE)


def asker(somebody: Somebody, subject: str = "") -> Asker:
    return Asker("telegram", somebody.address, somebody.person_id, subject)


def standings(desk: Desk, somebody: Somebody) -> list[tuple[str, Standing]]:
    me = asker(somebody)
    with Session(desk.engine) as session:
        return [(o.title, o.standing) for o in offered_to(session, [me], desk.clock.now())[me]]


def titled(title: str) -> str:
    return SHORT.replace("At work", title)


def test_how_somebody_stands_to_what_was_opened(desk: Desk) -> None:
    siti, budi = desk.person("Siti Aminah"), desk.person("Budi Santoso")
    now, day = desk.clock.now(), timedelta(days=1)
    open_form(desk, titled("Now"), code="now")
    open_form(desk, titled("Soon"), code="soon", opens=now + day)
    open_form(desk, titled("Over"), code="over", opens=now - 2 * day, closes=now)
    open_form(desk, titled("Ends"), code="ends", closes=now + day)

    siti.writes("/asesmen")
    siti.writes("Ends")

    expected = [
        ("Over", Standing.CLOSED),
        ("Ends", Standing.OPEN),
        ("Now", Standing.OPEN),
        ("Soon", Standing.NOT_YET),
    ]
    assert standings(desk, budi) == expected
    assert standings(desk, siti) == [*expected[:1], ("Ends", Standing.UNDER_WAY), *expected[2:]]


def test_a_stranger_is_offered_nothing(desk: Desk) -> None:
    desk.person("Siti Aminah")
    open_form(desk)
    nobody = Asker("telegram", 1, None, "1:1")
    with Session(desk.engine) as session:
        assert offered_to(session, [nobody], desk.clock.now()) == {nobody: []}
        assert assessments(session, [nobody], desk.clock.now()) == {nobody: None}


@pytest.mark.parametrize("subject", ["", "1", "99:1", "1:99", "x:y", "1:-1", ":"])
def test_a_subject_that_names_nothing_is_offered_nothing(desk: Desk, subject: str) -> None:
    siti = desk.person("Siti Aminah")
    open_form(desk)
    with Session(desk.engine) as session:
        me = asker(siti, subject)
        assert assessments(session, [me], desk.clock.now()) == {me: None}


def test_the_assessment_of_another_batch_is_not_offered(desk: Desk) -> None:
    siti = desk.person("Siti Aminah")
    window = open_form(desk)
    desk.batch_id = 0
    outsider = asker(desk.person("Rina Wulandari", batch="angkatan-2"), f"{window.id}:1")
    with Session(desk.engine) as session:
        found = announced(session, [outsider, asker(siti, f"{window.id}:1")], desk.clock.now())
    assert found[outsider] is None
    assert found[asker(siti, f"{window.id}:1")] is not None


def test_a_response_is_stored_once(desk: Desk) -> None:
    siti = desk.person("Siti Aminah")
    window, now = open_form(desk), desk.clock.now()
    filled = Filled(window.id or 0, siti.member_id, 1, "en", now, True, {"kantor": "x"}, {"kantor": now})
    with Session(desk.engine) as session, session.begin():
        keep_response(session, asker(siti), filled, now)
    with Session(desk.engine) as session, pytest.raises(FactsChanged):
        keep_response(session, asker(siti), filled, now)


def test_the_end_is_the_window_s_or_the_minutes_whichever_comes_first(desk: Desk) -> None:
    siti = desk.person("Siti Aminah")
    now = desk.clock.now()
    window = open_form(desk, closes=now + timedelta(hours=1), minutes=30)
    with Session(desk.engine) as session:
        me = asker(siti, f"{window.id}:1")
        found = assessments(session, [me], now)[me]
    assert isinstance(found, Assessment)
    assert found.deadline() == now + timedelta(hours=1)
    assert found.deadline(now) == now + timedelta(minutes=30)
    assert found.deadline(now + timedelta(minutes=45)) == now + timedelta(hours=1)
