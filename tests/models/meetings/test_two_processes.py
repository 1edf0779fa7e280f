"""Two processes look at the same meetings at once: everybody is invited and told once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from sqlalchemy import Engine
from sqlmodel import Session, select

from bot.clock import StoppedClock
from handlers.conversations import REPERTOIRE
from models.availability.quiet_hours import NEVER_QUIET
from models.meetings.audience import Audience
from models.meetings.invitee import Invitee
from models.meetings.meeting import Details
from models.meetings.planning import add_meeting
from models.meetings.telling import NEWS
from models.meetings.upkeep import see_to_meetings
from models.nudges import Nudge
from tests.bot.desk import Desk

PEOPLE, PROCESSES = 5, 3


def test_everybody_is_invited_and_told_once(database: Engine, clock: StoppedClock) -> None:
    desk, now = Desk(database, clock, REPERTOIRE), clock.now()
    for n in range(PEOPLE):
        desk.person(f"Siti {n}")
    with Session(database) as session, session.begin():
        starts_at = now + timedelta(days=10)
        details = Details("Sesi 1", starts_at, starts_at + timedelta(hours=2))
        add_meeting(session, desk.batch_id, details, Audience(), now)  # nobody is invited yet
    together = Barrier(PROCESSES)

    def look() -> None:
        with Session(database) as session:
            together.wait()
            see_to_meetings(session, now, NEVER_QUIET)
            session.commit()

    with ThreadPoolExecutor(PROCESSES) as processes:
        for looked in [processes.submit(look) for _process in range(PROCESSES)]:
            looked.result()
    with Session(database) as session:
        assert len(session.exec(select(Invitee)).all()) == PEOPLE
        told = [nudge.person_id for nudge in session.exec(select(Nudge).where(Nudge.script == NEWS))]
    assert sorted(told) == sorted(somebody.person_id for somebody in desk.people.values())
