"""Responses are taken out whole: every version's questions, every answer as what it is, nothing that bites."""

import csv
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.reports.responses.cells import Kind, cell, harmless, is_number
from bot.reports.responses.export import export_responses
from bot.reports.responses.merging import distinct, merged
from bot.reports.responses.problems import CannotWrite, NothingAnswered, TooLarge, UnknownEnding
from bot.reports.responses.xlsx_file import CHARACTERS
from models.instruments.versions import UnknownInstrument
from tests.bot.reports.conftest import FIRST, NINE, Market

Row = dict[str, Any]

COLUMNS = [
    "_id", "_batch", "_name", "_nip", "_agency", "_role", "_language", "_version", "_complete", "_start", "_end",
    "mulai",
    "layanan/usul",
    "layanan/saluran", "layanan/saluran/loket", "layanan/saluran/surat", "layanan/saluran/daring",
    "layanan/saluran/wa",
    "layanan/antrean",
    "layanan/petugas",
    "layanan/suhu",
    "puas", "kapan", "skor",
]  # fmt: skip


def sheet(file: Path, name: str) -> list[Row]:
    """A sheet as one dictionary a row."""
    headings, *rows = load_workbook(file)[name].iter_rows(values_only=True)
    return [dict(zip(map(str, headings), row, strict=True)) for row in rows]


def table(file: Path) -> list[Row]:
    """A CSV as one dictionary a row."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def xlsx(answered_market: Market, tmp_path: Path) -> Path:
    file = tmp_path / "pasar.xlsx"
    export_responses(answered_market.engine, "pasar", file, NINE)
    return file


@pytest.fixture
def comma_separated(answered_market: Market, tmp_path: Path) -> Path:
    file = tmp_path / "pasar.csv"
    export_responses(answered_market.engine, "pasar", file, NINE)
    return file


def test_every_question_of_every_version_has_its_column(xlsx: Path, comma_separated: Path) -> None:
    siti = sheet(xlsx, "responses")[0]
    assert list(siti) == COLUMNS
    assert list(table(comma_separated)[0]) == COLUMNS


def test_who_and_when_stand_first(xlsx: Path) -> None:
    siti, wagiminto, yosef = sheet(xlsx, "responses")
    assert [row["_name"] for row in (siti, wagiminto, yosef)] == ["Siti Nur'aeni", "Wagiminto", "@Yosef"]
    assert siti["_nip"] == "1979•••••••••••902"
    assert wagiminto["_nip"] is None
    assert (siti["_batch"], siti["_agency"], siti["_role"]) == ("A-1", "Dinas Perdagangan", "agent")
    assert (siti["_version"], yosef["_version"]) == (1, 2)
    assert (siti["_complete"], wagiminto["_complete"]) == (True, False)
    assert (siti["_start"], siti["_end"]) == ("2026-11-23T10:00:00+08:00", "2026-11-23T10:05:00+08:00")


def test_numbers_are_numbers_and_days_are_days(xlsx: Path) -> None:
    siti = sheet(xlsx, "responses")[0]
    assert (siti["layanan/antrean"], siti["layanan/suhu"], siti["puas"], siti["skor"]) == (-3, 31.25, 5, 100)
    assert siti["kapan"] == datetime(2026, 11, 30)  # noqa: DTZ001  a day has no zone


def test_several_choices_are_split(xlsx: Path) -> None:
    siti, wagiminto, yosef = sheet(xlsx, "responses")

    def split(row: Row) -> list[object]:
        return [row[f"layanan/saluran{choice}"] for choice in ("", "/loket", "/surat", "/daring", "/wa")]

    assert split(siti) == ["loket wa", 1, 0, None, 1]
    assert split(wagiminto) == ["surat", 0, 1, None, 0]
    assert split(yosef) == ["daring", 0, None, 1, 0]


def test_what_was_not_answered_is_empty(xlsx: Path, comma_separated: Path) -> None:
    assert sheet(xlsx, "responses")[1]["layanan/antrean"] is None
    assert table(comma_separated)[1]["layanan/antrean"] == ""


def test_a_formula_is_only_a_text(xlsx: Path) -> None:
    found = load_workbook(xlsx)["responses"]["M2"]
    assert found.value == '=HYPERLINK("http://contoh.invalid";"klik")'
    assert (found.data_type, found.hyperlink) == ("s", None)


def test_in_csv_an_apostrophe_goes_before_a_formula_and_not_before_a_number(comma_separated: Path) -> None:
    siti, wagiminto, yosef = table(comma_separated)
    assert siti["layanan/usul"] == '\'=HYPERLINK("http://contoh.invalid";"klik")'
    assert siti["layanan/antrean"] == "-3"
    assert wagiminto["layanan/usul"] == "-10"
    assert yosef["_name"] == "'@Yosef"
    assert yosef["layanan/usul"] == "'+62 860"


def test_each_answer_has_its_time(xlsx: Path) -> None:
    siti = sheet(xlsx, "times")[0]
    asked = [c for c in COLUMNS if c.startswith("layanan") and c.count("/") == 1]
    assert list(siti) == ["_id", *asked, "puas", "kapan"]
    assert siti["layanan/usul"] == "2026-11-23T10:00:30+08:00"
    assert siti["layanan/saluran"] == "2026-11-23T10:01:00+08:00"


def test_labels_say_what_was_read_and_in_which_version(xlsx: Path, comma_separated: Path) -> None:
    labels = {row["path"]: row for row in sheet(xlsx, "labels")}
    assert labels["layanan/antrean"]["type"] == "integer"
    assert labels["layanan/antrean"]["label::Indonesia (id)"] == "Berapa lama antrean?"
    assert labels["layanan/antrean"]["label::English (en)"] == "How long is the queue?"
    assert labels["kapan"]["label::English (en)"] == "When, ${usul}?"
    assert labels["layanan/saluran/surat"]["type"] == "choice"
    in_versions = {path: labels[path]["versions"] for path in ("layanan/antrean", "layanan/petugas", "puas")}
    assert in_versions == {"layanan/antrean": "1", "layanan/petugas": "2", "puas": "1, 2"}
    beside = table(comma_separated.with_name("pasar.labels.csv"))
    assert [row["path"] for row in beside] == list(labels)


def test_a_question_that_was_worded_anew_has_both_wordings(answered_market: Market, tmp_path: Path) -> None:
    answered_market.add_version(FIRST.replace("Apa usul Anda?", "Usul Anda?"))
    file = tmp_path / "pasar.xlsx"
    export_responses(answered_market.engine, "pasar", file, NINE)
    said = [
        (r["label::Indonesia (id)"], r["versions"])
        for r in sheet(file, "labels")
        if r["path"] == "layanan/usul"
    ]
    assert said == [("Usul Anda?", "3"), ("Apa usul Anda?", "1, 2")]


def test_versions_and_counts_are_told(xlsx: Path) -> None:
    versions = sheet(xlsx, "versions")
    assert [(v["number"], v["title"], v["questions"]) for v in versions] == [
        (2, "Hari pasar", 6),
        (1, "Hari pasar", 6),
    ]
    about = {row[0]: row[1] for row in load_workbook(xlsx)["about"].iter_rows(values_only=True)}
    assert (about["responses"], about["complete"], about["incomplete"]) == (3, 2, 1)
    assert about["exported"] == "2026-11-23T02:00:00+00:00"


def test_progress_reaches_the_end(answered_market: Market, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    exported = export_responses(
        answered_market.engine, "pasar", tmp_path / "a.csv", NINE, lambda done, of: seen.append((done, of))
    )
    assert seen[-1] == (3, 3)
    assert (exported.responses, exported.incomplete) == (3, 1)
    assert exported.files == (tmp_path / "a.csv", tmp_path / "a.labels.csv")


def test_a_text_longer_than_a_cell_is_cut_in_the_workbook_and_whole_in_csv(
    market: Market, tmp_path: Path
) -> None:
    long = "🎉" * 20_000
    market.answered("Dewi", market.version_id, layanan__usul=long)
    exported = export_responses(market.engine, "pasar", tmp_path / "a.xlsx", NINE)
    assert exported.shortened == 1
    kept = sheet(tmp_path / "a.xlsx", "responses")[0]["layanan/usul"]
    assert kept.startswith("🎉🎉")
    assert kept.endswith("🎉 […]")
    assert CHARACTERS - 2 < len(kept.encode("utf-16-le")) / 2 <= CHARACTERS
    export_responses(market.engine, "pasar", tmp_path / "a.csv", NINE)
    assert table(tmp_path / "a.csv")[0]["layanan/usul"] == long


def test_more_columns_than_a_sheet_has_are_refused_and_fit_into_csv(market: Market, tmp_path: Path) -> None:
    choices = "\n".join(f"| banyak | c{n} | {n} | {n} |" for n in range(16_400))
    version = market.add_version(FIRST.replace("select_multiple saluran", "select_multiple banyak") + choices)
    market.answered("Dewi", version, layanan__saluran="c3 c16399")
    with pytest.raises(TooLarge, match=r"write pasar\.csv instead"):
        export_responses(market.engine, "pasar", tmp_path / "pasar.xlsx", NINE)
    assert list(tmp_path.glob("**/*.xlsx")) == []
    export_responses(market.engine, "pasar", tmp_path / "pasar.csv", NINE)
    assert table(tmp_path / "pasar.csv")[0]["layanan/saluran/c16399"] == "1"


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_fails_half_way_leaves_the_old_file_and_nothing_else(
    answered_market: Market, tmp_path: Path, ending: str
) -> None:
    folder = tmp_path / "keluar"
    folder.mkdir()
    file = folder / f"pasar.{ending}"
    file.write_text("the export of yesterday")

    def stop(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_responses(answered_market.engine, "pasar", file, NINE, stop)
    assert [each.name for each in folder.iterdir()] == [file.name]
    assert file.read_text() == "the export of yesterday"


def test_an_unknown_instrument_names_those_there_are(market: Market, tmp_path: Path) -> None:
    with pytest.raises(UnknownInstrument, match="there are pasar"):
        export_responses(market.engine, "pasir", tmp_path / "a.csv", NINE)


def test_nothing_to_export_is_said(market: Market, tmp_path: Path) -> None:
    with pytest.raises(NothingAnswered, match="nobody has answered pasar yet"):
        export_responses(market.engine, "pasar", tmp_path / "a.csv", NINE)
    assert not (tmp_path / "a.csv").exists()


@pytest.mark.parametrize("name", ["a.xls", "a", "a.xlsx.bak"])
def test_another_ending_is_refused(market: Market, tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownEnding, match=r"should end in \.xlsx or \.csv"):
        export_responses(market.engine, "pasar", tmp_path / name, NINE)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_place_that_cannot_be_written_is_named(
    answered_market: Market, tmp_path: Path, ending: str
) -> None:
    with pytest.raises(CannotWrite, match="cannot be written: No such file or directory"):
        export_responses(answered_market.engine, "pasar", tmp_path / "nowhere" / f"a.{ending}", NINE)
    (tmp_path / f"b.{ending}").mkdir()
    with pytest.raises(CannotWrite, match="cannot be written: Is a directory"):
        export_responses(answered_market.engine, "pasar", tmp_path / f"b.{ending}", NINE)


def test_many_responses_are_read_in_pages(market: Market, tmp_path: Path) -> None:
    for number in range(230):
        market.answered(f"Peserta {number}", market.version_id, layanan__antrean=str(number))
    export_responses(market.engine, "pasar", tmp_path / "a.csv", NINE)
    assert [row["layanan/antrean"] for row in table(tmp_path / "a.csv")] == [str(n) for n in range(230)]


def test_the_newest_order_holds_and_the_removed_keep_their_neighbours() -> None:
    assert merged([["a", "c", "d"], ["z", "a", "b", "c"]]) == ["z", "a", "b", "c", "d"]
    assert merged([["c", "a"], ["a", "x", "c"]]) == ["c", "a", "x"]


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True)))
def test_no_name_is_lost_or_doubled_in_any_order(orders: list[list[str]]) -> None:
    together = merged(orders)
    assert sorted(together) == sorted({name for order in orders for name in order})
    if orders:
        assert [name for name in together if name in orders[0]] == orders[0]


def test_headings_that_would_be_the_same_are_told_apart() -> None:
    assert distinct(["_id", "a/b", "a/b", "a/b (2)"]) == ["_id", "a/b", "a/b (2)", "a/b (2) (2)"]


@given(st.text())
def test_no_text_leads_a_spreadsheet_on(text: str) -> None:
    written = harmless(text)
    assert written.lstrip("'") == text.lstrip("'")
    assert is_number(written) or not written.startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3))
def test_a_number_is_never_changed(value: object) -> None:
    assert harmless(f"{value:f}") == f"{value:f}"
    assert str(cell(Kind.NUMBER, f"{value:f}")) == f"{value:f}"


@pytest.mark.parametrize("text", ["08", "+3", "1e5", "1234567890.1234567890", "NaN", "12 "])
def test_what_would_lose_something_as_a_number_stays_a_text(text: str) -> None:
    assert cell(Kind.NUMBER, text) == text
