"""The sample programme's data: a roster that could be a real one, and instruments that open and close."""

import tomllib
from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

from models.members import Role
from models.nip import Nip
from models.roster.entries import Roster, read_roster

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "bot" / "sample"
SHIPPED = ROOT / "models" / "instruments" / "shipped"
PROGRAMME = tomllib.loads((SAMPLE / "programme.toml").read_text(encoding="utf-8"))


def roster() -> Roster:
    name = PROGRAMME["batch"]["roster"]
    return read_roster((SAMPLE / name).read_bytes(), name)


def test_the_roster_is_one_that_a_facilitator_could_import() -> None:
    assert (roster().ignored, roster().missing) == ((), ())
    assert len(roster().entries) == 24


def test_a_batch_has_all_roles_and_both_languages() -> None:
    assert Counter(entry.role for entry in roster().entries) == {
        Role.AGENT: 17,
        Role.FACILITATOR: 2,
        Role.ASSESSOR: 2,
        Role.PARTNER: 2,
        Role.LEADER: 1,
    }
    assert {entry.language for entry in roster().entries} == {"id", "en"}
    assert len({entry.agency for entry in roster().entries}) == 15


def test_staff_numbers_are_well_formed_and_nobody_s() -> None:
    numbers = [Nip(entry.nip) for entry in roster().entries if entry.nip]
    assert len(numbers) == 23
    assert sum(number.on_contract for number in numbers) == 2
    assert all(number.digits[-3:] > "900" for number in numbers)


def test_telephone_numbers_are_nobody_s() -> None:
    assert all((entry.phone or "").startswith("+62860") for entry in roster().entries)


def test_the_names_are_as_difficult_as_real_ones() -> None:
    names = [entry.name for entry in roster().entries]
    assert any(" " not in name for name in names)
    assert any("'" in name for name in names)
    assert max(map(len, names)) > 70


def test_every_instrument_ships_and_opens_before_it_closes() -> None:
    for instrument in PROGRAMME["instruments"]:
        assert (SHIPPED / instrument["workbook"]).exists()
        opens, closes = instrument["opens"], instrument["closes"]
        assert (opens["day"], opens["at"]) < (closes["day"], closes["at"])
    assert ZoneInfo(PROGRAMME["batch"]["zone"])
