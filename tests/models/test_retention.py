"""What is no longer needed is forgotten, and only that."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from bot.clock import StoppedClock
from models.inbound import Inbound
from models.outbound import Outbound
from models.people import Chat
from models.retention import HESITATION, STRANGERS, forget_what_is_not_needed
from models.talks import Talk
from tests.bot import small_talk
from tests.bot.desk import Desk

KEEP = timedelta(days=30)


@pytest.fixture
def desk(database: Engine, clock: StoppedClock) -> Desk:
    return Desk(database, clock, small_talk.repertoire())


@pytest.fixture
def after(desk: Desk) -> Callable[[timedelta], None]:
    """Let time pass and tidy up."""

    def _after(span: timedelta) -> None:
        now = desk.clock.move(span)
        with Session(desk.engine) as session, session.begin():
            forget_what_is_not_needed(session, now, KEEP)

    return _after


def test_what_was_said_is_forgotten_after_a_while_what_was_asked_is_not(
    desk: Desk, after: Callable[[timedelta], None]
) -> None:
    siti = desk.person("Siti Aminah")
    siti.writes("/tea")
    after(KEEP - timedelta(minutes=1))
    with Session(desk.engine) as session:
        assert session.exec(select(Inbound)).one().payload
        assert session.exec(select(Outbound)).one().payload

    after(timedelta(minutes=2))

    with Session(desk.engine) as session:
        assert session.exec(select(Inbound)).all() == []
        said = session.exec(select(Outbound)).one()
        assert (said.payload, said.message_id, said.question) == ({}, siti.last.id, "sort")
    assert siti.taps("Green") == ["Which tea?\n\n✓ Green", "One green tea."]


def test_nothing_stays_of_a_stranger(desk: Desk, after: Callable[[timedelta], None]) -> None:
    desk.stranger("Orang Asing").writes("halo")
    desk.person("Siti Aminah").writes("/tea")

    after(STRANGERS + timedelta(seconds=1))

    with Session(desk.engine) as session:
        assert {row.address for row in session.exec(select(Outbound))} == {desk.people[5_000_000_001].address}
        assert {row.address for row in session.exec(select(Inbound))} == {None, 5_000_000_001}


def test_who_thinks_the_consent_over_for_too_long_is_forgotten(
    desk: Desk, after: Callable[[timedelta], None]
) -> None:
    orang = desk.stranger("Orang Asing")
    orang.writes("/start token")
    with Session(desk.engine) as session, session.begin():
        session.add(Chat(channel="telegram", address=orang.address, opened_at=desk.clock.now()))

    after(HESITATION - timedelta(minutes=1))
    with Session(desk.engine) as session:
        assert session.exec(select(Chat)).all()
    after(timedelta(minutes=2))
    with Session(desk.engine) as session:
        assert session.exec(select(Chat)).all() == []
        assert session.exec(select(Talk)).all() == []
