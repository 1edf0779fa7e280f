"""The sample programme's data: a roster that could be a real one, and instruments that open and close."""

import re
import tomllib
from collections import Counter
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "bot" / "sample"
SHIPPED = ROOT / "models" / "instruments" / "shipped"
PROGRAMME = tomllib.loads((SAMPLE / "programme.toml").read_text(encoding="utf-8"))
NIP = re.compile(r"(?P<born>\d{8})(?P<year>\d{4})(?P<month>\d{2})(?P<sex>[12])9\d{2}")


def people() -> list[dict[str, str]]:
    sheet = openpyxl.load_workbook(SAMPLE / PROGRAMME["batch"]["roster"])["roster"]
    header, *rows = ([str(value or "") for value in row] for row in sheet.values)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_a_batch_has_all_roles() -> None:
    assert Counter(person["peran"] for person in people()) == {
        "Agen perubahan": 17,
        "Fasilitator": 2,
        "Asesor": 2,
        "Mitra": 2,
        "Pimpinan": 1,
    }
    assert {person["bahasa"] for person in people()} == {"id", "en"}


def test_staff_numbers_are_well_formed_and_nobody_s() -> None:
    numbers = [person["nip"] for person in people() if person["nip"]]
    assert len(numbers) == len(set(numbers)) == 23
    contracts = 0
    for number in numbers:
        parts = NIP.fullmatch(number)
        assert parts is not None, number
        born = datetime.strptime(parts["born"], "%Y%m%d").astimezone(ZoneInfo("Asia/Jakarta"))
        assert 18 <= int(parts["year"]) - born.year <= 35, number
        contracts += parts["month"] == "21"
        assert parts["month"] == "21" or 1 <= int(parts["month"]) <= 12, number
    assert contracts == 2


def test_telephone_numbers_are_nobody_s() -> None:
    numbers = {re.sub(r"\D", "", person["telepon"]).removeprefix("62").lstrip("0") for person in people()}
    assert len(numbers) == len(people())
    assert all(re.fullmatch(r"8601100\d{4}", number) for number in numbers)


def test_the_names_are_as_difficult_as_real_ones() -> None:
    names = [person["nama"] for person in people()]
    assert len(set(names)) == len(names)
    assert any(" " not in name for name in names)
    assert any("'" in name for name in names)
    assert max(map(len, names)) > 70


def test_every_instrument_ships_and_opens_before_it_closes() -> None:
    for instrument in PROGRAMME["instruments"]:
        assert (SHIPPED / instrument["workbook"]).exists()
        opens, closes = instrument["opens"], instrument["closes"]
        assert (opens["day"], opens["at"]) < (closes["day"], closes["at"])
    assert ZoneInfo(PROGRAMME["batch"]["zone"])
