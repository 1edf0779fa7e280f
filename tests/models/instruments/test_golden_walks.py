"""Real forms, walked through step by step as two reference engines did (@getodk/xforms-engine and JavaRosa).

Of every node relevance, value, violation and options have to agree.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from models.instruments.filling import Filling
from models.instruments.form import Form
from models.instruments.workbook import read_workbook
from tests.models.instruments.workbooks import JAKARTA, MONDAY, read

SHARED = Path(__file__).parents[3] / ".." / "shared" / "xlsforms"

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
            steps = [json.loads(line) for line in walk.read_text().splitlines()][1:]
            found.append(pytest.param(SHARED / "forms" / form["file"], steps, id=walk.name.split(".")[0]))
    return found


def test_every_real_form_runs_as_it_is() -> None:
    for name in (form["file"] for form in index()):
        assert read_workbook((SHARED / "forms" / name).read_bytes(), name).items


@pytest.mark.parametrize(("form", "steps"), walks())
def test_a_walk_through_a_form_agrees_with_the_reference_engines(
    form: Form | Path, steps: list[dict[str, Any]]
) -> None:
    runs = read_workbook(form.read_bytes(), form.name) if isinstance(form, Path) else form
    filling = Filling(runs, "", MONDAY, JAKARTA)
    for number, step in enumerate(steps):
        if step["set"] is not None:
            path, value = step["set"]
            filling.answer(placed(path), " ".join(value) if isinstance(value, list) else value)
        for path, expected in step["state"].items():
            state = state_of(filling, placed(path), expected)
            assert state == as_this_form_writes(expected, state), (number, step["set"], path)


def placed(path: str) -> str:
    """Where a node stands, without the root: "rep[1]/name" for "/data/rep[1]/name"."""
    return path.split("/", 2)[2]


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
