"""However answers come, are changed and taken back: the same answers come to the same values."""

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from models.instruments.filling import Filling
from models.instruments.form import Form
from models.instruments.values import NotAnAnswer
from tests.models.instruments.workbooks import JAKARTA, MONDAY, read

FORM = read("""
    survey
    | type                   | name   | label    | relevant                        | calculation                | choice_filter       | default |
    | select_one yt          | punya  | Punya?   |                                 |                            |                     |         |
    | begin_group            | anak   | Anak     | ${punya} = 'ya'                 |                            |                     |         |
    | integer                | jumlah | Jumlah   |                                 |                            |                     | 1       |
    | select_one kota        | kota   | Kota     | ${jumlah} > 1                   |                            | ukuran <= ${jumlah} |         |
    | text                   | nama   | ${kota}? | ${kota} != '' and ${nilai} < 9  |                            |                     |         |
    | end_group              |        |          |                                 |                            |                     |         |
    | select_multiple kota   | pernah | Pernah   |                                 |                            | name != ${kota}     |         |
    | calculate              | nilai  |          |                                 | coalesce(${jumlah}, 0) * 2 |                     |         |
    | calculate              | semua  |          | ${nilai} > 2                    | concat(${nama}, count-selected(${pernah}), jr:choice-name(${kota}, '${kota}')) | | |
    | date                   | kapan  | Kapan    | string-length(${semua}) > 1     |                            |                     |         |
    | calculate              | lagi   |          |                                 | date(${kapan} + ${nilai})  |                     |         |
    choices
    | list_name | name    | label    | ukuran |
    | yt        | ya      | Ya       |        |
    | yt        | tidak   | Tidak    |        |
    | kota      | solo    | Solo     | 1      |
    | kota      | bogor   | Bogor    | 2      |
    | kota      | bandung | Bandung  | 4      |
""")
ANSWERS = {
    "punya": st.sampled_from(["ya", "tidak", ""]),
    "anak/jumlah": st.sampled_from(["0", "1", "2", "3", "4", "5", ""]),
    "anak/kota": st.sampled_from(["solo", "bogor", "bandung", ""]),
    "anak/nama": st.sampled_from(["Siti", "Budi Santoso", ""]),
    "pernah": st.sampled_from(["solo", "bandung bogor", "solo bandung", ""]),
    "kapan": st.sampled_from(["2026-11-23", "2027-02-28", ""]),
}
one_answer = st.sampled_from(sorted(ANSWERS)).flatmap(lambda path: st.tuples(st.just(path), ANSWERS[path]))


def opened(answers: dict[str, str] | None = None, form: Form = FORM) -> Filling:
    return Filling(form, "", MONDAY, JAKARTA, answers=answers)


def state(filling: Filling) -> dict[str, object]:
    return {
        "values": filling.values(),
        "relevant": [node.path for node in filling.form.nodes.values() if filling.relevant(node)],
        "open": {item.path: filling.choices(item) for item in filling.form.items if item.has_choices},
        "labels": [filling.label(item) for item in filling.form.items],
    }


class Answering(RuleBasedStateMachine):
    """Answers one after the other, against a filling opened with all of them at once."""

    def __init__(self) -> None:
        super().__init__()
        self.filling = opened()
        self.kept: dict[str, str] = {}

    @rule(answer=one_answer)
    def answer(self, answer: tuple[str, str]) -> None:
        path, value = answer
        try:
            self.filling.answer(path, value)
        except NotAnAnswer:
            return
        self.kept[path] = value

    @rule()
    def go_on_after_a_restart(self) -> None:
        self.filling = opened(self.kept, Form.load(FORM.dump()))

    @invariant()
    def all_follows_from_the_answers_alone(self) -> None:
        assert state(self.filling) == state(opened(self.kept))


TestAnswering = Answering.TestCase


@given(st.lists(one_answer, max_size=8))
def test_the_order_of_stored_answers_does_not_matter(answers: list[tuple[str, str]]) -> None:
    kept = dict(answers)
    backwards = dict(reversed(list(kept.items())))
    assert state(opened(kept)) == state(opened(backwards))


@given(st.lists(one_answer, max_size=8))
def test_going_through_the_questions_again_with_the_kept_values_changes_nothing(
    answers: list[tuple[str, str]],
) -> None:
    filling = opened(dict(answers))
    values = filling.values()
    again = opened()
    for item in again.questions():
        again.answer(item, values.get(item.path, ""))
    assert again.values() == values
