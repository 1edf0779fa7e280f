"""What is noticed about the days of a stage."""

from dataclasses import replace
from datetime import date

from models.plans.notices import Bounds, Notice, Noticed, notices_of, notices_on
from models.plans.stages import Stage
from tests.rig.plans import TRAINING

BOUNDS = Bounds(date(2026, 11, 2), date(2027, 3, 31))


def noticed(day: date, bounds: Bounds = BOUNDS, today: date | None = None) -> list[Noticed]:
    return [notice.what for notice in notices_on(day, bounds, today)]


def test_an_ordinary_day_is_not_remarkable() -> None:
    assert noticed(date(2026, 11, 30)) == []


def test_holidays_joint_leave_and_weekends() -> None:
    assert noticed(date(2026, 12, 25)) == [Noticed.DAY_OFF]
    assert noticed(date(2026, 12, 24)) == [Noticed.DAY_OFF]  # joint leave, by the decree for 2026
    assert noticed(date(2026, 11, 28)) == [Noticed.WEEKEND]
    assert noticed(date(2026, 5, 31), Bounds()) == [Noticed.DAY_OFF], (
        "Waisak on a Sunday is one thing, not two"
    )


def test_what_lies_outside_the_batch() -> None:
    assert noticed(date(2026, 10, 30)) == [Noticed.BEFORE_BATCH]
    assert noticed(date(2027, 4, 1)) == [Noticed.AFTER_BATCH]
    assert noticed(date(2026, 11, 2)) == noticed(date(2027, 3, 31)) == []
    assert noticed(date(2030, 7, 2), Bounds()) == []


def test_what_lies_behind() -> None:
    assert noticed(date(2026, 11, 4), today=date(2026, 11, 23)) == [Noticed.PAST]
    assert noticed(date(2026, 11, 23), today=date(2026, 11, 23)) == []


def test_a_stage_of_one_day_is_noticed_once() -> None:
    christmas = date(2026, 12, 25)
    one_day = replace(TRAINING, starts_on=christmas, ends_on=christmas)
    assert notices_of(one_day, BOUNDS) == [Notice(Noticed.DAY_OFF, christmas)]
    assert notices_of(Stage(), BOUNDS) == []
