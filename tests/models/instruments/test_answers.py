"""What an answer has to be: by its type, by the form's rules, and in which way it is kept."""

import pytest

from models.instruments.filling import Violation
from models.instruments.values import NotAnAnswer
from tests.models.instruments.workbooks import fill

LIMITS = """
    survey
    | type                  | name   | label  | constraint             | constraint_message::Indonesia (id) | constraint_message::English (en) | required     | required_message | parameters             | label::Indonesia (id) |
    | integer               | umur   | Age    | . > 16 and ${umur} < 65 | ${umur} tahun?                     | Between 17 and 64               | yes          | Mohon diisi      |                        | Umur |
    | decimal               | berat  | Weight | . > 0                  |                                    |                                  | ${umur} > 40 |                  |                        | Berat |
    | date                  | kapan  | When   | . >= today()           |                                    |                                  |              |                  |                        | Kapan |
    | range                 | puas   | Happy  |                        |                                    |                                  |              |                  | start=1 end=5 step=0.5 | Puas |
    | select_one warna      | satu   | One    |                        |                                    |                                  |              |                  |                        | Satu |
    | select_multiple warna | banyak | Many   | count-selected(.) <= 2 | Paling banyak dua                  |                                  |              |                  |                        | Banyak |
    choices
    | list_name | name  | label |
    | warna     | merah | Merah |
    | warna     | biru  | Biru  |
    | warna     | hijau | Hijau |
"""


@pytest.mark.parametrize(
    ("name", "value", "violation"),
    [
        ("umur", "", Violation("required", "Mohon diisi")),
        ("umur", "dua", Violation("integer")),
        ("umur", "2.5", Violation("integer")),
        ("umur", "70", Violation("constraint", "tahun?")),
        ("umur", "40", None),
        ("berat", "", None),
        ("berat", "54,5", Violation("decimal")),
        ("berat", "NaN", Violation("decimal")),
        ("berat", "1e400", Violation("decimal")),
        ("berat", "-1", Violation("constraint")),
        ("berat", "54.50", None),
        ("kapan", "23-11-2026", Violation("date")),
        ("kapan", "2026-02-30", Violation("date")),
        ("kapan", "2026-11-22", Violation("constraint")),
        ("kapan", "2026-11-23", None),
        ("puas", "6", Violation("range")),
        ("puas", "1.25", Violation("range")),
        ("puas", "4.5", None),
        ("satu", "ungu", Violation("choice")),
        ("satu", "merah biru", Violation("choice")),
        ("satu", "merah", None),
        ("banyak", "merah ungu", Violation("choice")),
        ("banyak", "merah biru hijau", Violation("constraint", "Paling banyak dua")),
        ("banyak", "merah biru", None),
    ],
)
def test_an_answer_is_checked_by_its_type_and_the_forms_rules(
    name: str, value: str, violation: Violation | None
) -> None:
    assert fill(LIMITS, "id").check(name, value) == violation


def test_whether_an_answer_is_required_may_depend_on_others() -> None:
    filling = fill(LIMITS, "id", umur="39")
    assert filling.required("umur")
    assert not filling.required("berat")
    filling.answer("umur", "41")
    assert filling.check("berat", "") == Violation("required")
    assert filling.violation("berat") == Violation("required")
    assert filling.violation("umur") is None


def test_messages_are_in_the_persons_language() -> None:
    assert fill(LIMITS, "en").constraint_message("umur") == "Between 17 and 64"
    assert fill(LIMITS, "id", umur="99").constraint_message("umur") == "99 tahun?"
    assert fill(LIMITS, "en").required_message("umur") == "Mohon diisi"


@pytest.mark.parametrize(
    ("name", "given", "kept"),
    [
        ("umur", " +042 ", "42"),
        ("berat", "54.50", "54.5"),
        ("berat", "1e3", "1000"),
        ("berat", "-0.0", "0"),
        ("puas", "4.0", "4"),
        ("banyak", "hijau merah hijau", "merah hijau"),
        ("umur", "   ", ""),
    ],
)
def test_an_answer_is_kept_in_one_way_of_writing(name: str, given: str, kept: str) -> None:
    assert fill(LIMITS, **{name: given}).value(name) == kept


def test_a_value_that_the_type_cannot_have_is_not_kept() -> None:
    filling = fill(LIMITS, umur="40")
    with pytest.raises(NotAnAnswer):
        filling.answer("umur", "empat puluh")
    assert filling.value("umur") == "40"


def test_signs_that_no_file_can_hold_are_left_out_of_a_text() -> None:
    filling = fill("survey\n| type | name | label |\n| text | a | A |", a="satu\x00\x1b\ud83d dua\n🙂")
    assert filling.value("a") == "satu dua\n🙂"
