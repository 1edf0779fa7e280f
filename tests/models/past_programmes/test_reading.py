"""A list of past programmes as facilitators write it: columns in two languages, and every wrong cell named."""

from pathlib import Path

import pytest

from models.past_programmes.description import Description, year_in
from models.past_programmes.entries import Entry, PastProgrammes, read_past_programmes
from models.quickwins.rules import Rules
from models.spreadsheets.problems import SheetProblems
from tests.models.roster.test_reading import table, workbook

FIELDS = Rules().fields
TRANSCRIPTS = Path(__file__).parents[2] / "transcripts"


def read(*rows: tuple[object, ...]) -> PastProgrammes:
    return read_past_programmes(workbook(*rows), "lama.xlsx", FIELDS)


def problems(*rows: tuple[object, ...]) -> list[str]:
    with pytest.raises(SheetProblems) as refused:
        read(*rows)
    return [str(problem) for problem in refused.value.problems]


def test_a_programme_is_read_with_all_that_is_told_of_it() -> None:
    headings = ("Nama Program", "Bidang Prioritas", "OPD", "Tahun Anggaran", "Ket")
    row = ("Posyandu Keliling", "KESEHATAN", "Dinas Kesehatan", "TA 2023", "Dua kali sebulan")
    assert read(headings, row).entries == (
        Entry(2, Description("Posyandu Keliling", "kesehatan", "Dinas Kesehatan", 2023, "Dua kali sebulan")),
    )


def test_english_headings_do_as_well() -> None:
    [entry] = read(
        ("name", "field", "agency", "year", "about"), ("Mobile clinic", "pendidikan", None, 2024.0, None)
    ).entries
    assert entry.described == Description("Mobile clinic", "pendidikan", "", 2024, "")


def test_only_the_name_has_to_be_there() -> None:
    listed = read(("nama", "pagu"), ("Kota Tanpa Plastik", 1_000_000), (), ("Kota Hijau", None))
    assert [(e.row, e.described) for e in listed.entries] == [
        (2, Description("Kota Tanpa Plastik")),
        (4, Description("Kota Hijau")),
    ]
    assert listed.ignored == ("pagu",)
    assert listed.missing == ("bidang", "perangkat_daerah", "tahun", "keterangan")


def test_every_wrong_cell_is_named() -> None:
    assert problems(
        ("Nama", "Bidang", "Tahun", "Keterangan"),
        ("Kota Hijau", "Pertanian", "2022/2023", "x" * 401),
        (None, "Kesehatan", 1823, "Dua kali sebulan"),
        ("Mobil Baca", None, None, None),
        ("mobil  baca", None, None, None),
    ) == [
        "row 2, Bidang: “Pertanian” is not a priority field; write one of Kesehatan, Pendidikan, Infrastruktur, or nothing",
        "row 2, Keterangan: this has 401 characters; up to 400 fit",
        "row 2, Tahun: “2022/2023” is not one year; write it like 2024",
        "row 3, Nama: the name is missing",
        "row 3, Tahun: write one year between 1945 and 2099",
        "row 5, Nama: the same programme as in row 4",
    ]


def test_braces_in_a_cell_are_only_braces() -> None:
    assert "“{fields}”" in problems(("nama", "bidang"), ("Kota Hijau", "{fields}"))[0]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (workbook(("nama",)), "lama has headings and no programme below them"),
        (
            table(("bidang", "tahun"), ("Kesehatan", 2023)).encode(),
            "has no column “nama” (name) beside bidang, tahun",
        ),
        (b"", "lama is empty"),
    ],
)
def test_a_file_without_programmes_is_told_in_one_line(content: bytes, told: str) -> None:
    with pytest.raises(SheetProblems) as refused:
        read_past_programmes(content, "lama", FIELDS)
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("2023", 2023),
        ("TA 2023", 2023),
        ("Tahun 2023.", 2023),
        ("2023-01-01 00:00:00", 2023),
        ("2023/2024", None),
        ("2023/24", None),
        ("23", None),
        ("٢٠٢٣", None),
        ("kemarin", None),
    ],
)
def test_a_year_is_one_year(written: str, year: int | None) -> None:
    assert year_in(written) == year


def test_the_lists_of_the_transcripts_are_read() -> None:
    good, bad = (TRANSCRIPTS / name for name in ("past_programmes.csv", "programmes_with_faults.csv"))
    assert len(read_past_programmes(good.read_bytes(), good.name, FIELDS).entries) == 4
    with pytest.raises(SheetProblems):
        read_past_programmes(bad.read_bytes(), bad.name, FIELDS)
