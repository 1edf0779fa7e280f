"""What a workbook is refused for as a whole, and what of it is understood."""

from pathlib import Path

import pytest

from models.instruments.filling import Filling
from models.instruments.question_types import REFUSED, RUNNING
from models.instruments.workbook import read_workbook
from tests.models.instruments.workbooks import JAKARTA, MONDAY, NO_NAME, problems, read, survey

SURVEY = """
    survey
    | type | name | label |
    | text | nama | Nama  |
"""


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
