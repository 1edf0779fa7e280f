"""Free text."""

import pytest

from bot.i18n import speaking
from bot.messages import Act
from bot.questions import text
from bot.questions.kind import Answered, Misunderstood
from tests.bot.questions.typing_it import heard, tapped, typed


@pytest.mark.parametrize("written", ["Baik", "1", "/ lain", "😀", "ya & tidak <b>", "dua\nbaris", "kembali"])
def test_it_is_kept_as_it_was_written(written: str) -> None:
    assert typed(text(), f"  {written} ") == written


def test_nothing_is_no_answer() -> None:
    assert typed(text(), "  \n") == "? Please write a few words."


def test_too_much_is_counted() -> None:
    assert typed(text(10), "x" * 4096) == (
        "? That is 4096 characters long; up to 10 fit. Please shorten it a little."
    )


@pytest.mark.parametrize("act", [Act.VOICE, Act.PHOTO, Act.STICKER, Act.CONTACT])
def test_what_has_no_words_is_no_answer_even_with_a_caption(act: Act) -> None:
    with speaking("en"), pytest.raises(Misunderstood, match="in words"):
        text().hear(heard("see photo", act), "")


def test_the_earlier_answer_can_be_kept_and_a_stale_button_cannot_answer() -> None:
    assert tapped(text(), "Keep my answer", "Baik") == Answered("Baik")
    with speaking("en"), pytest.raises(Misunderstood, match="from earlier"):
        text().hear(heard(act=Act.TAP), "=x", "Baik")
