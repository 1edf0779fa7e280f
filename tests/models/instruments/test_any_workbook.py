"""Whatever an author writes into a cell or two: a form that can be filled, or lines that say where to mend what."""

from contextlib import suppress
from copy import deepcopy
from io import BytesIO

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from models.instruments.filling import Filling
from models.instruments.form import Form
from models.instruments.occurrences import Another
from models.instruments.problems import BrokenWorkbook
from models.instruments.values import NotAnAnswer
from models.instruments.workbook import read_workbook
from tests.models.instruments.workbooks import JAKARTA, MONDAY

Tables = dict[str, list[list[str | None]]]

HEADINGS: list[str | None] = [
    "type", "name", "label", "hint", "relevant", "calculation", "constraint", "default", "required", "repeat_count",
    "choice_filter", "appearance", "parameters",
]  # fmt: skip
WHOLE: Tables = {
    "survey": [
        HEADINGS,
        ["text", "nama", "Nama", "Siapa?", None, None, "string-length(.) > 2", None, "yes"],
        ["integer", "umur", "Umur ${nama}", None, "${nama} != ''", None, ". > 0"],
        ["begin_group", "g", "Kerja", None, "${umur} > 1"],
        ["select_one w", "satu", "Satu", None, None, None, None, "a", None, None, "x = ${umur} or true()"],
        ["select_multiple w", "banyak", "Banyak", *[None] * 9, "randomize=true"],
        ["end_group", None],
        ["begin_repeat", "r", "Anak", *[None] * 6, "${umur}"],
        ["text", "anak", "Siapa?", None, None, None, None, "today()"],
        ["calculate", "ke", None, None, None, "position(..)"],
        ["end_repeat", None],
        ["calculate", "jumlah", None, None, None, "count(${r}) + sum(${umur})"],
        ["rank w", "urut", "Urutkan"],
        ["range", "kisar", "Berapa?", *[None] * 9, "start=1 end=5"],
        ["note", "catatan", "Ada ${jumlah}"],
    ],
    "choices": [["list_name", "name", "label", "x"], ["w", "a", "A", "1"], ["w", "b", "B", "2"]],
    "settings": [["form_title", "form_id", "version"], ["Uji", "uji", "1"]],
}
WRITTEN = [
    None, "0", "1", "-1", "2.5", "yes", "no", "a", "b", "a b", "1x", "é", "a²", "’", "“a”", "''", "<a>", "&amp;", ".",
    "..", "*", "text", "note", "image", "range", "select_one w", "select_one w or_other", "select_one", "rank zz",
    "begin_group", "end_group", "begin_repeat", "end_repeat", "calculate", "fly", "${nama}", "${umur}", "${r}",
    "${zz}", "${", "${nama}${umur}", "${anak}", "${umur} > 1", "1 +", "= 1", "today()", "once(random())", "wow()",
    "regex(., '[')", "sum(${umur})", "count(${g})", "position(..)", "indexed-repeat(${anak}, ${r}, 1)", "x = ${nama}",
    "jr:choice-name(${satu}, '${satu}')", "pulldata('p', 'a', 'b', ${nama})", "randomize=true", "start=1", "columns-2",
    "image-map", "label", "label::Indonesia (id)", "media::image", "bind::x", "bind::a:b", "bind::", "hint::en",
    "calculate", "jr:count", "form_title", "set_form_title", "name", "attribute::1x", "public_key", "nama kota", "foto.png",
]  # fmt: skip


changes = st.tuples(
    st.sampled_from(sorted(WHOLE)), st.integers(0, 14), st.integers(0, 13), st.sampled_from(WRITTEN)
)


def changed(changes: list[tuple[str, int, int, str | None]]) -> bytes:
    """The form with some cells written over, in headings and rows alike."""
    tables = deepcopy(WHOLE)
    for title, row_at, at, text in changes:
        row = tables[title][row_at % len(tables[title])]
        row.extend([None] * (at + 1 - len(row)))
        row[at] = text
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in tables.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


@given(st.lists(changes, min_size=1, max_size=3))
@settings(max_examples=60)
def test_a_workbook_becomes_a_form_that_can_be_filled_or_is_refused_line_by_line(
    written: list[tuple[str, int, int, str | None]],
) -> None:
    try:
        form = read_workbook(changed(written), "uji.xlsx")
    except BrokenWorkbook as broken:
        lines = [str(problem) for problem in broken.problems]
        assert lines
        assert all(line == " ".join(line.split()) for line in lines)
        assert not any("pyxform cannot read" in line for line in lines)
        return
    fill(Filling(Form.load(form.dump()), "", MONDAY, JAKARTA))


def fill(filling: Filling) -> None:
    for found in filling.asking():
        if isinstance(found, Another):
            filling.repeat(found, more=found.number < 2)
            continue
        assert found.label or found.hint or found.media or found.calculation
        for answer in ("2", "a", "a b", "Siti"):
            with suppress(NotAnAnswer):
                if filling.check(found, answer) is None:
                    filling.answer(found, answer)
                    break
    assert filling.values() is not None
