"""Days, as people write them on Monday, 23 November 2026."""

import pytest

from bot.i18n import speaking
from bot.questions import day
from bot.questions.kind import Answered
from models.days.leaning import Lean
from tests.bot.questions.typing_it import labels, tapped, typed

DAY = day("Asia/Jakarta")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("5 Okt", "2026-10-05"),
        ("5 oktober 2026", "2026-10-05"),
        ("tgl 5 Oktober", "2026-10-05"),
        ("Senin, 5 Oktober 2026", "2026-10-05"),
        ("5 Oct", "2026-10-05"),
        ("Oct 5, 2026", "2026-10-05"),
        ("15/12/26", "2026-12-15"),
        ("15-12-2026", "2026-12-15"),
        ("15.12.2026", "2026-12-15"),
        ("15 12 2026", "2026-12-15"),
        ("15/12", "2026-12-15"),
        ("2026-12-15", "2026-12-15"),
        ("17 Agustus 1945", "1945-08-17"),
        ("29-2-2028", "2028-02-29"),
        ("besok", "2026-11-24"),
        ("Besok!", "2026-11-24"),
        ("lusa", "2026-11-25"),
        ("kemarin", "2026-11-22"),
        ("minggu depan ya", "2026-11-30"),
        ("akhir bulan", "2026-11-30"),
        ("12", "2026-11-12"),
        ("hari ini", "2026-11-23"),
        ("today", "2026-11-23"),
        ("2 Des", "2026-12-02"),
        ("2 Mei 2027", "2027-05-02"),
        ("1 Agt 2026", "2026-08-01"),
        ("1 Peb 2027", "2027-02-01"),
    ],
)
def test_days(text: str, kept: str) -> None:
    assert typed(DAY, text) == kept


@pytest.mark.parametrize("text", ["", "nanti", "0/0/0000", "😀", "x" * 4096, "habis lebaran", "makan siang"])
def test_what_is_no_day(text: str) -> None:
    assert typed(DAY, text) == "? Please write a date, for example 5 Oct or 5-10-2026."


@pytest.mark.parametrize(
    ("text", "said"),
    {
        "31/2/2026": "February 2026 has only 28 days. Please write the date again, for example 28 February 2026.",
        "32 Januari": "January 2026 has only 31 days. Please write the date again, for example 31 January 2026.",
        "5-13-2026": "There is no month 13. I read the day first, then the month: 5-10-2026 is 5 October.",
        "Senin, 6 Oktober 2026": "That day is not a Monday but Tuesday, 6 October 2026. Please write just the date you mean.",
        "Desember": "That is more than one day. Please name one, for example 5 Oct or the end of the month.",
        "5-7 Okt": "That is more than one day. Please name one, for example 5 Oct or the end of the month.",
    }.items(),
)
def test_what_is_wrong_with_a_day_is_said(text: str, said: str) -> None:
    assert typed(DAY, text) == f"? {said}"


def test_a_question_may_look_ahead_or_behind() -> None:
    assert typed(day("Asia/Jakarta", Lean.AHEAD), "5 Okt") == "2027-10-05"
    assert typed(day("Asia/Jakarta", Lean.BEHIND), "5 Des") == "2025-12-05"


def test_today_is_that_of_the_persons_own_clock() -> None:
    assert typed(day("Pacific/Honolulu"), "besok") == "2026-11-23"  # still Sunday there


def test_what_was_understood_is_said_in_full() -> None:
    kept = typed(DAY, "Senin depan")
    with speaking("id"):
        assert DAY.show(kept) == "Senin, 30 November 2026"
    with speaking("en"):
        assert DAY.show(kept) == "Monday, 30 November 2026"


def test_the_days_around_today_can_be_tapped() -> None:
    with speaking("en"):
        assert labels(DAY.offer()) == [["Yesterday", "Today", "Tomorrow"]]
    assert tapped(DAY, "Tomorrow") == Answered("2026-11-24")


def test_the_earlier_day_can_be_kept() -> None:
    assert tapped(DAY, "Keep my answer", "2026-01-02") == Answered("2026-01-02")


def test_where_something_is_planned_the_days_ahead_can_be_tapped() -> None:
    ahead = day("Asia/Jakarta", Lean.AHEAD)
    with speaking("id"):
        assert labels(ahead.offer()) == [["Hari ini", "Besok", "Lusa"]]
    assert tapped(ahead, "The day after") == Answered("2026-11-25")


def test_where_something_is_over_no_day_ahead_can_be_tapped() -> None:
    with speaking("id"):
        assert labels(day("Asia/Jakarta", Lean.BEHIND).offer()) == [["Kemarin", "Hari ini"]]
