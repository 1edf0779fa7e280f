"""A number with what it counts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from bot.i18n import speaking
from bot.messages import Act
from bot.questions import quantity
from bot.questions.kind import Misunderstood
from bot.questions.quantities import Quantity
from tests.bot.questions.typing_it import heard, typed


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("3 pelatihan", "3", "pelatihan"),
        ("3pelatihan", "3", "pelatihan"),
        ("1 dokumen SOP", "1", "dokumen SOP"),
        ("100%", "100", "%"),
        ("2,5 km", "2.5", "km"),
        ("1.250 orang", "1250", "orang"),
        ("2x pelatihan", "2", "kali pelatihan"),
        ("12x", "12", "kali"),
        ("pelatihan 3 kali", "3", "kali pelatihan"),
        ("pelatihan: 3", "3", "pelatihan"),
        ("tiga pelatihan", "3", "pelatihan"),
        ("dua puluh lima orang", "25", "orang"),
        ("sebuah dokumen", "1", "buah dokumen"),
        ("sekitar 50 orang", "50", "orang"),
        ("±50 orang.", "50", "orang"),
    ],
)
def test_a_number_and_its_unit(text: str, number: str, unit: str) -> None:
    assert typed(quantity(), text) == {"number": number, "unit": unit}


@pytest.mark.parametrize(
    "text",
    ["", "pelatihan", "3-5 pelatihan", "3 sampai 5 pelatihan", "½ hari", "1 x 24 jam", "3 " + "x" * 61],
)
def test_what_is_not_one_number_of_something(text: str) -> None:
    assert str(typed(quantity(), text)).startswith("? Please write one number and what it counts")


def test_a_number_of_nothing_in_particular_is_asked_about() -> None:
    assert typed(quantity(), "3") == "? 3 of what? Please write both, for example 3 pelatihan."
    assert typed(quantity(), "tiga") == "? 3 of what? Please write both, for example 3 pelatihan."


def test_a_number_that_can_be_read_two_ways_is_asked_about() -> None:
    assert str(typed(quantity(), "1,250 orang")).startswith("? Do you mean 1250 or 1.250?")


def test_none_of_something_is_no_volume() -> None:
    assert str(typed(quantity(), "0 rapat")).startswith("? Please write a number above zero")


def test_a_photo_is_no_quantity() -> None:
    with speaking("en"), pytest.raises(Misunderstood):
        quantity().hear(heard(act=Act.PHOTO), "")


def test_it_is_kept_as_two_and_shown_as_one() -> None:
    kept: JsonValue = {"number": "2.5", "unit": "km"}
    with speaking("id"):
        assert quantity().show(kept) == "2,5 km"
    assert quantity().read(kept) == Quantity(Decimal("2.5"), "km")
    with speaking("en"), pytest.raises(Misunderstood):
        quantity().read("3 pelatihan")


@given(st.integers(1, 10**9), st.sampled_from(["pelatihan", "orang peserta", "%", "dokumen SOP"]))
def test_whatever_is_shown_is_read_as_the_same(number: int, unit: str) -> None:
    kept: JsonValue = {"number": str(number), "unit": unit}
    with speaking("id"):
        shown = quantity().show(kept)
    assert typed(quantity(), shown) == kept


@pytest.mark.parametrize("written", ["1" * 40, "1" * 40 + " orang", "0." + "0" * 40 + "1"])
def test_a_figure_that_nobody_means_gets_a_kind_word(written: str) -> None:
    with pytest.raises(Misunderstood, match="one number and what it counts"):
        quantity().hear(heard(written), "")
