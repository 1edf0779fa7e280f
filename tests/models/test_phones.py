"""Telephone numbers: however they are written, they are kept in one way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.phones import WrongPhone, masked_phone, read_phone, read_shared_phone


@pytest.mark.parametrize(
    "written",
    [
        "081234567890", "0812-3456-7890", "0812 3456 7890", "0812.3456.7890", "(0812) 3456-7890",
        "6281234567890", "62 812-3456-7890", "+6281234567890", "+62 812 3456 7890", "+62 (0)812 3456 7890",
        "006281234567890", "81234567890", "\u202a+62 812‑3456‑7890\u202c", "+62\u00a0812–3456–7890", "'081234567890",
    ],
)  # fmt: skip
def test_an_indonesian_number_is_the_same_however_it_is_written(written: str) -> None:
    assert read_phone(written) == "+6281234567890"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("+60 12-345 6789", "+60123456789"),
        ("+1 (415) 555-0132", "+14155550132"),
        ("0065 6123 4567", "+6561234567"),
    ],
)
def test_a_foreign_one_says_its_country(written: str, kept: str) -> None:
    assert read_phone(written) == kept


def test_a_landline_has_its_area() -> None:
    assert read_phone("(021) 555-0123") == "+62215550123"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "digits only"),
        ("0812 3456 7890 / 0813 1111 2222", "one number stands in a cell"),
        ("menyusul", "digits only"),
        ("0812-345", "9 to 13 digits"),
        ("08123456789012345", "9 to 13 digits"),
        ("123456789", "begins with 0, or with"),
        ("+1234", "8 to 15 digits"),
        ("8.12346E+10", "digits only"),
    ],
)
def test_what_is_none_is_refused_with_what_would_be(written: str, reason: str) -> None:
    with pytest.raises(WrongPhone, match=reason):
        read_phone(written)


@pytest.mark.parametrize("shared", ["6281234567890", "+6281234567890"])
def test_a_channel_leaves_the_plus_out(shared: str) -> None:
    assert read_shared_phone(shared) == "+6281234567890"


def test_a_shared_number_from_abroad_is_not_taken_for_an_indonesian_one() -> None:
    assert read_shared_phone("81312345678") == "+81312345678"


@given(st.from_regex(r"\+62[2-9][0-9]{7,11}", fullmatch=True))
def test_it_is_shown_in_part(phone: str) -> None:
    shown = masked_phone(phone)
    assert shown.startswith(phone[:5])
    assert shown.endswith(phone[-3:])
    assert set(shown[5:-3]) == {"•"}
    assert len(shown) == len(phone)
