"""Repeats: how often they occur, what expressions see of them, and what is kept."""

from models.instruments.filling import Filling
from models.instruments.form import Form
from models.instruments.occurrences import Another
from tests.models.instruments.workbooks import JAKARTA, MONDAY, read

TEAMS = """
    survey
    | type         | name    | label            | repeat_count | calculation                                     | default | relevant |
    | text         | kepala  | Kepala           |              |                                                 |         |          |
    | begin_repeat | tim     | Tim              |              |                                                 |         |          |
    | text         | nama    | Nama tim         |              |                                                 |         |          |
    | integer      | besar   | Berapa orang?    |              |                                                 | 2       |          |
    | calculate    | ke      |                  |              | position(..)                                    |         |          |
    | calculate    | awal    |                  |              | indexed-repeat(${nama}, ${tim}, ${ke} - 1)      |         |          |
    | begin_repeat | anggota | Anggota ${nama}  | ${besar}     |                                                 |         |          |
    | text         | orang   | Siapa di ${nama}? |             |                                                 |         |          |
    | calculate    | ganda   |                  |              | concat(position(..), '/', ${besar}, ' ', ${nama}) |       |          |
    | end_repeat   |         |                  |              |                                                 |         |          |
    | begin_group  | lain    |                  |              |                                                 |         |          |
    | text         | catatan | Catatan          |              |                                                 |         | ${besar} > 2 |
    | end_group    |         |                  |              |                                                 |         |          |
    | end_repeat   |         |                  |              |                                                 |         |          |
    | calculate    | semua   |                  |              | sum(${besar})                                   |         |          |
    | calculate    | tim_tim |                  |              | concat(count(${tim}), ': ', join(', ', ${nama})) |        |          |
"""


def teams() -> Filling:
    return Filling(Form.load(read(TEAMS).dump()), "", MONDAY, JAKARTA)


def answered(filling: Filling, answers: dict[str, str], more: int = 0) -> list[str]:
    """Go through all that is asked; say yes to another so many times."""
    asked = []
    for found in filling.asking():
        asked.append(found.path)
        if isinstance(found, Another):
            filling.repeat(found, more=found.number <= more)
        elif found.path in answers:
            filling.answer(found, answers[found.path])
    return asked


def test_what_repeats_is_asked_once_and_then_as_often_as_wanted() -> None:
    filling = teams()
    answers = {"tim[1]/nama": "Air", "tim[1]/besar": "1", "tim[2]/nama": "Jalan", "tim[2]/besar": "3"}
    assert answered(filling, answers, more=1) == [
        "kepala",
        "tim[1]/nama",
        "tim[1]/besar",
        "tim[1]/anggota[1]/orang",
        "tim[1]+",
        "tim[2]/nama",
        "tim[2]/besar",
        "tim[2]/anggota[1]/orang",
        "tim[2]/anggota[2]/orang",
        "tim[2]/anggota[3]/orang",
        "tim[2]/lain/catatan",
        "tim[2]+",
    ]
    assert filling.values() == {
        "tim[1]/nama": "Air",
        "tim[1]/besar": "1",
        "tim[1]/ke": "1",
        "tim[1]/anggota[1]/ganda": "1/1 Air",
        "tim[2]/nama": "Jalan",
        "tim[2]/besar": "3",
        "tim[2]/ke": "2",
        "tim[2]/awal": "Air",
        "tim[2]/anggota[1]/ganda": "1/3 Jalan",
        "tim[2]/anggota[2]/ganda": "2/3 Jalan",
        "tim[2]/anggota[3]/ganda": "3/3 Jalan",
        "semua": "4",
        "tim_tim": "2: Air, Jalan",
    }


def test_labels_and_groups_speak_of_their_own_occurrence() -> None:
    filling = teams()
    answered(filling, {"tim[1]/nama": "Air", "tim[2]/nama": "Jalan"}, more=1)
    assert filling.label("tim[2]/anggota[1]/orang") == "Siapa di Jalan?"
    assert [group.path for group in filling.groups("tim[2]/anggota[1]/orang")] == [
        "tim[2]",
        "tim[2]/anggota[1]",
    ]
    assert [filling.label(g) for g in filling.groups("tim[1]/anggota[1]/orang")] == ["Tim", "Anggota Air"]


def test_what_no_longer_occurs_is_gone_and_comes_back_with_its_answers() -> None:
    filling = teams()
    answered(filling, {"tim[1]/besar": "2", "tim[1]/anggota[2]/orang": "Wati"})
    filling.answer("tim[1]/besar", "1")
    assert "tim[1]/anggota[2]/orang" not in filling.values()
    filling.answer("tim[1]/besar", "2")
    assert filling.value("tim[1]/anggota[2]/orang") == "Wati"


def test_a_no_takes_away_what_came_after() -> None:
    filling = teams()
    found = {a.path: a for a in filling.asking() if isinstance(a, Another)}
    filling.repeat(found["tim[1]+"], more=True)
    filling.answer("tim[2]/nama", "Jalan")
    assert filling.value("tim_tim") == "2: , Jalan"
    filling.repeat(found["tim[1]+"], more=False)
    assert filling.value("tim_tim") == "1: "


def test_kept_values_come_to_the_same_in_any_order() -> None:
    filling = teams()
    answered(filling, {"tim[1]/nama": "Air", "tim[2]/besar": "3", "tim[2]/anggota[3]/orang": "Wati"}, more=1)
    values = filling.values()
    for kept in (values, dict(reversed(list(values.items())))):
        assert Filling(filling.form, "", MONDAY, JAKARTA, answers=kept).values() == values


def test_a_repeat_that_is_not_relevant_asks_for_nothing() -> None:
    form = read("""
        survey
        | type         | name | label | relevant     |
        | integer      | a    | A     |              |
        | begin_repeat | r    | R     | ${a} > 0     |
        | text         | b    | B     |              |
        | end_repeat   |      |       |              |
    """)
    filling = Filling(form, "", MONDAY, JAKARTA)
    assert [found.path for found in filling.asking()] == ["a"]
    filling.answer("a", "1")
    assert [found.path for found in filling.asking()] == ["a", "r[1]/b", "r[1]+"]


def test_a_count_of_nothing_and_a_count_beyond_all_bounds() -> None:
    form = read("""
        survey
        | type         | name | label | repeat_count |
        | integer      | a    | A     |              |
        | begin_repeat | r    | R     | ${a}         |
        | text         | b    | B     |              |
        | end_repeat   |      |       |              |
    """)
    filling = Filling(form, "", MONDAY, JAKARTA)
    assert [found.path for found in filling.asking()] == ["a"]
    for count, occurs in {"-3": 0, "999999": 200, "2": 2}.items():
        filling.answer("a", count)
        assert len(list(filling.asking())) == 1 + occurs


def test_defaults_that_are_worked_out_are_worked_out_for_each() -> None:
    form = read("""
        survey
        | type         | name | label | default      |
        | begin_repeat | r    | R     |              |
        | text         | b    | B     | uuid()       |
        | end_repeat   |      |       |              |
    """)
    filling = Filling(form, "", MONDAY, JAKARTA, seed="siti")
    assert filling.label("r[1]/b") == "B"
    answered(filling, {}, more=2)
    values = filling.values()
    assert len(set(values.values())) == len(values) == 3
    again = Filling(form, "", MONDAY, JAKARTA, seed="siti")
    answered(again, {}, more=2)
    assert again.values() == values
