"""Rupiah, as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import speaking
from bot.messages import Act
from bot.questions import rupiah
from bot.questions.kind import Answered, Misunderstood
from tests.bot.questions.typing_it import heard, labels, tapped, typed


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1500000", 1_500_000),
        ("Rp1.500.000", 1_500_000),
        ("Rp 1.500.000,00", 1_500_000),
        ("Rp. 1.500.000,-", 1_500_000),
        ("1,500,000", 1_500_000),
        ("1 500 000", 1_500_000),
        ("2,5 juta", 2_500_000),
        ("2.5jt", 2_500_000),
        ("500rb", 500_000),
        ("500 ribu rupiah", 500_000),
        ("750k", 750_000),
        ("1,5 M", 1_500_000_000),
        ("1jt500rb", 1_500_000),
        ("2 juta 500 ribu", 2_500_000),
        ("dua juta lima ratus ribu", 2_500_000),
        ("dua puluh lima ribu", 25_000),
        ("sejuta", 1_000_000),
        ("setengah juta", 500_000),
        ("satu setengah juta", 1_500_000),
        ("sekitar 2 juta saja", 2_000_000),
        ("±2jt", 2_000_000),
        ("10 juta.", 10_000_000),
    ],
)
def test_amounts(text: str, amount: int) -> None:
    assert typed(rupiah(), text) == str(amount)


@pytest.mark.parametrize(
    "text", ["0", "nol", "Rp0", "tidak ada", "tanpa biaya", "tidak perlu biaya", "gratis", "-", "no budget"]
)
def test_none_at_all(text: str) -> None:
    assert typed(rupiah(), text) == "0"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "banyak",
        "juta",
        "Rp",
        "ada",
        "-500000",
        "2-3 juta",
        "2 juta 3 juta",
        "5 juta per bulan",
        "$100",
        "1e6",
        "1.234,56",
        "1.250 juta",  # or 1,25 juta
        "1,250 juta",
        "1 juta 500",  # or 1,5 juta
    ],
)
def test_what_is_no_amount_or_can_be_read_two_ways(text: str) -> None:
    assert str(typed(rupiah(), text)).startswith("? Please write one amount in rupiah")


def test_what_was_hardly_meant_so_is_asked_about() -> None:
    assert typed(rupiah(), "500") == (
        "? Is that Rp500? Please write it in full, for example 500 ribu or 500 juta."
    )
    assert str(typed(rupiah(), "9" * 20)).startswith("? That is more money")


def test_a_button_says_that_none_is_needed() -> None:
    assert labels(rupiah().offer()) == [["No money needed"]]
    assert tapped(rupiah(), "No money needed") == Answered("0")


def test_what_was_answered_before_may_stay() -> None:
    with speaking("id"):
        offer = rupiah().offer("2500000")
        assert "Rp2.500.000" in offer.note
    assert typed(rupiah(), "tetap", before="2500000") == "2500000"


def test_it_is_said_back_as_people_read_it() -> None:
    with speaking("id"):
        assert rupiah().show("2500000") == "Rp2.500.000"
    with speaking("en"):
        assert rupiah().show("2500000") == "Rp2,500,000"


def test_a_photo_is_no_amount() -> None:
    with speaking("en"), pytest.raises(Misunderstood):
        rupiah().hear(heard(act=Act.PHOTO), "")


@pytest.mark.parametrize("value", [None, 2500000, "-1", True, "2.5", "²"])
def test_only_whole_rupiah_are_read(value: object) -> None:
    with speaking("en"), pytest.raises(Misunderstood):
        rupiah().read(value)  # type: ignore[arg-type]


def test_what_is_kept_is_read_as_a_number() -> None:
    assert rupiah().read("2500000") == 2_500_000


@given(st.integers(min_value=1_000, max_value=10**15))
def test_whatever_is_shown_is_read_as_the_same(amount: int) -> None:
    for language in ("id", "en"):
        with speaking(language):
            shown = rupiah().show(str(amount))
        assert typed(rupiah(), shown) == str(amount)


@given(st.decimals(min_value="0.001", max_value=999, places=3), st.sampled_from(["juta", "jt", "miliar"]))
def test_a_comma_and_a_scale(number: Decimal, scale: str) -> None:
    worth = 10**9 if scale == "miliar" else 10**6
    plain = f"{number.normalize():f}".replace(".", ",")
    expected = int(number * worth)
    if len(plain.partition(",")[2]) == 3 and not plain.startswith("0"):
        assert str(typed(rupiah(), f"{plain} {scale}")).startswith("?")
    else:
        assert typed(rupiah(), f"{plain} {scale}") == str(expected)
