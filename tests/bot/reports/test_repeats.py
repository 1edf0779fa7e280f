"""What repeats is taken out as ODK has it: a sheet a repeat, a row an occurrence, tied to its parent's row."""

import csv
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from bot.reports.responses.export import export_responses
from tests.bot.reports.conftest import NINE, Market

FAMILIES = """
    settings
    | form_title |
    | Keluarga |
    survey
    | type | name | label |
    | text | kepala | Siapa kepala keluarga? |
    | begin repeat | anak | Anak |
    | text | nama | Siapa namanya? |
    | begin repeat | sekolah | Sekolah |
    | text | tempat | Di mana? |
    | end repeat | | |
    | end repeat | | |
"""


def families(market: Market) -> None:
    version = market.add_version(FAMILIES)
    answers: dict[str, dict[str, Any]] = {
        "Siti": {
            "kepala": "Ahmad",
            "anak[1]/nama": "Ani",
            "anak[1]/sekolah[1]/tempat": "SD 1",
            "anak[1]/sekolah[2]/tempat": "SMP 2",
            "anak[2]/nama": "Budi",
        },
        "Wagiminto": {"kepala": "Joko", "anak[1]/nama": "=Citra", "anak[1]/sekolah[1]/tempat": "SD 3"},
    }
    for name, values in answers.items():
        market.answered(name, version, **values)


def test_each_occurrence_has_a_row_tied_to_its_parents(market: Market, tmp_path: Path) -> None:
    families(market)
    file = tmp_path / "keluarga.xlsx"
    export_responses(market.engine, "pasar", file, NINE)

    book = load_workbook(file)
    children, schools = (list(book[name].iter_rows(values_only=True)) for name in ("anak", "sekolah"))

    headings = {name: n for n, name in enumerate(map(str, children[0]))}
    assert [
        [row[headings[c]] for c in ("_index", "_parent_table_name", "_parent_index", "anak/nama")]
        for row in children[1:]
    ] == [
        [1, "responses", 1, "Ani"],
        [2, "responses", 1, "Budi"],
        [3, "responses", 2, "=Citra"],
    ]
    headings = {name: n for n, name in enumerate(map(str, schools[0]))}
    assert [
        [row[headings[c]] for c in ("_index", "_parent_table_name", "_parent_index", "anak/sekolah/tempat")]
        for row in schools[1:]
    ] == [[1, "anak", 1, "SD 1"], [2, "anak", 1, "SMP 2"], [3, "anak", 3, "SD 3"]]
    assert not any("[" in str(cell.value) for cell in book["responses"][1])


def test_in_csv_each_repeat_is_a_file_of_its_own(market: Market, tmp_path: Path) -> None:
    families(market)
    exported = export_responses(market.engine, "pasar", tmp_path / "keluarga.csv", NINE)

    names = sorted(file.name for file in exported.files)
    assert names == ["keluarga.anak.csv", "keluarga.csv", "keluarga.labels.csv", "keluarga.sekolah.csv"]
    with (tmp_path / "keluarga.anak.csv").open(encoding="utf-8-sig", newline="") as lines:
        assert [row["anak/nama"] for row in csv.DictReader(lines)] == ["Ani", "Budi", "'=Citra"]
