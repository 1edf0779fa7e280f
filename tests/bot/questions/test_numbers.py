"""Numbers, as people in Indonesia and elsewhere write them."""

from decimal import Decimal

import pytest

from bot.questions import number, whole_number
from tests.bot.questions.typing_it import tapped, typed


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("12", "12"),
        (" 12 ", "12"),
        ("12.", "12"),
        ("1.250", "1250"),
        ("1,250", "1250"),
        ("1 250", "1250"),
        ("1.250.000", "1250000"),
        ("-3", "-3"),
        ("–3", "-3"),
        ("+3", "3"),
        ("007", "7"),
        ("٣", "3"),
    ],
)
def test_whole_numbers(text: str, kept: str) -> None:
    assert typed(whole_number(), text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "dua belas",
        "2,5",
        "2.5",
        "1.25",
        "1.250,5",
        "12 tahun",
        "5 ribu",
        "1e3",
        "½",
        "NaN",
        "∞",
        "9" * 4096,
    ],
)
def test_what_is_no_whole_number(text: str) -> None:
    assert str(typed(whole_number(), text)).startswith("?")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2,5", "2.5"),
        ("2.5", "2.5"),
        ("0,250", "0.250"),
        ("1.250,5", "1250.5"),
        ("1,250.5", "1250.5"),
        ("1.250.000", "1250000"),
        ("1 250", "1250"),
        ("1250", "1250"),
        ("-0,5", "-0.5"),
        ("0,00000001", "0.00000001"),
    ],
)
def test_numbers(text: str, kept: str) -> None:
    assert typed(number(), text) == kept
    assert number().read(kept) == Decimal(kept)


def test_what_could_be_two_numbers_is_asked_about() -> None:
    for text in ("1.250", "1,250"):
        assert typed(number(), text) == (
            "? Do you mean 1250 or 1.250? Please write it without dots or commas between thousands."
        )


def test_a_number_nobody_means_is_too_long() -> None:
    assert typed(whole_number(), "1" * 16) == "? That number is too long for me; up to 15 digits fit."


def test_the_earlier_number_can_be_kept() -> None:
    tap = tapped(number(), "Keep my answer", "2.5")
    assert tap.value == "2.5"  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["30 hari", "30hari", "30 Hari", "30  HARI ", "30"])
def test_the_unit_may_stand_behind_it(text: str) -> None:
    assert typed(whole_number("hari", "days"), text) == "30"


def test_another_word_behind_it_is_no_unit() -> None:
    assert str(typed(whole_number("hari"), "30 orang")).startswith("? Please write a whole number")


def test_a_percentage() -> None:
    assert typed(number("%", "persen"), "12,5%") == "12.5"
