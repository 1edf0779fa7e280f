"""Nudges about an assessment, from the plan to what is said: once, in time, never into a talk or the night."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, select

from bot.clock import StoppedClock
from models.availability.quiet_hours import QuietHours
from models.nudges import Nudge
from models.reminders import plan_reminders
from tests.bot.desk import Desk, Somebody
from tests.handlers.answering import answer, open_form, stored
from tests.handlers.test_assess import CHANGED

JAKARTA = ZoneInfo("Asia/Jakarta")
QUIET = QuietHours(time(20), time(7))


def local(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H.%M").replace(tzinfo=JAKARTA)


def at(desk: Desk, text: str) -> None:
    """Move the clock there and do what the schedule does."""
    desk.clock.move(local(text) - desk.clock.now())
    with Session(desk.engine) as session, session.begin():
        plan_reminders(session, desk.clock.now(), QUIET)
    desk.tick()


@pytest.fixture
def opens_on_wednesday(desk: Desk, siti: Somebody) -> None:
    open_form(desk, opens=local("2026-11-25 09.00"), closes=local("2026-11-30 16.00"))


@pytest.mark.usefixtures("opens_on_wednesday")
def test_the_opening_is_told_once_and_leads_to_the_first_question(desk: Desk, siti: Somebody) -> None:
    at(desk, "2026-11-25 08.59")
    assert siti.sees == []
    at(desk, "2026-11-25 09.00")
    assert siti.sees == ["At work is open for you now. It is open until Monday, 30 November 2026, 16:00 WIB."]
    at(desk, "2026-11-25 09.01")
    assert siti.sees == []

    assert siti.taps("Begin now")[-1].startswith("At work\n5 questions")


@pytest.mark.usefixtures("opens_on_wednesday")
def test_who_joins_after_the_opening_is_only_reminded_before_the_end(desk: Desk) -> None:
    desk.clock.move(timedelta(days=3))
    budi = desk.person("Budi Santoso")

    at(desk, "2026-11-26 10.00")
    assert budi.sees == []
    at(desk, "2026-11-29 16.00")
    assert budi.sees == [
        "At work closes on Monday, 30 November 2026, 16:00 WIB, and I have no answers from you yet."
    ]


@pytest.mark.usefixtures("opens_on_wednesday")
def test_who_has_answered_is_left_alone(desk: Desk, siti: Somebody) -> None:
    at(desk, "2026-11-25 09.00")
    siti.taps("Begin now")
    answer(siti, "begin", "Dinas Sosial", "2", "sheets", "3", "2", "send")
    assert stored(desk, siti) is not None

    at(desk, "2026-11-29 16.00")
    assert siti.sees == []


@pytest.mark.usefixtures("opens_on_wednesday")
def test_who_answers_a_reminder_when_it_has_closed_is_told_so(desk: Desk, siti: Somebody) -> None:
    budi = desk.person("Budi Santoso")
    at(desk, "2026-11-29 16.00")
    at(desk, "2026-11-30 16.00")

    assert siti.writes("sebentar lagi ya") == ["At work has closed."]
    assert budi.taps("Begin now") == ["At work has closed."]


@pytest.mark.usefixtures("opens_on_wednesday")
def test_who_answers_the_opening_when_it_has_closed_is_told_so(desk: Desk, siti: Somebody) -> None:
    at(desk, "2026-11-25 09.00")
    open_form(desk, closes=local("2026-11-25 10.00"))
    at(desk, "2026-11-25 10.00")

    assert siti.taps("Begin now") == ["At work has closed."]


@pytest.mark.usefixtures("opens_on_wednesday")
def test_nobody_is_woken(desk: Desk, siti: Somebody) -> None:
    open_form(desk, opens=local("2026-11-25 22.00"))

    at(desk, "2026-11-25 22.30")
    assert siti.sees == []
    at(desk, "2026-11-26 07.00")
    assert len(siti.sees) == 1


@pytest.mark.usefixtures("opens_on_wednesday")
def test_after_a_long_silence_one_nudge_comes_not_a_pile(desk: Desk, siti: Somebody) -> None:
    at(desk, "2026-11-29 17.00")
    assert len(siti.sees) == 1
    at(desk, "2026-12-01 09.00")
    assert siti.sees == []


@pytest.mark.usefixtures("opens_on_wednesday")
def test_a_reminder_leads_back_to_what_was_begun_in_an_older_version(desk: Desk, siti: Somebody) -> None:
    at(desk, "2026-11-25 09.00")
    siti.taps("Begin now")
    answer(siti, "begin", "Dinas Sosial", "/nanti")
    open_form(desk, CHANGED)

    at(desk, "2026-11-29 16.00")
    assert siti.sees[0].startswith("At work is waiting for the rest of your answers.")
    assert siti.taps("Go on now")[-1].endswith("Do you lead a team?")


@pytest.mark.usefixtures("opens_on_wednesday")
def test_a_nudge_waits_for_a_talk_under_way(desk: Desk, siti: Somebody) -> None:
    desk.clock.move(local("2026-11-25 08.55") - desk.clock.now())
    siti.writes("/bahasa")

    at(desk, "2026-11-25 09.00")
    assert siti.sees == []
    at(desk, "2026-11-25 09.11")
    assert len(siti.sees) == 1


def test_a_nudge_that_has_nothing_to_say_stirs_nothing_up(
    desk: Desk, siti: Somebody, clock: StoppedClock
) -> None:
    open_form(desk, opens=local("2026-11-25 09.00"), code="lain")
    open_form(desk, opens=local("2026-11-25 08.00"))
    desk.clock.move(local("2026-11-25 08.30") - desk.clock.now())
    siti.writes("/asesmen")
    with Session(desk.engine) as session, session.begin():  # as if it had been planned before
        plan_reminders(session, clock.now(), QUIET)

    at(desk, "2026-11-25 08.59")
    assert siti.sees == []


def test_a_nudge_of_a_conversation_that_is_no_more_is_dropped(desk: Desk, siti: Somebody) -> None:
    with Session(desk.engine) as session, session.begin():
        session.add(
            Nudge(person_id=siti.person_id, script="gone", occasion="gone:1", due_at=desk.clock.now())
        )
    desk.tick()

    with Session(desk.engine) as session:
        assert [str(nudge.state) for nudge in session.exec(select(Nudge))] == ["dropped"]
