"""Emphasis, and text as people wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.markup import bold, clean, italic, plain, tidy


@given(st.text())
def test_nobody_can_type_emphasis(text: str) -> None:
    assert plain(bold(clean(text))) == clean(text)
    assert clean(italic(clean(text))) == clean(text)
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("dua\r\nbaris", "dua\nbaris"),
        ("a\rb", "a\nb"),
        ("\u202eterbalik", "terbalik"),
        ("tab\tstays", "tab\tstays"),
        ("nol\x00", "nol"),
        ("👩‍👩‍👧 é", "👩‍👩‍👧 é"),
    ],
)
def test_what_turns_text_around_is_taken_out(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    ("said", "tidied"),
    [
        ("Thank you, Dewi, S.Sos..", "Thank you, Dewi, S.Sos."),
        (f"Thank you, {bold('Dewi, S.Sos.')}.", f"Thank you, {bold('Dewi, S.Sos.')}"),
        ("Wait...", "Wait..."),
        ("One. Two.", "One. Two."),
    ],
)
def test_a_title_that_ends_with_a_stop_closes_the_sentence(said: str, tidied: str) -> None:
    assert tidy(said) == tidied
