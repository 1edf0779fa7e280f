"""Times of day and moments, as people write them."""

import pytest

from bot.questions import moment, time_of_day
from models.days.leaning import Lean
from tests.bot.questions.typing_it import typed

NO_TIME = "? Please write a time, for example 09.30."
NO_MOMENT = "? Please write a date and a time, for example 5 Oct 09.30."


@pytest.mark.parametrize(
    ("written", "kept"),
    {
        "9.30": "09:30",
        "09:30": "09:30",
        "9:30:15": "09:30:15",
        "9": "09:00",
        "jam 9": "09:00",
        "pukul 21.15 WIB": "21:15",
        "9 malam": "21:00",
        "12 malam": "00:00",
        "2 siang": "14:00",
        "11 siang": "11:00",
        "9 pagi": "09:00",
        "9 pm": "21:00",
        "12 am": "00:00",
        "25.00": NO_TIME,
        "13 pm": NO_TIME,
        "besok": NO_TIME,
        "": NO_TIME,
    }.items(),
)
def test_a_time_is_understood_as_people_write_it(written: str, kept: str) -> None:
    assert typed(time_of_day(), written) == kept


@pytest.mark.parametrize(
    ("written", "zone", "kept"),
    [
        ("09.00 WIB", "Asia/Jakarta", "09:00"),
        ("09.00 wib", "Asia/Pontianak", "09:00"),
        ("09.00", "Asia/Jakarta", "09:00"),
        (
            "09.00 WITA",
            "Asia/Jakarta",
            "? Here times are in WIB. Please write it in that, for example 09.30.",
        ),
        (
            "jam 9 WIT",
            "Asia/Makassar",
            "? Here times are in WITA. Please write it in that, for example 09.30.",
        ),
    ],
)
def test_a_time_by_another_clock_is_not_taken_for_this_one(written: str, zone: str, kept: str) -> None:
    assert typed(time_of_day(zone), written) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    {
        "5 Okt 09.30": "2026-10-05T09:30",
        "5-10-2026 21:15": "2026-10-05T21:15",
        "5-10-2026, jam 9": "2026-10-05T09:00",
        "besok jam 8 malam": "2026-11-24T20:00",
        "2026-10-05T09:30": "2026-10-05T09:30",
        "besok": NO_MOMENT,
        "09.30": NO_MOMENT,
        "31 Februari 09.30": "? February 2026 has only 28 days. Please write the date again, for example 28 February 2026.",
        "Senin depan jam 9": "2026-11-30T09:00",
        "akhir bulan pukul 16.00": "2026-11-30T16:00",
    }.items(),
)
def test_a_moment_is_a_day_with_a_time(written: str, kept: str) -> None:
    assert typed(moment("Asia/Jakarta"), written) == kept


def test_a_moment_may_lie_ahead() -> None:
    assert typed(moment("Asia/Jakarta", Lean.AHEAD), "5 Okt 09.30") == "2027-10-05T09:30"
