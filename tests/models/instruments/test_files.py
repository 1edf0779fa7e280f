"""The files beside a workbook: tables to choose from, pictures to show, and what is wrong with them."""

import pytest

from models.instruments.filling import Filling
from models.instruments.form import Form
from models.instruments.problems import BrokenWorkbook
from models.instruments.workbook import read_workbook
from tests.models.instruments.workbooks import JAKARTA, MONDAY, workbook

SURVEY = """
    survey
    | type                           | name | label | choice_filter |
    | text                           | k    | Kode  |               |
    | select_one_from_file kota.csv  | a    | Kota? | {}            |
"""


def form(tables: str, **files: str | bytes) -> Form:
    given = {
        name.replace("__", "."): text.encode() if isinstance(text, str) else text
        for name, text in files.items()
    }
    return read_workbook(workbook(tables), "uji.xlsx", given)


def refused(tables: str, **files: str | bytes) -> list[str]:
    with pytest.raises(BrokenWorkbook) as broken:
        form(tables, **files)
    return [str(problem) for problem in broken.value.problems]


@pytest.mark.parametrize(
    "table",
    [
        "name,label,kode\nbdg,Bandung,1\nmks,Makassar,2\n",
        "\ufeffname;label;kode\r\nbdg;Bandung;1\r\nmks;Makassar;2\r\n",
        'name,label,kode\n"bdg",Bandung,1\n\n mks , Makassar,2',
    ],
    ids=["plain", "as Excel writes it", "with quotes, blanks and an empty row"],
)
def test_a_table_is_read_however_it_is_written(table: str) -> None:
    filling = Filling(form(SURVEY.format(""), kota__csv=table), "", MONDAY, JAKARTA)
    assert filling.choices("a") == [("bdg", "Bandung"), ("mks", "Makassar")]


def test_a_filter_compares_columns_of_the_table_and_others_may_be_named_as_they_like() -> None:
    table = "name,label,kode,nama resmi kota,1x\nbdg,Bandung,1,Kota Bandung,a\nmks,Makassar,2,,b\ngor,Gorontalo,2,,c\n"
    for chooses in ("kode = ${k}", "kode = ${k} and name != 'x'", "kode != '1' and ${k} = 2"):
        filling = Filling(form(SURVEY.format(chooses), kota__csv=table), "", MONDAY, JAKARTA)
        filling.answer("k", "2")
        assert [name for name, _label in filling.choices("a")] == ["mks", "gor"], chooses


TABLES = {
    b"": "survey row 3, column type: the file kota.csv has no rows",
    b"name,label\n": "survey row 3, column type: the file kota.csv has no rows",
    b"name\tlabel\na\tA\n": "survey row 3, column type: the file kota.csv has no column name",
    b"name,nama\na,A\n": "survey row 3, column type: the file kota.csv has no column label",
    b"name,label\na,Caf\xe9\n": (
        "survey row 3, column type: the file kota.csv is not written in UTF-8; save it as “CSV UTF-8”"
    ),
    b'name,label\n"a,A\n': ("survey row 3, column type: the file kota.csv is no CSV: unexpected end of data"),
    b"name,name,label\na,b,A\n": "survey row 3, column type: the file kota.csv has two columns name",
    b"name,label\na,A\nb,B, barat\n": (
        "survey row 3, column type: the file kota.csv has more cells than columns in row 3; "
        "put quotation marks round what holds a ,"
    ),
    b"name,label\n,A\nb,B\n": "survey row 3, column type: the file kota.csv has rows without a name: 1",
    b"name,label\na,A\na,B\n": "survey row 3, column type: the name a is there twice in the file kota.csv",
}


@pytest.mark.parametrize(("table", "problem"), TABLES.items())
def test_a_table_that_cannot_be_chosen_from_is_refused(table: bytes, problem: str) -> None:
    assert refused(SURVEY.format(""), kota__csv=table)[0] == problem


def test_a_name_may_be_there_twice_where_the_settings_allow_it() -> None:
    allowed = SURVEY.format("") + "settings\n| allow_choice_duplicates |\n| yes |"
    assert form(allowed, kota__csv="name,label\na,A\na,B\n").lists


@pytest.mark.parametrize(
    ("kind", "problem"),
    {
        "select_one_from_file": "the name of the file is missing, as in select_one_from_file kota.csv",
        "select_one_from_file kota.xml": ("kota.xml cannot be read: choices and tables come from .csv files"),
        "select_one_from_file ../kota.csv": (
            "../kota.csv is a path; only the name of a file beside the workbook belongs here"
        ),
        "select_multiple_from_file kota.csv": (
            "the choice 'a b' of kota.csv holds a space, so several could not be told apart"
        ),
        "select_one_from_file kota.csv or_other": "or_other needs a list of the choices sheet",
        "select_one_from_file w.csv": (
            "the file w.csv has the name of a list on the choices sheet; rename one of them"
        ),
    }.items(),
)
def test_a_question_that_cannot_choose_from_a_table_is_refused(kind: str, problem: str) -> None:
    tables = f"survey\n| type | name | label |\n| {kind} | a | A |\n"
    choices = "choices\n| list_name | name | label |\n| w | a | A |"
    table = "name,label\na b,A\n"
    assert refused(tables + choices, kota__csv=table, w__csv=table) == [
        f"survey row 2, column type: {problem}"
    ]


PICTURES = "survey\n| type | name | label | image | audio |\n| text | a | A | {} | {} |\n"


@pytest.mark.parametrize(
    ("image", "audio", "problem"),
    [
        ("kantor.png", "", "column image: the file kantor.png is empty"),
        ("logo.png", "", "column image: the file logo.png is larger than 5 MB"),
        ("surat.pdf", "", "column image: the file surat.pdf is no image"),
        ("", "foto.png", "column audio: the file foto.png is no audio"),
        ("http://contoh.id/a.png", "", "column image: http://contoh.id/a.png is a path; only the name of a"),
        ("Foto.PNG", "", "column image: the file Foto.PNG is not beside the workbook"),
    ],
)
def test_what_cannot_be_shown_is_refused(image: str, audio: str, problem: str) -> None:
    (said,) = refused(
        PICTURES.format(image, audio),
        kantor__png=b"",
        logo__png=bytes(5 * 2**20 + 1),
        foto__png=b"x",
        surat__pdf=b"x",
    )
    assert said.startswith(f"survey row 2, {problem}")


def test_all_that_is_wrong_with_files_comes_in_the_order_of_the_workbook() -> None:
    tables = """
        survey
        | type                          | name | label | image |
        | text                          | a    | A     | x.png |
        | select_one_from_file kota.csv | b    | B     |       |
        | integer                       | 3c   | C     | y.png |
    """
    assert [said.partition(",")[0] for said in refused(tables)] == [
        "survey row 2",
        "survey row 3",
        "survey row 4",
        "survey row 4",
    ]


def test_a_picture_can_stand_for_a_label() -> None:
    tables = "survey\n| type | name | label | image |\n| text | a |  | x.png |"
    filling = Filling(form(tables, x__png=b"x"), "", MONDAY, JAKARTA)
    assert filling.label("a") == ""
    assert filling.media("a") == [("x.png", "")]
