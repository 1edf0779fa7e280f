"""What is no workbook, or no safe one, is refused before anything in it is believed."""

import re
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.instruments.problems import BrokenWorkbook
from models.instruments.workbook import read_workbook
from tests.models.instruments.workbooks import problems, workbook

SURVEY = "survey\n| type | name | label |\n| text | nama | Nama |"
WHOLE = workbook(SURVEY)
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "uji.xlsx is an empty file"),
        (b"nama,umur\nSiti,42\n", "uji.xlsx is not an .xlsx workbook; save it as .xlsx"),
        (OLD_EXCEL, "uji.xlsx is not an .xlsx workbook but an older kind; save it as .xlsx"),
        (OLD_EXCEL + "EncryptedPackage".encode("utf-16-le"), "uji.xlsx is locked with a password"),
        (workbook(SURVEY)[:1500], "uji.xlsx is damaged: it cannot be unpacked"),
        (b"PK\x03\x04" + b"x" * 99, "uji.xlsx is damaged: it cannot be unpacked"),
    ],
    ids=["empty", "csv", "xls", "password", "truncated", "garbage"],
)
def test_what_is_no_workbook_gets_a_clear_line(content: bytes, problem: str) -> None:
    (said,) = problems(content)
    assert said.startswith(problem)


def archive(**parts: bytes) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as files:
        for name, part in parts.items():
            files.writestr(name.replace("__", "/") + ".xml", part)
    return content.getvalue()


def test_an_archive_that_is_no_workbook_gets_a_clear_line() -> None:
    for parts in ({"halo": b"<a/>"}, {"word__document": b"<a/>"}, {}):
        (said,) = problems(archive(**parts))
        assert said == "uji.xlsx is not an .xlsx workbook; save it as .xlsx (Excel or LibreOffice can)"
    assert problems(archive(xl__workbook=b"<a/>")) == ["uji.xlsx is damaged or not an .xlsx workbook"]


def test_an_archive_that_unpacks_to_far_too_much_is_not_unpacked() -> None:
    bomb = archive(xl__sharedStrings=bytes(120 * 2**20))
    assert len(bomb) < 2**20
    assert problems(bomb) == ["uji.xlsx unpacks to more than a form can need"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_that_declares_entities_is_refused(encoding: str) -> None:
    laughs = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c SYSTEM "file:///etc/passwd">]><a>&b;&c;</a>'
    said = problems(archive(xl__sharedStrings=laughs.encode(encoding)))
    assert said == ["uji.xlsx declares XML entities, which no form needs"]


def cells(*rows: Sequence[object], title: str = "survey") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def test_an_empty_sheet_and_one_that_is_far_too_wide_get_a_clear_line() -> None:
    assert problems(cells()) == ["survey: this sheet is empty"]
    wide = ["type", "name", "label", *[None] * 600, "relevant"]
    assert problems(cells(wide)) == ["sheet survey has more than 500 columns"]


def test_headings_that_stand_below_the_first_row_are_found() -> None:
    head = ["type", "name", "label"]
    for above in (["Survei kantor"], [None]):
        assert problems(cells(above, head, ["text", "a", "A"])) == [
            "survey row 2: the headings stand in row 2; they belong in row 1"
        ]


def test_what_nobody_sees_around_a_cell_does_not_matter() -> None:
    content = cells(
        ["type\xa0", " name", "label\u200b"],
        ["text\xa0", "\xa0nama ", "Siapa\xa0nama Anda?\u200b"],
        ["integer", "umur\u200b", "Umur"],
        title="survey\xa0",
    )
    form = read_workbook(content, "uji.xlsx")
    assert [item.path for item in form.items] == ["nama", "umur"]
    assert form.items[0].label == {"": ("Siapa nama Anda?",)}


def test_a_formula_counts_as_what_it_came_to_where_that_was_saved() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["type", "name", "label"], ["text", "a", '=CONCATENATE("A", "B")'], ["text", "b", "#NAME?"]):
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    unsaved, wrong = problems(content.getvalue())
    assert unsaved.startswith("survey row 2, column label: the result of the formula in this cell is not in")
    assert wrong == "survey row 3, column label: the formula in this cell comes to #NAME?"


@pytest.mark.parametrize(
    "result", [b' t="str"><f>A2</f><v>Hint</v>', b' t="str"><f>IF(A2, "", "x")</f><v></v>']
)
def test_a_formula_that_was_worked_out_is_what_it_came_to(result: bytes) -> None:
    whole, copy = (
        zipfile.ZipFile(BytesIO(cells(["type", "name", "label"], ["text", "a", "LABEL"]))),
        BytesIO(),
    )
    with zipfile.ZipFile(copy, "w") as parts:
        for name in whole.namelist():
            sheet = re.sub(
                rb'(<c r="C2") t="[^"]*"><(?:is|v)>.*?</(?:is|v)>', rb"\1" + result, whole.read(name)
            )
            parts.writestr(name, sheet)
    if b"Hint" in result:
        assert read_workbook(copy.getvalue(), "uji.xlsx").item("a").label == {"": ("Hint",)}
    else:
        assert problems(copy.getvalue()) == [
            "survey row 2, column label: the label is missing: nothing would be asked"
        ]


def test_a_cell_of_any_other_kind_is_read_as_it_is_shown() -> None:
    content = cells(
        ["type", "name", "label"],
        ["text", 12, "A"],
        ["text", True, 3.0],
        ["text", datetime(2026, 1, 2), "B"],  # noqa: DTZ001  as openpyxl has it
    )
    no_name = (
        "is no name: it begins with a letter or _, and goes on with letters, digits, _, - and full stops"
    )
    assert problems(content) == [
        f"survey row 2, column name: '12' {no_name}",
        f"survey row 4, column name: '2026-01-02' {no_name}",
    ]


@pytest.mark.parametrize(
    ("tables", "problem"),
    [
        ("survei\n| type |\nchoices\n| name |", "survei: this sheet has to be named survey"),
        (f"{SURVEY}\nsetting\n| form_title |\n| X |", "setting: this sheet has to be named settings"),
        (f"{SURVEY}\nchoice\n| list_name | name |", "choice: this sheet has to be named choices"),
    ],
)
def test_a_sheet_that_is_nearly_named_as_it_should_be_is_told(tables: str, problem: str) -> None:
    assert problems(tables) == [problem]


def test_a_sheet_that_says_it_is_a_million_rows_long_is_read_to_its_last_row() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "survey"
    sheet.append(["type", "name", "label"])
    sheet.append(["integer", "umur", "Umur"])
    sheet.cell(1_048_576, 3, "x")
    content = BytesIO()
    book.save(content)
    assert [item.path for item in read_workbook(content.getvalue(), "panjang.xlsx").items] == ["umur"]


@given(st.data())
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    content = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(BrokenWorkbook):
        assert read_workbook(bytes(content), "uji.xlsx").items


parts = st.sampled_from(zipfile.ZipFile(BytesIO(WHOLE)).namelist())


@given(parts, st.data())
def test_a_workbook_with_a_damaged_part_is_read_or_refused_and_nothing_else(
    part: str, data: st.DataObject
) -> None:
    damaged = BytesIO()
    with zipfile.ZipFile(BytesIO(WHOLE)) as whole, zipfile.ZipFile(damaged, "w") as copy:
        for name in whole.namelist():
            text = bytearray(whole.read(name))
            if name == part:
                text[data.draw(st.integers(0, len(text) - 1))] = data.draw(st.integers(0, 255))
            copy.writestr(name, bytes(text))
    with suppress(BrokenWorkbook):
        assert read_workbook(damaged.getvalue(), "uji.xlsx").items
