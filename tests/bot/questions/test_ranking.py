"""Putting options in order, by taps and by typing."""

from bot.questions import ranking
from bot.questions.kind import Answered
from tests.bot.questions.typing_it import labels, tapped, typed

THREE = ranking([("a", "Air"), ("j", "Jalan"), ("s", "Sampah")])


def test_what_is_tapped_comes_next_and_the_last_one_falls_into_place() -> None:
    first = tapped(THREE, "Sampah")
    assert first == Answered(["s"], settled=False)
    assert labels(THREE.offer(["s"])) == [["Air"], ["Jalan"], ["1. Sampah"]]
    assert tapped(THREE, "Air", ["s"]) == Answered(["s", "a", "j"])


def test_a_ranked_one_is_taken_out_again() -> None:
    assert tapped(THREE, "1. Sampah", ["s"]) == Answered([], settled=False)
    assert tapped(THREE, "2. Air", ["s", "a", "j"]) == Answered(["s", "j"], settled=False)
    assert tapped(THREE, "Keep my answer", ["s", "a", "j"]) == Answered(["s", "a", "j"])


def test_an_order_may_be_typed() -> None:
    assert typed(THREE, "3 1 2") == ["s", "a", "j"]
    assert typed(THREE, "jalan, air") == ["j", "a", "s"]
    assert str(typed(THREE, "air")).startswith("? Please put all of them in order")
    assert str(typed(THREE, "air, air")).startswith("? Please put all of them in order")
    assert THREE.show(["s", "a", "j"]) == "1. Sampah, 2. Air, 3. Jalan"
