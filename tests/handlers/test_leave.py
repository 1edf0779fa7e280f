"""Leave as people tell of it at a desk: told twice, made longer, and over sooner."""

from datetime import date, timedelta

from sqlmodel import Session, col, select

from models.availability.leave import Leave
from tests.bot.desk import Desk, Somebody


def leaves(desk: Desk) -> list[tuple[date, date]]:
    with Session(desk.engine) as session:
        rows = session.exec(select(Leave).order_by(col(Leave.first_day)))
        return [(one.first_day, one.last_day) for one in rows]


def tells(somebody: Somebody, first: str, last: str) -> None:
    """Tell of leave, whatever is known already."""
    somebody.writes("/leave")
    if somebody.last.text.startswith("You are on leave"):
        somebody.writes("another")
    somebody.writes(first)
    somebody.writes(last)
    somebody.taps("Send")


def test_the_same_leave_told_twice_is_one(desk: Desk, siti: Somebody) -> None:
    tells(siti, "7 Dec 2026", "11 Dec 2026")
    tells(siti, "7 Dec 2026", "11 Dec 2026")
    assert leaves(desk) == [(date(2026, 12, 7), date(2026, 12, 11))]


def test_who_is_back_is_back_from_all_of_it(desk: Desk, siti: Somebody) -> None:
    tells(siti, "23 Nov 2026", "27 Nov 2026")
    tells(siti, "25 Nov 2026", "4 Dec 2026")
    tells(siti, "21 Dec 2026", "24 Dec 2026")
    desk.clock.move(timedelta(days=3))
    siti.writes("/leave")
    assert siti.last.text.count("I am back") + str(siti.buttons).count("I am back") == 1
    siti.writes("I am back")
    assert "Welcome back" in siti.said[-1]
    assert leaves(desk) == [
        (date(2026, 11, 23), date(2026, 11, 25)),
        (date(2026, 11, 25), date(2026, 11, 25)),
        (date(2026, 12, 21), date(2026, 12, 24)),
    ]


def test_leave_that_does_not_come_about_is_taken_back_alone(desk: Desk, siti: Somebody) -> None:
    tells(siti, "7 Dec 2026", "11 Dec 2026")
    tells(siti, "21 Dec 2026", "24 Dec 2026")
    siti.writes("/leave")
    siti.writes("1")
    assert leaves(desk) == [(date(2026, 12, 21), date(2026, 12, 24))]
