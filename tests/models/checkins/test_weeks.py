"""Which weeks can be reported: early, late, several at once, and changed until the week closes."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from models.checkins.readings import reading_is_due
from models.checkins.rule import CheckInRule
from models.checkins.weeks import Weeks, weeks_at

RULE = CheckInRule(
    batch_id=1, weekday=5, at=time(15), starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 31)
)
FOURTH, ELEVENTH, EIGHTEENTH, CHRISTMAS = (date(2026, 12, d) for d in (4, 11, 18, 25))
JAYAPURA = "Asia/Jayapura"


def at(day: int, hour: int, *handed_in: date, zone: str = "Asia/Jakarta", since: date | None = None) -> Weeks:
    now = datetime(2026, 12, day, hour, tzinfo=ZoneInfo("Asia/Jakarta"))
    return weeks_at(RULE, zone, handed_in, now, since)


def test_a_week_is_open_from_when_it_is_asked_for() -> None:
    assert at(4, 14) == Weeks((FOURTH, ELEVENTH, EIGHTEENTH, CHRISTMAS), (), FOURTH, ())
    assert at(4, 15).open == (FOURTH,)
    assert at(4, 13, zone=JAYAPURA).open == (FOURTH,)  # where it is 15.00


def test_several_weeks_stay_open_until_they_are_in() -> None:
    assert at(18, 16, ELEVENTH).open == (FOURTH, EIGHTEENTH)
    assert at(18, 16, ELEVENTH).reportable == [FOURTH, EIGHTEENTH, CHRISTMAS]


def test_the_week_under_way_may_be_reported_early() -> None:
    assert at(6, 9, FOURTH).early == ELEVENTH
    assert at(6, 9, FOURTH, ELEVENTH).early is None


def test_what_is_in_may_be_changed_until_the_next_is_asked_for() -> None:
    assert at(11, 14, FOURTH).changeable == (FOURTH,)
    assert at(11, 15, FOURTH).changeable == ()
    assert at(9, 9, FOURTH, ELEVENTH).changeable == (FOURTH, ELEVENTH)


def test_who_came_in_later_is_asked_from_then_on() -> None:
    assert at(18, 16, since=date(2026, 12, 12)).open == (EIGHTEENTH,)


@pytest.mark.parametrize(
    ("week", "last_read", "due"),
    [
        (date(2026, 12, 4), None, False),  # the plan has just begun
        (date(2027, 1, 1), None, True),  # four weeks later
        (date(2027, 1, 22), date(2027, 1, 1), False),
        (date(2027, 1, 29), date(2027, 1, 1), True),
        (date(2027, 2, 26), date(2027, 2, 19), True),  # it ends in this week
        (date(2027, 3, 5), date(2027, 2, 26), False),
    ],
)
def test_an_indicator_is_read_every_four_weeks_and_when_the_plan_ends(
    week: date, last_read: date | None, due: bool
) -> None:
    assert reading_is_due(week, date(2026, 12, 4), date(2027, 2, 24), last_read, 4) is due
