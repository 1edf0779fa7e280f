"""Quiet hours, and the plan of what is to be said."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from bot.clock import StoppedClock
from handlers.conversations import REPERTOIRE
from models.availability.quiet_hours import QuietHours
from models.nudges import Nudge
from models.reminders import plan_reminders
from tests.bot.desk import Desk
from tests.handlers.answering import open_form

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Europe/Berlin", "America/St_Johns", "UTC")
NIGHT = QuietHours(time(20), time(7))


@pytest.mark.parametrize(
    ("instant", "said"),
    [
        ("2026-11-23 19.59", "2026-11-23 19.59"),
        ("2026-11-23 20.00", "2026-11-24 07.00"),
        ("2026-11-24 00.00", "2026-11-24 07.00"),
        ("2026-11-24 06.59", "2026-11-24 07.00"),
        ("2026-11-24 07.00", "2026-11-24 07.00"),
    ],
)
def test_the_night_is_waited_out(instant: str, said: str) -> None:
    def local(text: str) -> datetime:
        return datetime.strptime(text, "%Y-%m-%d %H.%M").replace(tzinfo=ZoneInfo("Asia/Jakarta"))

    assert NIGHT.after(local(instant), "Asia/Jakarta") == local(said)


def test_quiet_hours_may_lie_within_a_day() -> None:
    siesta = QuietHours(time(12), time(14))
    assert siesta.after(datetime(2026, 11, 23, 12, 30, tzinfo=UTC), "UTC") == datetime(
        2026, 11, 23, 14, tzinfo=UTC
    )


times = st.times().map(lambda t: t.replace(second=0, microsecond=0, tzinfo=None))
instants = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  aware by `timezones`


@given(times, times, instants, st.sampled_from(ZONES))
def test_what_is_put_off_is_put_off_to_the_end_of_the_quiet_and_no_further(
    begin: time, end: time, instant: datetime, zone: str
) -> None:
    assume(begin != end)
    quiet = QuietHours(begin, end)

    said = quiet.after(instant, zone)

    assert said >= instant
    assert said - instant <= timedelta(hours=25)
    assert quiet.after(said, zone) == said
    assert said == instant or said.astimezone(ZoneInfo(zone)).time() >= end


def test_planning_twice_changes_nothing(database: Engine, clock: StoppedClock) -> None:
    desk = Desk(database, clock, REPERTOIRE)
    people = [desk.person(name) for name in ("Siti Aminah", "Budi Santoso", "Rina Wulandari")]
    clock.move(timedelta(hours=1))
    window = open_form(desk, closes=clock.now() + timedelta(days=3))

    planned = []
    for _again in range(3):
        with Session(database) as session, session.begin():
            plan_reminders(session, clock.now(), NIGHT)
        with Session(database) as session:
            planned.append(session.exec(select(Nudge.occasion, Nudge.due_at).order_by(col(Nudge.id))).all())

    assert planned[0] == [
        (f"opened:window {window.id}:member {somebody.member_id}", clock.now()) for somebody in people
    ]
    assert planned == [planned[0]] * 3


def test_the_end_is_planned_a_day_before(database: Engine, clock: StoppedClock) -> None:
    desk = Desk(database, clock, REPERTOIRE)
    desk.person("Siti Aminah")
    window = open_form(desk, closes=clock.now() + timedelta(days=3))
    clock.move(timedelta(days=2, hours=1))

    with Session(database) as session, session.begin():
        plan_reminders(session, clock.now(), NIGHT)

    with Session(database) as session:
        [nudge] = session.exec(select(Nudge)).all()
    assert nudge.occasion.startswith(f"closing:window {window.id}:")
    assert nudge.expires_at == window.closes_at


def test_a_window_of_an_afternoon_needs_no_reminder_of_its_end(database: Engine, clock: StoppedClock) -> None:
    desk = Desk(database, clock, REPERTOIRE)
    desk.person("Siti Aminah")
    open_form(desk, closes=clock.now() + timedelta(hours=4))
    clock.move(timedelta(hours=1))

    with Session(database) as session, session.begin():
        plan_reminders(session, clock.now(), NIGHT)

    with Session(database) as session:
        assert session.exec(select(Nudge)).all() == []
