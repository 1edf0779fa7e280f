"""How a filling proceeds: what is asked, what follows from an answer, what people read."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest

from models.instruments.filling import Filling, Violation
from models.instruments.workbook import read_workbook
from tests.models.instruments.workbooks import JAKARTA, MONDAY, fill, read

VISIT = """
    survey
    | type            | name    | label::English (en)     | label::Indonesia (id)        | relevant        | required | appearance | hint::Indonesia (id) |
    | note            | salam   | Hello                   | Halo                         |                 |          |            |                      |
    | text            | nama    | Your name?              | Siapa nama Anda?             |                 | yes      |            | Seperti di KTP       |
    | begin_group     | anak    | Children                | Anak                         | ${punya} = 'ya' |          | field-list |                      |
    | integer         | jumlah  | How many, ${nama}?      | Berapa anak ${nama}?         |                 |          |            |                      |
    | begin group     | sekolah |                         |                              | ${jumlah} > 0   |          |            |                      |
    | text            | di      | Where do they learn?    | Di mana mereka sekolah?      |                 |          |            |                      |
    | end group       |         |                         |                              |                 |          |            |                      |
    | end_group       |         |                         |                              |                 |          |            |                      |
    | select_one yt   | punya   | Any children?           | Punya anak?                  |                 |          | likert     |                      |
    | note            | terima  | Thanks, ${nama}: ${di}  |                              |                 |          |            |                      |
    choices
    | list_name | name  | label::English (en) | label::Indonesia (id) |
    | yt        | ya    | Yes, ${nama}        | Ya, ${nama}           |
    | yt        | tidak | No                  |                       |
    settings
    | default_language |
    | Indonesia (id)   |
"""


def test_questions_come_in_order_and_follow_what_is_answered_on_the_way() -> None:
    filling = fill(VISIT)
    answers = {"nama": "Rahmawati", "punya": "ya", "jumlah": "2", "di": "SD 3"}
    asked = []
    for item in filling.questions():
        asked.append(item.name)
        if item.name in answers:
            filling.answer(item, answers[item.name])
    # the group further up opens with the last answer, and comes before what follows it
    assert asked == ["salam", "nama", "punya", "jumlah", "di", "terima"]


def test_what_is_not_relevant_is_not_asked_and_has_no_value_but_comes_back() -> None:
    filling = fill(VISIT, nama="Yusuf", punya="ya")
    filling.answer("anak/jumlah", "1")
    filling.answer("anak/sekolah/di", "SD 3")
    filling.answer("punya", "tidak")
    assert not filling.relevant("anak")
    assert not filling.relevant("anak/sekolah/di")
    assert filling.values() == {"nama": "Yusuf", "punya": "tidak"}
    assert [item.name for item in filling.relevant_items()] == ["salam", "nama", "punya", "terima"]
    filling.answer("punya", "ya")
    assert filling.value("anak/sekolah/di") == "SD 3"
    filling.answer("anak/jumlah", "0")
    assert filling.values() == {"nama": "Yusuf", "anak/jumlah": "0", "punya": "ya"}


def test_texts_are_in_the_persons_language_with_values_filled_in() -> None:
    for language in ("id", "Indonesia (id)", "ID"):
        assert fill(VISIT, language, nama="Dewi").label("anak/jumlah") == "Berapa anak Dewi?"
    english = fill(VISIT, "en", nama="Dewi", punya="ya")
    assert english.label("anak/jumlah") == "How many, Dewi?"
    assert english.label("anak") == "Children"
    assert english.label("anak/sekolah") == ""
    assert english.choices("punya") == [("ya", "Yes, Dewi"), ("tidak", "No")]


def test_a_text_that_is_not_translated_falls_back_to_the_default_language_then_to_any() -> None:
    assert fill(VISIT, "en").hint("nama") == "Seperti di KTP"
    assert fill(VISIT, "fr").label("nama") == "Siapa nama Anda?"
    indonesian = fill(VISIT, "id", nama="Dewi")
    assert indonesian.label("terima") == "Thanks, Dewi:"
    assert indonesian.choices("punya") == [("ya", "Ya, Dewi"), ("tidak", "No")]


def test_a_form_in_part_without_a_language_falls_back_to_those_texts() -> None:
    tables = """
        survey
        | type | name | label | label::English (en) |
        | text | a    | A     | A in English        |
        | text | b    | B     |                     |
    """
    assert [fill(tables, "en").label(name) for name in "ab"] == ["A in English", "B"]
    assert fill(tables, "id").label("a") == "A"
    assert [language.code for language in read(tables).languages] == ["en"]


def test_typographic_quotation_marks_and_signs_of_markup_stay_as_written() -> None:
    tables = """
        survey
        | type    | name | label                             |
        | text    | nama | “Nama” & ‘panggilan’ <b>Anda</b>? |
        | note    | n    | Halo “${nama}” – <i>apa kabar</i> |
    """
    filling = fill(tables, nama="Ujang & <b>")
    assert filling.label("nama") == "“Nama” & ‘panggilan’ <b>Anda</b>?"
    assert filling.label("n") == "Halo “Ujang & <b>” – <i>apa kabar</i>"


SCORES = """
    survey
    | type               | name    | label      | calculation                                   | relevant    | default      | read_only |
    | start              | mulai   |            |                                               |             |              |           |
    | end                | selesai |            |                                               |             |              |           |
    | today              | hari    |            |                                               |             |              |           |
    | username           | siapa   |            |                                               |             |              |           |
    | hidden             | gelombang |          |                                               |             | 4            |           |
    | date               | tanggal | Tanggal    |                                               |             | today()      |           |
    | date               | tetap   | Tetap      |                                               |             | 2026-12-01   |           |
    | integer            | a       | A          |                                               |             | 3            |           |
    | integer            | b       | B          |                                               |             |              |           |
    | text               | c       | C          |                                               |             | ${a}         | yes       |
    | calculate          | jumlah  |            | ${a} + ${b}                                   |             |              |           |
    | calculate          | tinggi  |            | if(${jumlah} > 5, 'tinggi', 'rendah')         | ${b} != ''  |              |           |
    | calculate          | besok   |            | date(${tanggal} + 1)                          |             |              |           |
    | select_one t       | taraf   | Taraf      |                                               |             | sedang       |           |
    | note               | catatan | ${tinggi}, ${jumlah} |                                     |             |              |           |
    choices
    | list_name | name   | label  |
    | t         | sedang | Sedang |
    settings
    | instance_name               |
    | concat('Nilai ', ${jumlah}) |
"""


def test_defaults_calculations_and_metadata_fill_themselves() -> None:
    filling = fill(SCORES)
    assert filling.values() == {
        "mulai": "2026-11-23T09:00:00.000+07:00",
        "selesai": "2026-11-23T09:00:00.000+07:00",
        "hari": "2026-11-23",
        "gelombang": "4",
        "tanggal": "2026-11-23",
        "tetap": "2026-12-01",
        "a": "3",
        "c": "3",
        "besok": "2026-11-24",
        "taraf": "sedang",
        "meta/instanceName": "Nilai ",
    }
    filling.answer("b", "4")
    filling.answer("tanggal", "2026-12-31")
    assert filling.value("jumlah") == "7"
    assert filling.value("tinggi") == "tinggi"
    assert filling.value("besok") == "2027-01-01"
    assert filling.value("meta/instanceName") == "Nilai 7"
    assert filling.label("catatan") == "tinggi, 7"
    filling.answer("a", "0")
    assert filling.value("tinggi") == "rendah"
    assert filling.value("c") == "3"  # a default is worked out once, when the form is opened


def test_only_questions_and_notes_are_gone_through_and_a_read_only_one_says_so() -> None:
    filling = fill(SCORES)
    names = ["tanggal", "tetap", "a", "b", "c", "taraf", "catatan"]
    assert [item.name for item in filling.questions()] == names
    assert [name for name in names if filling.read_only(name)] == ["c", "catatan"]
    with pytest.raises(ValueError, match="jumlah is not asked"):
        filling.answer("jumlah", "9")


def test_an_answer_taken_back_stays_empty_also_where_there_is_a_default() -> None:
    form = read(SCORES)
    filling = Filling(form, "id", MONDAY, JAKARTA, answers={"a": "", "b": "4", "jumlah": "99"})
    assert filling.value("a") == ""
    assert filling.value("jumlah") == ""


def test_a_response_gone_on_with_days_later_keeps_the_day_it_was_opened_and_knows_today() -> None:
    form = read(SCORES.replace("date(${tanggal} + 1)", "today()"))
    later = Filling(form, "id", MONDAY + timedelta(days=3), JAKARTA, started=MONDAY)
    values = later.values()
    assert values["mulai"] == "2026-11-23T09:00:00.000+07:00"
    assert values["tanggal"] == values["hari"] == "2026-11-23"
    assert values["besok"] == "2026-11-26"
    assert values["selesai"] == "2026-11-26T09:00:00.000+07:00"


def test_a_calculated_question_can_be_answered_until_what_it_depends_on_changes() -> None:
    tables = """
        survey
        | type    | name  | label | calculation |
        | integer | a     | A     |             |
        | integer | ganda | Ganda | ${a} * 2    |
    """
    filling = fill(tables, a="4", ganda="9")
    assert filling.value("ganda") == "9"
    again = Filling(filling.form, "", MONDAY, JAKARTA, answers=filling.values())
    assert again.values() == filling.values()
    filling.answer("a", "5")
    assert filling.value("ganda") == "10"


FILTERED = """
    survey
    | type                   | name  | label | choice_filter                       |
    | select_one prov        | prov  | P     |                                     |
    | select_multiple kota   | kota  | K     | prov = ${prov}                      |
    | select_one kota        | satu  | S     | selected(${kota}, name) or besar > ${n} |
    | integer                | n     | N     |                                     |
    choices
    | list_name | name    | label   | prov | besar |
    | prov      | jabar   | Jabar   |      |       |
    | prov      | jateng  | Jateng  |      |       |
    | kota      | bandung | Bandung | jabar | 3    |
    | kota      | bogor   | Bogor   | jabar | 1    |
    | kota      | solo    | Solo    | jateng | 2   |
"""


def test_choices_are_filtered_by_other_answers_and_a_choice_no_longer_open_has_no_value() -> None:
    filling = fill(FILTERED)
    assert filling.choices("kota") == []
    filling.answer("prov", "jabar")
    assert filling.choices("kota") == [("bandung", "Bandung"), ("bogor", "Bogor")]
    filling.answer("kota", "bogor bandung")
    assert filling.value("kota") == "bandung bogor"
    assert [name for name, _ in filling.choices("satu")] == ["bandung", "bogor"]
    filling.answer("satu", "bogor")
    filling.answer("prov", "jateng")
    assert filling.values() == {"prov": "jateng"}
    filling.answer("n", "1")
    assert [name for name, _ in filling.choices("satu")] == ["bandung", "solo"]
    assert filling.check("satu", "bogor") == Violation("choice")


def test_another_answer_may_be_written_where_or_other_says_so() -> None:
    tables = """
        survey
        | type                      | name    | label | calculation                   |
        | select_one warna or_other | warna   | Warna |                               |
        | calculate                 | panjang |       | string-length(../warna_other) |
        choices
        | list_name | name  | label |
        | warna     | merah | Merah |
    """
    filling = fill(tables, warna="merah")
    assert filling.choices("warna") == [("merah", "Merah"), ("other", "Other")]
    assert [item.name for item in filling.questions()] == ["warna"]
    filling.answer("warna", "other")
    assert [item.name for item in filling.questions()] == ["warna", "warna_other"]
    filling.answer("warna_other", "toska")
    assert filling.values() == {"warna": "other", "warna_other": "toska", "panjang": "5"}


def test_a_calculation_that_comes_to_no_choice_is_gone_on_with_all_the_same() -> None:
    tables = """
        survey
        | type           | name  | label | calculation            |
        | integer        | a     | A     |                        |
        | select_one t   | taraf | Taraf | if(${a} > 5, 'x', 'y') |
        choices
        | list_name | name | label |
        | t         | x    | X     |
    """
    filling = fill(tables, a="3")
    assert filling.value("taraf") == "y"
    again = Filling(filling.form, "", MONDAY, JAKARTA, answers=filling.values())
    assert again.values() == filling.values()


def test_line_breaks_in_texts_and_messages_are_kept() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "survey"
    sheet.append(["type", "name", "label", "constraint", "constraint_message"])
    sheet.append(["integer", "a", "Satu\n\ndua", ". > 1", "Lebih dari\nsatu"])
    content = BytesIO()
    book.save(content)
    filling = Filling(read_workbook(content.getvalue(), "uji.xlsx"), "id", MONDAY, JAKARTA)
    assert filling.label("a") == "Satu\n\ndua"
    assert filling.check("a", "1") == Violation("constraint", "Lebih dari\nsatu")
