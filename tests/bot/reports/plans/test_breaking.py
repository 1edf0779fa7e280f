"""Where words are broken in narrow columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reports.plans.breaking import BREAK, LONGEST, SOFT_HYPHEN, breakable


@pytest.mark.parametrize(
    ("word", "broken"),
    [
        ("mempertanggungjawabkan", "mem-per-tang-gung-ja-wab-kan"),
        ("penyelenggaraan", "pe-nye-leng-ga-raan"),
        ("disosialisasikan", "di-so-sia-li-sa-si-kan"),
        ("kemasyarakatan", "ke-ma-sya-ra-ka-tan"),
        ("petugas", "petugas"),
        ("Rp2.500.000", "Rp2.500.000"),
    ],
)
def test_words_are_broken_before_their_syllables(word: str, broken: str) -> None:
    assert breakable(word).replace(SOFT_HYPHEN, "-") == broken


@given(st.text(st.characters(exclude_characters=f"{SOFT_HYPHEN}{BREAK}")))
def test_nothing_is_lost(text: str) -> None:
    assert breakable(text).replace(SOFT_HYPHEN, "").replace(BREAK, "") == text


@given(st.integers(1, 200))
def test_what_has_no_syllables_is_broken_all_the_same(length: int) -> None:
    runs = breakable("4" * length).split(BREAK)
    assert max(map(len, runs)) <= LONGEST
