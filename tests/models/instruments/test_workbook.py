"""What a workbook is refused for: each thing with its sheet, row and column, all of them at once."""

from pathlib import Path

import pytest

from models.instruments.filling import Filling
from models.instruments.question_types import REFUSED, RUNNING
from models.instruments.workbook import read_workbook
from tests.models.instruments.workbooks import JAKARTA, MONDAY, problems, read

SURVEY = """
    survey
    | type | name | label |
    | text | nama | Nama  |
"""


def survey(
    *rows: str, headings: str = "type | name | label | relevant | calculation | constraint | default"
) -> str:
    """A survey of these rows below a question named nama, with a list of colours; the rows begin at 3."""
    lines = "\n".join(f"| {row} |" for row in rows)
    return f"""
        survey
        | {headings} |
        | text | nama | Nama |
        {lines}
        choices
        | list_name | name  | label | suhu  |
        | warna     | merah | Merah | panas |
        | warna     | biru  | Biru  | dingin |
        | tiga kata | a b   | A     |       |
        | jalan     | jalan setapak | Jalan |  |
    """


NO_NAME = "is no name: it begins with a letter or _, and goes on with letters, digits, _, - and full stops"

REFUSALS = {
    # types
    "barcode | b | B": "survey row 3, column type: barcode cannot be asked in a chat",
    "audit | audit |": "survey row 3, column type: audit cannot be kept: a chat has no log of screens",
    "teks | b | B": "survey row 3, column type: unknown type teks",
    "Txt | b | B": "survey row 3, column type: unknown type Txt; is it text?",
    "Select_One warna | b | B": "survey row 3, column type: unknown type Select_One warna; is it select_one?",
    "fly | b | B": "survey row 3, column type: unknown type fly",
    " | b | B": "survey row 3, column type: the type is missing",
    "select_one_from_file kota.csv | b | B": (
        "survey row 3, column type: the file kota.csv is not beside the workbook"
    ),
    # lists
    "select_one ukuran | b | B": "survey row 3, column type: there is no list ukuran on the choices sheet",
    "select_one | b | B": "survey row 3, column type: the name of the list is missing, as in select_one yes_no",
    "select_one ${nama} | b | B": (
        "survey row 3, column type: choosing among earlier answers is not supported"
    ),
    "select_multiple jalan | b | B": (
        "survey row 3, column type: the choice 'jalan setapak' of jalan holds a space, "
        "so several could not be told apart"
    ),
    "select_one warna | b | B | | | | ungu": (
        "survey row 3, column default: there is no choice ungu in the list warna"
    ),
    # names
    "text | | B": "survey row 3, column name: the name is missing",
    "text | 2b | B": f"survey row 3, column name: '2b' {NO_NAME}",
    "text | dua kata | B": f"survey row 3, column name: 'dua kata' {NO_NAME}",
    "text | nama | B": "survey row 3, column name: the name nama is used twice in the same group",
    "text | meta | B": "survey row 3, column name: the name meta is taken by the form itself",
    # groups
    "begin_group | g | G": "survey row 3, column type: this group is not ended",
    "end_group | |": "survey row 3, column type: there is no group that this ends",
    "text | b |": "survey row 3, column label: the label is missing: nothing would be asked",
    "integer | b | B | | | | banyak": ("survey row 3, column default: banyak is no answer to this question"),
    # expressions
    "text | b | B | foo() = 1": "survey row 3, column relevant: unknown function foo()",
    "text | b | B | ${nama": "survey row 3, column relevant: a ${ is not closed with }",
    "text | b | B | ${usia} > 1": "survey row 3, column relevant: there is no question named usia",
    "text | b | B ${usia}": "survey row 3, column label: there is no question named usia",
    "text | b | B | ${} > 1": "survey row 3, column relevant: ${} names no question",
    "text | b | B | ${ nama } = 'a'": "survey row 3, column relevant: ${ nama } may hold no spaces; write ${nama}",
    "text | b | B | nama = 'a'": "survey row 3, column relevant: there is no question /data/b/nama; write ${nama}",
    "text | b | B | ${nama} ≥ 3": "survey row 3, column relevant: '≥' is not understood in: ${nama} ≥ 3; write >=",
    "text | b | B | /data/usia > 1": "survey row 3, column relevant: there is no question /data/usia",
    "text | b | B | ../usia > 1": "survey row 3, column relevant: there is no question /data/usia",
    "text | b | B | ${last-saved#nama} = ''": (
        "survey row 3, column relevant: ${last-saved#...} is not supported: a chat keeps no last form"
    ),
    "text | b | B | (${nama} = 'a'": (
        "survey row 3, column relevant: the expression ends too early: (${nama} = 'a'"
    ),
    "text | b | B | | | regex(., '[a-z')": (
        "survey row 3, column constraint: wrong regular expression [a-z: "
        "unterminated character set at position 0"
    ),
    "text | b | B | | | if(. = 1, 2)": "survey row 3, column constraint: if() takes 3 arguments, not 2",
    "calculate | b |": "survey row 3, column calculation: the calculation is missing",
    "calculate | b | | | ${b} + 1": "survey row 3, column calculation: b refers to itself",
    "calculate | b | | | . + 1": "survey row 3, column calculation: b refers to itself",
    "text | b | B | ${b} = ''": "survey row 3, column relevant: b refers to itself",
    "text | b | B | | | | concat(${b}, 'x')": "survey row 3, column default: b refers to itself",
    "text | b | B | | | | today() + wow(1)": "survey row 3, column default: unknown function wow()",
}


@pytest.mark.parametrize(("row", "problem"), REFUSALS.items())
def test_a_row_that_cannot_run_is_refused_with_its_place_and_reason(row: str, problem: str) -> None:
    assert problems(survey(row)) == [problem]


COLUMNS = {
    ("appearance", "text | b | B | ex:org.app"): "ex:org.app: other apps cannot be called from a chat",
    ("appearance", "select_one warna | b | B | image-map"): (
        "image-map: image maps cannot be shown in a chat"
    ),
    ("parameters", "range | b | B | start=1 end=lima"): (
        "start, end and step have to be numbers, as in start=1 end=5 step=1"
    ),
    ("parameters", "range | b | B | start=1 end=5 step=0"): (
        "a range needs a step, and a start that is not its end"
    ),
    ("choice_filter", "select_one warna | b | B | ukuran = ${nama}"): (
        "the choices sheet has no column ukuran"
    ),
    ("parameters", "select_one warna | b | B | randomize=maybe"): (
        "randomize is true or false, as in randomize=true"
    ),
    ("parameters", "select_one warna | b | B | seed=7"): "a seed needs randomize=true beside it",
    ("parameters", "select_one warna | b | B | randomize = true; seed=tujuh"): (
        "the seed has to be a number or a question, as in seed=42 or seed=${name}"
    ),
    ("parameters", "image | b | B | max-pixels=besar"): (
        "max-pixels has to be a whole number, as in max-pixels=5"
    ),
    ("parameters", "audio | b | B | quality=bagus"): ("quality is one of voice-only, low, normal, external"),
    ("choice_filter", "select_one warna or_other | b | B | suhu = 'panas'"): (
        "or_other cannot go with a choice_filter"
    ),
    ("required", "text | b | B | ${b} = ''"): "b refers to itself",
    ("bind", "text | b | B | ya"): "this heading needs a second part, as in bind::required",
    ("trigger", "text | b | B | ${nama}"): "calculations set off by another question are not supported",
    ("media::image", "text | b | B | foto.jpg"): "the file foto.jpg is not beside the workbook",
    ("required", "text | b | B | mungkin()"): "unknown function mungkin()",
    ("read_only", "text | b | B | ${siapa} = 1"): "there is no question named siapa",
    ("constraint_message::Indonesia (id)", "text | b | B | ${siapa}!"): "there is no question named siapa",
}


@pytest.mark.parametrize(("place", "problem"), COLUMNS.items())
def test_a_column_that_cannot_run_is_refused_with_its_heading(place: tuple[str, str], problem: str) -> None:
    heading, row = place
    tables = survey(row, headings=f"type | name | label | {heading}")
    assert problems(tables) == [f"survey row 3, column {heading}: {problem}"]


def test_circles_are_named_round() -> None:
    rows = ["calculate | a | | | ${c} + 1", "calculate | b | | | ${a} + 1", "calculate | c | | | ${b} + 1"]
    (problem,) = problems(survey(*rows))
    assert problem.startswith("survey row ")
    assert "column calculation: goes in a circle: " in problem
    assert sorted(problem.split(": ")[-1].split(" needs ")[:3]) == ["a", "b", "c"]


def test_a_group_may_not_hang_on_what_is_in_it() -> None:
    rows = ["begin_group | g | G | ${b} = 'ya'", "text | b | B", "end_group | |"]
    (problem,) = problems(survey(*rows))
    assert problem.startswith("survey row 3, column relevant: goes in a circle: ")


def test_two_circles_are_both_told() -> None:
    rows = ["calculate | a | | | ${a}", "text | b | B | ${c} = 1", "text | c | C | ${b} = 1"]
    assert len(problems(survey(*rows))) == 2


def test_a_name_that_several_questions_have_cannot_be_spoken_of() -> None:
    rows = ["begin_group | g | G", "text | nama | N", "end_group | |", "text | b | B | ${nama} = 'a'"]
    assert problems(survey(*rows)) == [
        "survey row 6, column relevant: ${nama} is not clear: 2 questions have this name"
    ]


COUNTS = {
    "banyak": "the repeat count banyak is no number",
    "'tiga'": "the repeat count 'tiga' is no number",
    "-1": "the repeat count -1 is no number from 0 to 200",
    "201": "the repeat count 201 is no number from 0 to 200",
    "${nama}": "the repeat count is no number: nama is a text",
    "${b}": "goes in a circle: r needs b needs r",
    "${siapa} + 1": "there is no question named siapa",
    "2.5": "the repeat count 2.5 is no whole number",
    "${warna}": "the repeat count is no number: warna may be merah",
    "${nama} != ''": "the repeat count is no number: this is true or false",
    "concat(${nama}, '1')": "the repeat count is no number: concat() gives none",
}


@pytest.mark.parametrize(("count", "reason"), COUNTS.items())
def test_a_repeat_count_has_to_be_a_number_known_from_outside(count: str, reason: str) -> None:
    tables = survey(
        f"begin_repeat | r | R | {count}",
        "integer | b | B",
        "end_repeat | |",
        "select_one warna | warna | W",
        headings="type | name | label | repeat_count",
    )
    assert problems(tables) == [f"survey row 3, column repeat_count: {reason}"]


def test_a_repeat_without_an_end_or_with_nothing_in_it_is_refused() -> None:
    assert problems(survey("begin_repeat | r | R", "text | b | B"))[0] == (
        "survey row 3, column type: this repeat is not ended"
    )
    assert problems(survey("begin_repeat | r | R", "end_repeat | |")) == [
        "survey row 3, column type: there is nothing in this repeat"
    ]


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_workbook() -> None:
    tables = """
        survey
        | type          | name | label  | relevant  | bind::constraint |
        | geotrace      | di   | Di     |           |                  |

        |               |      |        |           |                  |
        | text          | a b  | A      | foo(1)    | regex(., '*')    |
        | select_one xx | c    | ${zz}  |           |                  |
        choices
        | list name | name  | label |
        | warna     |       | Merah |
        | warna     | biru  | Biru  |
        | warna     | biru  | Biru  |
        entities
        | list_name | label |
        | orang     | x     |
    """
    assert problems(tables) == [
        "survey row 2, column type: geotrace cannot be asked in a chat",
        f"survey row 4, column name: 'a b' {NO_NAME}",
        "survey row 4, column relevant: unknown function foo()",
        "survey row 4, column bind::constraint: wrong regular expression *: nothing to repeat at position 0",
        "survey row 5, column type: there is no list xx on the choices sheet",
        "survey row 5, column label: there is no question named zz",
        "choices row 2, column name: the name of the choice is missing",
        "choices row 4, column name: the name biru is used twice in the list warna",
        "entities: this sheet is not supported",
    ]


def test_a_name_may_be_used_twice_in_a_list_where_the_settings_allow_it() -> None:
    choices = "choices\n| list_name | name | label |\n| w | a | A |\n| w | a | A2 |\n"
    tables = "survey\n| type | name | label |\n| select_one w | q | Q |\n" + choices
    assert problems(tables) == ["choices row 3, column name: the name a is used twice in the list w"]
    form = read(tables + "settings\n| allow_choice_duplicates |\n| yes |")
    assert [choice.name for choice in form.lists["w"]] == ["a", "a"]


def test_what_only_pyxform_sees_is_told_as_well() -> None:
    (problem,) = problems(survey("text | b | B | banyak", headings="type | name | label | parameters"))
    assert problem.startswith("survey row 3, column parameters: Parameters must be in the form")


def test_or_other_adds_a_question_of_which_the_name_is_taken_then() -> None:
    assert problems(survey("text | b_other | X", "select_one warna or_other | b | B")) == [
        "survey row 4, column name: or_other adds a question b_other, and there is one already"
    ]


def test_defaults_may_not_go_in_a_circle() -> None:
    assert problems(survey("integer | a | A | | | | ${b} + 1", "integer | b | B | | | | ${a} + 1")) == [
        "survey row 3, column default: goes in a circle: a needs b needs a"
    ]


def test_a_heading_that_is_nearly_another_one_is_told_and_so_is_one_that_is_doubled() -> None:
    assert problems(survey("text | b | B | 1 = 2", headings="type | name | label | relevent")) == [
        "survey row 1, column relevent: is this the column relevant?"
    ]
    assert problems(survey("text | b | B | 1", headings="type | name | label | bind::1x")) == [
        "survey row 1, column bind::1x: this heading cannot be written as XML"
    ]
    tables = SURVEY + "settings\n| form_title | set_form_title |\n| A | B |"
    (problem,) = problems(tables)
    assert problem.startswith(
        "settings row 1: Headers that are different names for the same column were found"
    )


def test_what_authors_note_beside_their_choices_need_not_be_a_name() -> None:
    form = read("""
        survey
        | type         | name | label | choice_filter |
        | select_one w | q    | Q     | suhu != 'x'   |
        choices
        | list_name | name | label | suhu  | catatan untuk tim | hint::en | 1x |
        | w         | a    | A     | panas | tanya Siti        | h        | y  |
    """)
    assert Filling(form, "", MONDAY, JAKARTA).choices("q") == [("a", "A")]


def test_a_choice_that_belongs_to_no_list_is_told() -> None:
    tables = SURVEY + "choices\n| list_name | name | label |\n| w | a | A |\n|  | b | B |"
    assert problems(tables) == ["choices row 3, column list_name: the list that b belongs to is missing"]


def test_settings_that_would_be_broken_in_silence_are_refused() -> None:
    assert problems(SURVEY + "settings\n| public_key |\n| MIIB |") == [
        "settings row 2, column public_key: answers are not enciphered here; take the key out"
    ]
    tables = """
        survey
        | type | name | label::Indonesia (id) | label::English (en) |
        | text | a    | A                     | A                   |
        settings
        | default_language |
        | Jawa (jv)        |
    """
    (problem,) = problems(tables)
    assert problem == (
        "settings row 2, column default_language: "
        "no column is in Jawa (jv); there are Indonesia (id), English (en)"
    )


def test_the_name_that_settings_give_a_response_is_checked() -> None:
    tables = SURVEY + "settings\n| instance_name |\n| concat(${nama}, foo()) |"
    assert problems(tables) == ["settings row 2, column instance_name: unknown function foo()"]


@pytest.mark.parametrize(
    ("tables", "problem"),
    [
        ("survey\n| type | name | label |", "survey: there is nothing to ask"),
        (
            "survey\n| type | name | label |\n| note | n | Halo |\n| start | s | |",
            "survey: there is nothing to ask",
        ),
        ("data\n| a | b |\n| 1 | 2 |\nlain\n| a |", "there is no sheet named survey"),
        ("Lembar1\n| a | b |\n| 1 | 2 |", "survey row 1, column type: the column type is missing"),
        ("survey\n| type | label |\n| text | A |", "survey row 1, column name: the column name is missing"),
        (
            SURVEY + "choices\n| name | label |\n| a | A |",
            "choices row 1, column list_name: the column list_name is missing",
        ),
        (
            "survey\n| type | name | label | read_only |\n| text | a | A | yes |",
            "survey: there is nothing to ask",
        ),
        (
            "survey\n| type | name | label | label |\n| text | a | A | A |",
            "survey row 1, column label: two columns are headed like this",
        ),
    ],
)
def test_a_workbook_that_is_no_form_gets_a_clear_line(tables: str, problem: str) -> None:
    assert problem in problems(tables)


def test_aliases_and_old_ways_of_writing_are_understood() -> None:
    form = read("""
        survey
        | command                | value | caption:English | label:Indonesia | bind:relevant | Required | Read Only | bind:jr:constraintMsg |
        | string                 | a     | A               | A id            |               | Yes      |           | Salah                 |
        | select one from warna  | b     | B               | B id            | ${a} != ''    |          | yes       |                       |
        | select all that apply from warna | c | C         | C id            |               |          |           |                       |
        | imei                   | d     |                 |                 |               |          |           |                       |
        choices
        | list name | value | caption:English | label:Indonesia |
        | warna     | 1     | One             | Satu            |
    """)
    assert [(item.name, item.type) for item in form.items] == [
        ("a", "text"),
        ("b", "select_one"),
        ("c", "select_multiple"),
        ("d", "deviceid"),
    ]
    assert [(language.code, language.name) for language in form.languages] == [
        ("en", "English"),
        ("id", "Indonesia"),
    ]
    assert form.item("a").constraint_message == {"en": ("Salah",)}
    assert form.item("a").required == "true()"
    assert form.item("b").relevant.split() == ["/data/a", "!=", "''"]
    assert form.item("b").read_only == "true()"


def test_settings_name_the_form_and_without_them_the_file_does() -> None:
    named = read(SURVEY + "settings\n| form_title | form_id | version | name |\n| Uji Coba | uji | 7 | isi |")
    assert (named.title, named.id, named.version, named.root) == ("Uji Coba", "uji", "7", "isi")
    plain = read(SURVEY)
    assert (plain.title, plain.id, plain.version, plain.root) == ("uji", "uji", "", "data")
    assert plain.languages == ()


def test_rows_marked_disabled_are_left_out() -> None:
    form = read("survey\n| type | name | label | disabled |\n| text | a | A | |\n| geopoint | b | B | yes |")
    assert [item.path for item in form.items] == ["a"]


def test_no_type_is_both_run_and_refused() -> None:
    assert not RUNNING & REFUSED.keys()


def test_every_instrument_that_ships_is_in_order() -> None:
    shipped = sorted((Path(__file__).parents[3] / "models" / "instruments" / "shipped").glob("*.xlsx"))
    forms = [read_workbook(path.read_bytes(), path.name) for path in shipped]
    assert all({language.code for language in form.languages} == {"id", "en"} for form in forms)
