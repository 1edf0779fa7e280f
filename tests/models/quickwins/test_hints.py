"""How often hints are right, on sentences with the hints each should get; the floors may only rise.

A row of `sentences.txt` may be added for every sentence that got a wrong hint or missed one, and the words mended for
it. `unseen_sentences.txt` says how the hints do on what they were not made for, so nothing is mended for it.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.quickwins.hints import HINTED, MOST_WORDS, Hint, HintCode, Part, hints_on

MADE_WITH, UNSEEN = "sentences.txt", "unseen_sentences.txt"
CODES = {
    "number": HintCode.NO_NUMBER,
    "date": HintCode.NO_DATE,
    "owner": HintCode.NO_OWNER,
    "activity": HintCode.ACTIVITY_AS_RESULT,
    "vague": HintCode.TOO_VAGUE,
    "blame": HintCode.BLAMES_PEOPLE,
    "several": HintCode.SEVERAL_GOALS,
    "long": HintCode.TOO_LONG,
}


@dataclass
class Score:
    """What all rows of a file came to."""

    right: Counter[HintCode] = field(default_factory=Counter)
    wrong: Counter[HintCode] = field(default_factory=Counter)
    missing: Counter[HintCode] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)

    def precision(self, code: HintCode) -> float:
        return self.right[code] / ((self.right[code] + self.wrong[code]) or 1)

    def recall(self, code: HintCode) -> float:
        return self.right[code] / ((self.right[code] + self.missing[code]) or 1)


def rows(file: str) -> Iterator[tuple[str, Part, set[HintCode]]]:
    part = Part.GOAL
    for line in Path(__file__).with_name(file).read_text().splitlines():
        if line.startswith("["):
            part = Part(line.strip("[]"))
        elif line and not line.startswith("#"):
            sentence, wanted = line.rsplit(" | ", 1)
            yield sentence, part, set() if wanted == "–" else {CODES[word] for word in wanted.split()}


def score(file: str) -> Score:
    came_to = Score()
    for sentence, part, wanted in rows(file):
        got = {hint.code for hint in hints_on(sentence, part)}
        came_to.right.update(got & wanted)
        came_to.wrong.update(got - wanted)
        came_to.missing.update(wanted - got)
        if got != wanted:
            came_to.told.append(f"{sentence}: {sorted(got)} instead of {sorted(wanted)}")
    return came_to


@pytest.mark.parametrize(
    ("file", "code", "precision", "recall"),
    [
        *((MADE_WITH, code, 0.98, 0.95) for code in HintCode),
        (UNSEEN, HintCode.NO_NUMBER, 0.95, 0.95),
        (UNSEEN, HintCode.NO_DATE, 0.95, 0.95),
        (UNSEEN, HintCode.NO_OWNER, 0.95, 0.90),
        (UNSEEN, HintCode.ACTIVITY_AS_RESULT, 0.95, 0.55),
        (UNSEEN, HintCode.TOO_VAGUE, 0.95, 0.80),
        (UNSEEN, HintCode.BLAMES_PEOPLE, 0.95, 0.95),
    ],
)
def test_a_hint_is_right_and_found_as_often_as_it_was(
    file: str, code: HintCode, precision: float, recall: float
) -> None:
    came_to = score(file)
    assert came_to.precision(code) >= precision, came_to.told
    assert came_to.recall(code) >= recall, came_to.told


@pytest.mark.parametrize("file", [MADE_WITH, UNSEEN])
def test_a_good_sentence_gets_no_hint(file: str) -> None:
    good = [(sentence, part) for sentence, part, wanted in rows(file) if not wanted]
    assert len(good) > 20
    assert [sentence for sentence, part in good if hints_on(sentence, part)] == []


def test_there_are_enough_sentences_and_none_is_in_both_files() -> None:
    made_with, unseen = ({sentence for sentence, _, _ in rows(file)} for file in (MADE_WITH, UNSEEN))
    assert len(made_with) >= 300
    assert len(unseen) >= 50
    assert not made_with & unseen


@pytest.mark.parametrize(
    ("sentence", "hints"),
    {
        "Mengadakan rapat koordinasi": [
            Hint(HintCode.ACTIVITY_AS_RESULT, "Mengadakan rapat koordinasi"),
            Hint(HintCode.NO_NUMBER),
            Hint(HintCode.NO_DATE),
            Hint(HintCode.NO_OWNER),
        ],
        "Pegawai loket tidak malas lagi, dijaga Kasi Pelayanan, per 1 Maret 2027": [
            Hint(HintCode.BLAMES_PEOPLE, "Pegawai loket tidak malas"),
            Hint(HintCode.NO_NUMBER),
        ],
        "Kami menurunkan antrean dari 9 ke 3 dan memperbaiki arsip akhir Mei": [
            Hint(HintCode.SEVERAL_GOALS, "memperbaiki arsip")
        ],
        "Tim kami ingin pelayanan lebih baik akhir tahun ini": [
            Hint(HintCode.TOO_VAGUE, "lebih baik"),
            Hint(HintCode.NO_NUMBER),
        ],
        "": [],
        "   ": [],
    }.items(),
)
def test_the_weightiest_comes_first_with_the_words_that_led_to_it(sentence: str, hints: list[Hint]) -> None:
    assert list(hints_on(sentence)) == hints


@pytest.mark.parametrize(
    ("said", "number", "date"),
    [
        ("Antrean berkurang dalam 30 hari", False, True),  # until when
        ("Izin keluar dalam 3 hari", True, False),  # how long it takes
        ("Izin keluar dalam 3 hari kerja", True, False),
        ("Antrean berkurang tiap minggu", False, False),  # how often
        ("Antrean berkurang pada Q1", False, True),
        ("Antrean berkurang sebelum Desember", False, True),
        ("Antrean berkurang separuh", True, False),
        ("Antrean berkurang lima puluh persen", True, False),
        ("Pungutan nol", True, False),
        ("Loket buka dua kali lipat", True, False),
        ("Sesuai Perpres 21/2023", False, False),
        ("Pelayanan satu pintu", False, False),
    ],
)
def test_what_counts_as_a_number_and_what_as_a_date(said: str, number: bool, date: bool) -> None:
    codes = {hint.code for hint in hints_on(said)}
    assert (HintCode.NO_NUMBER not in codes, HintCode.NO_DATE not in codes) == (number, date)


@given(st.lists(st.sampled_from([sentence for sentence, _, _ in rows(MADE_WITH)]), max_size=3), st.data())
def test_hints_quote_the_sentence_and_fit_its_part(sentences: list[str], data: st.DataObject) -> None:
    written = data.draw(st.sampled_from([" ", "\n", ". "])).join(sentences) + data.draw(st.text(max_size=20))
    part = data.draw(st.sampled_from(Part))
    hints = hints_on(written, part)
    assert {hint.code for hint in hints} <= HINTED[part]
    assert [hint.code for hint in hints] == sorted({hint.code for hint in hints}, key=list(HintCode).index)
    assert all(hint.words in " ".join(written.split()) for hint in hints)
    too_long = part in HINTED and len(written.split()) > MOST_WORDS
    assert too_long == (HintCode.TOO_LONG in {hint.code for hint in hints})
