"""Days, as people write them on Monday, 23 November 2026."""

import pytest

from bot.i18n import speaking
from bot.questions import day
from bot.questions.kind import Answered
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


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nanti",
        "31/2/2026",
        "29-2-2027",
        "12",
        "32 Januari",
        "5/13",
        "0/0/0000",
        "😀",
        "x" * 4096,
        "minggu depan ya",
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert str(typed(DAY, text)).startswith("? Please write a date")


def test_the_days_around_today_can_be_tapped() -> None:
    with speaking("en"):
        assert labels(DAY.offer()) == [["Yesterday", "Today", "Tomorrow"]]
    assert tapped(DAY, "Tomorrow") == Answered("2026-11-24")


def test_the_earlier_day_can_be_kept() -> None:
    assert tapped(DAY, "Keep my answer", "2026-01-02") == Answered("2026-01-02")
