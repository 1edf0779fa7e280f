"""The last day of what begins on Tuesday, 1 December 2026, written on 23 November."""

from datetime import date

import pytest

from bot.i18n import speaking
from bot.questions import last_day
from bot.questions.kind import Answered
from tests.bot.questions.typing_it import labels, tapped, typed

END = last_day("Asia/Jakarta", date(2026, 12, 1))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("10 hari", "2026-12-10"),
        ("sehari", "2026-12-01"),
        ("selama 2 minggu", "2026-12-14"),
        ("dua minggu", "2026-12-14"),
        ("sebulan", "2026-12-31"),
        ("3 bln", "2027-02-28"),
        ("two weeks", "? "),
        ("2 weeks", "2026-12-14"),
        ("2 minggu lagi", "2026-12-07"),  # from today
        ("minggu depan", "2026-11-30"),
        ("akhir bulan depan", "2026-12-31"),
        ("15/12/26", "2026-12-15"),
        ("5 Okt", "2027-10-05"),
    ],
)
def test_a_length_or_a_day(text: str, kept: str) -> None:
    assert str(typed(END, text)).startswith(kept)


@pytest.mark.parametrize("text", ["", "0 hari", "lama", "beberapa minggu"])
def test_what_is_neither(text: str) -> None:
    assert str(typed(END, text)).startswith("? ")


def test_more_than_the_calendar_has_is_too_long() -> None:
    assert (
        typed(END, "9999 bulan") == "? That is too long. Please write a day after Tuesday, 1 December 2026."
    )


def test_lengths_can_be_tapped() -> None:
    with speaking("id"):
        assert labels(END.offer()) == [["1 minggu", "2 minggu", "1 bulan"]]
    assert tapped(END, "2 weeks") == Answered("2026-12-14")
    assert tapped(END, "1 month") == Answered("2026-12-31")


def test_the_earlier_day_can_be_kept() -> None:
    assert tapped(END, "Keep my answer", "2027-01-02") == Answered("2027-01-02")
