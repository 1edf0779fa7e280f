"""A roster as facilitators write it: any order, any delimiter, and every wrong cell named."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from models.members import Role
from models.roster.entries import Entry, Roster, read_roster
from models.spreadsheets.problems import Problem, SheetProblems

INVENTED = Path(__file__).parents[3] / ".." / "shared" / "people" / "pegawai_sintetis.csv"

HEADINGS = ("nama", "nip", "jabatan", "eselon", "perangkat_daerah", "telepon", "peran", "bahasa")
WAYAN = (
    "Ni Wayan Suartini, S.Pd.", "198809172020022008", "Kepala Seksi Kurikulum", "IV.a",
    "Dinas Pendidikan", "0812-3456-7890", "Agen perubahan", "id",
)  # fmt: skip
ENTRY = Entry(
    row=2,
    name="Ni Wayan Suartini, S.Pd.",
    nip="198809172020022008",
    phone="+6281234567890",
    role=Role.AGENT,
    language="id",
    position="Kepala Seksi Kurikulum",
    echelon="IV.a",
    agency="Dinas Pendidikan",
)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def table(*rows: tuple[object, ...], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def read(*rows: tuple[object, ...]) -> Roster:
    return read_roster(workbook(*rows), "roster.xlsx")


def problems(*rows: tuple[object, ...]) -> tuple[Problem, ...]:
    with pytest.raises(SheetProblems) as refused:
        read(*rows)
    return refused.value.problems


def one_line(content: bytes, name: str = "roster.xlsx") -> str:
    with pytest.raises(SheetProblems) as refused:
        read_roster(content, name)
    [problem] = refused.value.problems
    assert problem.row == 0
    return str(problem)


class TestFiles:
    def test_a_workbook(self) -> None:
        assert read(HEADINGS, WAYAN).entries == (ENTRY,)

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    def test_a_csv_of_any_kind(self, delimiter: str, encoding: str) -> None:
        jose = ("José D’Costa; “Pak Zé”", *WAYAN[1:])
        content = table(HEADINGS, jose, delimiter=delimiter).encode(encoding)
        [entry] = read_roster(content, "roster.csv").entries
        assert (entry.name, entry.agency) == ("José D’Costa; “Pak Zé”", "Dinas Pendidikan")

    def test_a_csv_with_excel_s_note_about_its_delimiter(self) -> None:
        content = ("sep=;\r\n" + table(HEADINGS, WAYAN, delimiter=";")).encode()
        assert read_roster(content, "roster.csv").entries[0].row == 3

    def test_the_roster_may_stand_on_any_sheet_below_a_title(self) -> None:
        book = Workbook()
        book.worksheets[0].append(("Petunjuk", "isi nama di lembar berikutnya"))
        sheet = book.create_sheet("Peserta")
        for row in (("DAFTAR PESERTA ANGKATAN I",), (), HEADINGS, WAYAN):
            sheet.append(row)
        content = io.BytesIO()
        book.save(content)
        assert [e.row for e in read_roster(content.getvalue(), "roster.xlsx").entries] == [4]

    def test_an_empty_one(self) -> None:
        assert "is empty" in one_line(b"")

    def test_a_damaged_one(self) -> None:
        whole = workbook(HEADINGS, WAYAN)
        assert "is damaged" in one_line(whole[: len(whole) // 2])

    def test_one_whose_sheet_is_damaged(self) -> None:
        broken = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(workbook(HEADINGS, WAYAN))) as whole,
            zipfile.ZipFile(broken, "w") as copy,
        ):
            for part in whole.namelist():
                content = whole.read(part)
                copy.writestr(part, content[:300] if part.endswith("sheet1.xml") else content)
        assert "is damaged" in one_line(broken.getvalue())

    def test_one_with_a_password_or_of_the_old_kind(self) -> None:
        assert "old .xls or has a password" in one_line(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))

    def test_one_with_macros(self) -> None:
        content = io.BytesIO(workbook(HEADINGS, WAYAN))
        with zipfile.ZipFile(content, "a") as package:
            package.writestr("xl/vbaProject.bin", b"\0")
        assert "has macros" in one_line(content.getvalue(), "roster.xlsm")

    def test_one_that_is_something_else(self) -> None:
        document = io.BytesIO()
        with zipfile.ZipFile(document, "w") as package:
            package.writestr("word/document.xml", "<w/>")
        assert "not an Excel workbook" in one_line(document.getvalue(), "roster.docx")
        assert "neither a workbook" in one_line(b"%PDF-1.7 nama,nip", "roster.pdf")
        assert "neither a workbook" in one_line(b"\x89PNG\r\n\x1a\n\0\0\0", "roster.png")

    def test_one_without_anybody(self) -> None:
        assert "nobody below" in one_line(workbook(HEADINGS))


class TestHeadings:
    def test_in_any_order_and_spelling(self) -> None:
        headings = (
            "No. HP",
            "Perangkat Daerah",
            "PERAN",
            " N I P ",
            "Nama_Lengkap",
            "bahasa ",
            "Eselon",
            "JABATAN",
        )
        row = (WAYAN[5], WAYAN[4], WAYAN[6], WAYAN[1], WAYAN[0], WAYAN[7], WAYAN[3], WAYAN[2])
        assert read(headings, row).entries == (ENTRY,)

    def test_in_english(self) -> None:
        headings = ("name", "employee_number", "position", "echelon", "agency", "phone", "role", "language")
        row = (*WAYAN[:6], "Agent", "English")
        [entry] = read(headings, row).entries
        assert (entry.role, entry.language, entry.nip) == (Role.AGENT, "en", ENTRY.nip)

    def test_unknown_ones_are_ignored_and_missing_ones_named(self) -> None:
        roster = read(("nama", "golongan", "Nama"), ("Wagiman", "III/a", "Wagiman"))
        assert roster.ignored == ("golongan", "Nama")
        assert roster.missing == HEADINGS[1:]
        assert roster.entries == (Entry(row=2, name="Wagiman"),)

    def test_without_names_there_is_no_roster(self) -> None:
        assert "no column “nama”" in one_line(workbook(("nip", "telepon"), WAYAN[1:3]))
        assert "has no headings" in one_line(workbook(("Wagiman", "12345")))


class TestCells:
    def test_a_name_is_kept_as_it_is_given(self) -> None:
        [entry] = read(("nama",), ("  Hj. Siti Nur'aini binti K.H. Abdul Somad,  S.K.M.\n",)).entries
        assert entry.name == "Hj. Siti Nur'aini binti K.H. Abdul Somad,  S.K.M."

    def test_accents_are_composed_and_control_characters_dropped(self) -> None:
        [entry] = read_roster("nama\nJose\u0301\u202e D'Costa\x02".encode(), "roster.csv").entries
        assert entry.name == "José  D'Costa"

    def test_a_dash_means_nothing(self) -> None:
        [entry] = read(HEADINGS, ("Yohana", "-", "-", "–", "—", "-", "", None)).entries
        assert entry == Entry(row=2, name="Yohana", position="", echelon="", agency="")

    def test_empty_rows_are_passed_over(self) -> None:
        roster = read(HEADINGS, WAYAN, (), (None, "  "), ("Wagiman",))
        assert [(e.row, e.name) for e in roster.entries] == [(2, ENTRY.name), (5, "Wagiman")]

    def test_a_number_that_lost_its_zero_is_still_a_telephone_number(self) -> None:
        assert read(("nama", "hp"), ("Wagiman", 81234567890)).entries[0].phone == "+6281234567890"

    @pytest.mark.parametrize(
        "role", ["CMO", "Agen Perubahan / CMO", "agen perubahan", "AGENT", "change_agent"]
    )
    def test_a_role_has_several_names(self, role: str) -> None:
        assert read(("nama", "peran"), ("Wagiman", role)).entries[0].role is Role.AGENT


class TestProblems:
    def test_every_wrong_cell_is_named_with_its_row_column_and_reason(self) -> None:
        found = problems(
            ("Nama", "NIP", "Telp", "Peran", "Bahasa"),
            ("Wagiman", "19880917202002100", "0812-345", "ketua", "jawa"),
            (None, "198809172020021008", "081234567890", "mitra", "id"),
        )
        assert [(p.row, p.column) for p in found] == [
            (2, "Bahasa"), (2, "NIP"), (2, "Peran"), (2, "Telp"), (3, "Nama"),
        ]  # fmt: skip
        assert str(found[1]) == "row 2, NIP: a NIP has 18 digits, this one has 17"
        assert "agen perubahan, fasilitator, asesor, mitra or pimpinan" in str(found[2].reason)
        assert "id or en" in str(found[0].reason)
        assert str(found[4].reason) == "the name is missing"

    def test_a_nip_that_a_spreadsheet_took_for_a_number_is_explained(self) -> None:
        [problem] = problems(("nama", "nip"), ("Wagiman", 1.98809172020021e17))
        assert "format the column as text" in str(problem.reason)

    def test_nobody_stands_in_it_twice(self) -> None:
        found = problems(
            ("nama", "nip", "telepon"),
            ("Wagiman", "198809172020021008", "081234567890"),
            ("Wagimin", "198809172020021008", "081311112222"),
            ("Wagimun", None, "+62 812-3456-7890"),
            ("Dewi", None, None),
            ("Dewi", None, None),
        )
        assert [str(p) for p in found] == [
            "row 3, nip: the same NIP as in row 2",
            "row 4, telepon: the same number as in row 2",
            "row 6, nama: the same name as in row 5; a NIP or a telephone number would tell them apart",
        ]

    def test_a_name_too_long_for_any_card(self) -> None:
        assert "up to 150 fit" in str(problems(("nama",), ("Kertanegara " * 20,))[0].reason)


def test_the_invented_civil_servants_can_all_be_imported() -> None:
    if INVENTED.exists():
        content = INVENTED.read_bytes()
        roster = read_roster(content, INVENTED.name)
        with INVENTED.open(encoding="utf-8-sig", newline="") as file:
            names = [row["nama"].strip() for row in csv.DictReader(file)]
        assert [entry.name for entry in roster.entries] == names
        assert set(roster.ignored) >= {"jk", "lahir", "surel", "catatan"}
