"""What a row of the survey is refused for: each thing with its sheet, row and column."""

import pytest

from tests.models.instruments.workbooks import NO_NAME, problems, survey

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
