"""Days off in Indonesia, in both languages."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.days.holidays import holiday_on, is_working_day, next_working_day

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("day", "in_indonesian", "in_english"),
    [
        (date(2026, 8, 17), "Hari Kemerdekaan Republik Indonesia", "Independence Day"),
        (date(2026, 3, 19), "Hari Suci Nyepi", "Day of Silence"),
        (date(2026, 12, 24), "Cuti Bersama Hari Raya Natal", "Christmas Joint Holiday"),
        (date(2026, 11, 23), None, None),
        (date(2026, 11, 28), None, None),  # a Saturday is no holiday
    ],
)
def test_a_holiday_has_a_name(day: date, in_indonesian: str | None, in_english: str | None) -> None:
    assert holiday_on(day) == in_indonesian
    assert holiday_on(day, "en") == in_english


def test_a_day_that_is_only_reckoned_says_so() -> None:
    named = [holiday_on(date(2031, 1, 1) + timedelta(days=n)) or "" for n in range(365)]
    assert "Hari Raya Idul Fitri (perkiraan)" in named
    assert "Hari Kemerdekaan Republik Indonesia" in named


def test_offices_work_from_monday_to_friday_but_for_holidays_and_days_of_their_own() -> None:
    thursday = date(2026, 11, 26)
    assert is_working_day(thursday)
    assert not is_working_day(thursday, extra=[thursday])
    assert not is_working_day(date(2026, 11, 28))
    assert not is_working_day(date(2026, 12, 25))  # a Friday


def test_the_next_working_day_lies_behind_holidays_and_the_weekend() -> None:
    assert next_working_day(date(2026, 11, 23)) == date(2026, 11, 24)
    assert next_working_day(date(2026, 11, 27)) == date(2026, 11, 30)
    assert next_working_day(date(2026, 12, 23)) == date(2026, 12, 28)
    assert next_working_day(date(2026, 12, 23), extra=[date(2026, 12, 28)]) == date(2026, 12, 29)


@given(DAYS, st.sets(DAYS, max_size=5))
def test_no_working_day_is_jumped(day: date, extra: set[date]) -> None:
    following = next_working_day(day, extra)
    assert following > day
    assert is_working_day(following, extra)
    between = (day + timedelta(days=n) for n in range(1, (following - day).days))
    assert not any(is_working_day(each, extra) for each in between)


def test_the_bot_starts_without_the_calendars() -> None:
    look = (
        "import sys, bot.app, models.days.holidays as h; print({'holidays', 'dateparser'} & set(sys.modules))"
    )
    seen = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "set()"
