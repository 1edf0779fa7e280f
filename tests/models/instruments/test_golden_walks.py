"""Real forms, walked through step by step as two reference engines did (@getodk/xforms-engine and JavaRosa).

What a form has that does not run here yet is taken out of it first; the rest has to agree.
"""

import json
import warnings
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.instruments.filling import Filling
from models.instruments.form import Form
from models.instruments.problems import BrokenWorkbook
from models.instruments.workbook import read_workbook
from tests.models.instruments.workbooks import JAKARTA, MONDAY, read

SHARED = Path(__file__).parents[3] / ".." / "shared" / "xlsforms"
RUN_AS_THEY_ARE = {"onadata__choice_filter.xlsx", "onadata__infinity.xlsx"}
REFUSED_FOR = {
    "onadata__Enumerator_Training_Practice_Survey.xlsx": ["11: photo", "12: geopoint"],
    "onadata__Testing_repeats.xlsx": ["5: repeats", "9: repeats"],
    "onadata__childrens_survey_sw.xlsx": ["4: repeats", "9: repeats", "12: repeats", "19: gps"],
    "onadata__form_with_multiple_select.xlsx": ["11: geopoint"],
    "onadata__good_eats_multilang.xlsx": ["8: photo", "10: photo", "11: geopoint"],
    "onadata__gps_in_repeats.xlsx": ["4: repeats", "5: geopoint"],
    "onadata__grains.xlsx": ["390: image", "392: gps"],
    "onadata__groups_in_repeats.xlsx": ["4: image", "6: geopoint", "8: repeats"],
    "onadata__household.xlsx": ["3: repeats", "6: repeats", "8: repeats"],
    "onadata__mali_health.xlsx": ["16: geopoint"],
    "onadata__nested_repeats.xlsx": ["4: repeats", "7: repeats", "17: geopoint"],
    "onadata__select_one_choices_test.xlsx": ["373: geopoint"],
    "onadata__sms_tutorial.xlsx": ["9: image", "10: geopoint"],
    "onadata__test_data_types.xlsx": ["4: geopoint", "7: datetime", "8: time"],
    "onadata__tutorial.xlsx": ["5: photo", "7: geopoint"],
    "onadata__tutorial_arabic_labels.xlsx": ["4: image", "6: geopoint"],
}


OWN_FORM = """
    survey
    | type                   | name      | label     | relevant           | constraint | choice_filter |
    | select_one bidang      | bidang    | Bidang    |                    |            |               |
    | select_multiple urusan | urusan    | Urusan    | ${bidang} != ''    |            | b=${bidang}   |
    | integer                | hari      | Hari      | selected(../urusan, 'air') | . > 0 | |
    choices
    | list_name | name   | label  | b       |
    | bidang    | kota   | Kota   |         |
    | bidang    | desa   | Desa   |         |
    | urusan    | sampah | Sampah | kota    |
    | urusan    | air    | Air    | kota    |
    | urusan    | jalan  | Jalan  | desa    |
"""
OWN_WALK: list[dict[str, Any]] = [
    {"set": None, "state": {"/data/urusan": {"relevant": False}, "/data/hari": {"relevant": False}}},
    {
        "set": ["/data/bidang", "kota"],
        "state": {"/data/urusan": {"relevant": True, "value": "", "options": ["sampah", "air"]}},
    },
    {
        "set": ["/data/urusan", ["air", "sampah"]],
        "state": {"/data/urusan": {"value": "sampah air"}, "/data/hari": {"relevant": True, "value": ""}},
    },
    {"set": ["/data/hari", "0"], "state": {"/data/hari": {"value": "0", "violation": "constraint"}}},
    {"set": ["/data/hari", "3"], "state": {"/data/hari": {"value": "3", "violation": None}}},
    {
        "set": ["/data/bidang", "desa"],
        "state": {"/data/urusan": {"value": "", "options": ["jalan"]}, "/data/hari": {"relevant": False}},
    },
]


def index() -> list[dict[str, str]]:
    listed = SHARED / "index.json"
    return json.loads(listed.read_text()) if listed.exists() else []


def walks() -> list[Any]:
    found = [pytest.param(read(OWN_FORM), OWN_WALK, id="own")]
    for form in index():
        for walk in sorted((SHARED / "golden").glob(f"{form['file']}.*.jsonl")):
            if form["chat_class"] == "A":
                steps = [json.loads(line) for line in walk.read_text().splitlines()][1:]
                found.append(pytest.param(SHARED / "forms" / form["file"], steps, id=walk.name.split(".")[0]))
    return found


def test_what_cannot_run_yet_is_refused_row_by_row() -> None:
    for name in (form["file"] for form in index()):
        content = (SHARED / "forms" / name).read_bytes()
        if name in RUN_AS_THEY_ARE:
            assert read_workbook(content, name).items
            continue
        with pytest.raises(BrokenWorkbook) as refused:
            read_workbook(content, name)
        rows = [(p.sheet, p.column, f"{p.row}: {p.reason.split()[0]}") for p in refused.value.problems]
        assert rows == [("survey", "type", reason) for reason in REFUSED_FOR[name]]


@pytest.mark.parametrize(("form", "steps"), walks())
def test_a_walk_through_a_form_agrees_with_the_reference_engines(
    form: Form | Path, steps: list[dict[str, Any]]
) -> None:
    runs = read_what_runs(form) if isinstance(form, Path) else form
    filling = Filling(runs, "", MONDAY, JAKARTA)
    paths = {runs.plan.full(path): path for path in runs.nodes}
    for number, step in enumerate(steps):
        if step["set"] is not None and step["set"][0] in paths:
            path, value = step["set"]
            filling.answer(paths[path], " ".join(value) if isinstance(value, list) else value)
        for path, expected in step["state"].items():
            if path in paths:
                state = state_of(filling, paths[path], expected)
                assert state == as_this_form_writes(expected, state), (number, step["set"], path)


def read_what_runs(form: Path) -> Form:
    """Read a form without the rows it is refused for."""
    try:
        return read_workbook(form.read_bytes(), form.name)
    except BrokenWorkbook as refused:
        rows = sorted({problem.row for problem in refused.problems}, reverse=True)
    with warnings.catch_warnings(action="ignore"):  # openpyxl's, of what other programmes left in the file
        book = openpyxl.load_workbook(form)
    for row in rows:
        book["survey"].delete_rows(row)
    content = BytesIO()
    book.save(content)
    return read_workbook(content.getvalue(), form.name)


def state_of(filling: Filling, path: str, asked_for: dict[str, Any]) -> dict[str, Any]:
    violation = filling.violation(path)
    state = {
        "relevant": filling.relevant(path),
        "value": filling.value(path),
        "violation": violation.rule if violation else None,
        "options": [name for name, _ in filling.choices(path)],
    }
    return {key: state[key] for key in asked_for}


def as_this_form_writes(expected: dict[str, Any], state: dict[str, Any]) -> dict[str, Any]:
    """The engines write 2 as 2.0 where a number is meant; the same number is the same answer."""
    try:
        same = float(expected["value"]) == float(state["value"])
    except (KeyError, ValueError):
        return expected
    return {**expected, "value": state["value"]} if same else expected


def test_a_form_of_120_items_with_scores_is_filled_to_the_end() -> None:
    workbook = SHARED.parent / "instruments" / "ipip_120_id.xlsx"
    if not workbook.exists():
        return
    filling = Filling(read_workbook(workbook.read_bytes(), workbook.name), "id", MONDAY, JAKARTA)
    for item in filling.questions():
        if item.has_choices:
            filling.answer(item, "3")
    scores = [f"skor_{trait}" for trait in "NEOAC"]
    assert [filling.value(score) for score in scores] == ["72"] * 5
    filling.answer("hal_1/q001", "5")
    assert [filling.value(score) for score in scores] == ["74", "72", "72", "72", "72"]
