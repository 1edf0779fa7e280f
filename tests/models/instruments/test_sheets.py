"""What is no workbook, or no safe one, is refused before anything in it is believed."""

import zipfile
from contextlib import suppress
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


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "uji.xlsx is an empty file"),
        (b"nama,umur\nSiti,42\n", "uji.xlsx is not an .xlsx workbook; save it as .xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "uji.xlsx is not an .xlsx workbook; save it as"),
        (workbook(SURVEY)[:1500], "uji.xlsx is damaged: it cannot be unpacked"),
        (b"PK\x03\x04" + b"x" * 99, "uji.xlsx is damaged: it cannot be unpacked"),
    ],
    ids=["empty", "csv", "xls", "truncated", "garbage"],
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
    assert problems(archive(halo=b"<a/>")) == ["uji.xlsx is damaged or not an .xlsx workbook"]


def test_an_archive_that_unpacks_to_far_too_much_is_not_unpacked() -> None:
    bomb = archive(xl__sharedStrings=bytes(120 * 2**20))
    assert len(bomb) < 2**20
    assert problems(bomb) == ["uji.xlsx unpacks to more than a form can need"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_that_declares_entities_is_refused(encoding: str) -> None:
    laughs = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c SYSTEM "file:///etc/passwd">]><a>&b;&c;</a>'
    said = problems(archive(xl__sharedStrings=laughs.encode(encoding)))
    assert said == ["uji.xlsx declares XML entities, which no form needs"]


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
