"""The staff number: read as people write it, refused with the part that is wrong, never shown whole."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.nip import Nip, WrongNip, masked

WAYAN = "198809172020021008"
INVENTED = Path(__file__).parents[2] / ".." / "shared" / "people" / "pegawai_sintetis.csv"


@pytest.mark.parametrize(
    "written",
    [
        WAYAN,
        " 19880917 202002 1 008 ",
        "19880917.202002.1.008",
        "19880917-202002-1-008",
        f"'{WAYAN}",
        "１９８８0917 202002 1 008",
    ],
)
def test_is_read_as_people_write_it(written: str) -> None:
    assert Nip.read(written).digits == WAYAN


def test_tells_who_is_on_contract() -> None:
    assert Nip.read("199306142023212909").on_contract
    assert not Nip.read(WAYAN).on_contract


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "digits only"),
        ("tidak ada", "digits only"),
        ("19880917202002100", "has 18 digits, this one has 17"),
        ("1988091720200210088", "has 18 digits, this one has 19"),
        ("198813172020021008", "digits 1–8 are not a date of birth"),
        ("198802302020021008", "digits 1–8 are not a date of birth"),
        ("198809172020131008", "digits 9–14 are not a year and month"),
        ("198809172020001008", "digits 9–14 are not a year and month"),
        ("198809171990021008", "born 1988 and appointed 1990"),
        ("198809172020023008", "digit 15 is neither 1"),
        ("198809172020021000", "format the column as text"),
        ("1.98809E+17", "format the column as text"),
        ("1,98809172020021E+17", "format the column as text"),
        ("१९८८०९१७२०२००२१००८", "digits only"),
    ],
)
def test_what_is_wrong_is_named(written: str, reason: str) -> None:
    with pytest.raises(WrongNip, match=reason.replace("(", r"\(")):
        Nip.read(written)


@given(st.dates(), st.integers(1, 12), st.sampled_from("12"), st.integers(1, 999))
def test_enough_is_shown_to_know_one_s_own_and_too_little_to_use(
    born: object, month: int, sex: str, serial: int
) -> None:
    birth = str(born).replace("-", "")
    year = int(birth[:4]) + 25
    if not 1900 <= year < 2100:
        return
    digits = f"{birth}{year:04}{month:02}{sex}{serial:03}"
    nip = Nip.read(digits)
    assert str(nip) == nip.masked == masked(digits)
    assert nip.masked.startswith(birth[:4])
    assert nip.masked.endswith(f"{serial:03}")
    assert birth not in nip.masked
    assert len(nip.masked) == 18


def test_every_number_of_the_invented_civil_servants_is_read() -> None:
    if INVENTED.exists():
        with INVENTED.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                assert Nip.read(row["nip"]).digits == row["nip"]
