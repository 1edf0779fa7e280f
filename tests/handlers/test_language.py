"""Choosing a language: asked in both, answered in the one chosen."""

from typing import TYPE_CHECKING

import pytest

from handlers.language import language

if TYPE_CHECKING:
    from tests.handlers.conftest import Player


def test_it_is_asked_in_both(play: "Player") -> None:
    asked = play(language, None)
    assert asked.waiting is not None
    assert [option.label for row in asked.waiting.kind.offer().rows for option in row] == [
        "Bahasa Indonesia",
        "English",
    ]


@pytest.mark.parametrize(
    ("chosen", "answer"),
    [
        ("en", "All right, we speak English from now on."),
        ("id", "Baik, mulai sekarang kita memakai bahasa Indonesia."),
    ],
)
def test_the_answer_is_in_the_new_one(play: "Player", chosen: str, answer: str) -> None:
    done = play(language, None, language=chosen)
    assert done.result == chosen
    assert done.talk.said[-1].text == answer
