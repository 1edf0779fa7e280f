"""Real forms, walked through step by step as two reference engines did (@getodk/xforms-engine and JavaRosa).

Of every node relevance, value, violation and options have to agree. Where the walks are not at hand, those through
forms of our own, in walks/, say the same of what the real forms use.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from models.instruments.filling import Filling
from models.instruments.form import Form
from models.instruments.items import Item
from models.instruments.occurrences import Another
from models.instruments.workbook import read_workbook
from tests.models.instruments.workbooks import JAKARTA, MONDAY, read

SHARED = Path(__file__).parents[3] / ".." / "shared" / "xlsforms"

OWN = Path(__file__).parent / "walks"
STATES: dict[str, tuple[str, Any]] = {"hidden": ("relevant", False), "stands": ("violation", None)}
"""What the word behind a question says of it; else it is told "= value", "breaks rule" or "offers these"."""

Steps = list[dict[str, Any]]


def index() -> list[dict[str, str]]:
    listed = SHARED / "index.json"
    return json.loads(listed.read_text()) if listed.exists() else []


def own_walk(file: Path) -> tuple[Form, Steps]:
    """A form of our own with a walk below it: on each line an answer, and what holds then."""
    tables, _walk, walk = file.read_text(encoding="utf-8").partition("\nwalk\n")
    steps: Steps = []
    for line in walk.splitlines()[1:]:
        question, answer, then = (cell.strip() for cell in line.strip("|").split("|"))
        given = ["/data/" + question, answer.split() if " " in answer else answer] if question else None
        state: dict[str, dict[str, Any]] = {}
        for told in then.split("; "):
            place, word, *rest = told.split(" ", 2)
            key, value = STATES.get(word, ("", None))
            if word == "=":
                key, value = "value", " ".join(rest).strip()
            elif word == "breaks":
                key, value = "violation", rest[0]
            elif word == "offers":
                key, value = "options", rest[0].split()
            state.setdefault(f"/data/{place}", {})[key] = value
        steps.append({"set": given, "state": state})
    return read(tables), steps


def walks() -> list[Any]:
    found = [pytest.param(*own_walk(file), id=file.stem) for file in sorted(OWN.glob("*.txt"))]
    for form in index():
        for walk in sorted((SHARED / "golden").glob(f"{form['file']}.*.jsonl")):
            steps = [json.loads(line) for line in walk.read_text().splitlines()][1:]
            found.append(pytest.param(SHARED / "forms" / form["file"], steps, id=walk.name.split(".")[0]))
    return found


@pytest.mark.parametrize("name", [form["file"] for form in index()])
def test_every_real_form_is_filled_to_its_end(name: str) -> None:
    filling = Filling(read_workbook((SHARED / "forms" / name).read_bytes(), name), "", MONDAY, JAKARTA)
    asked = 0
    for found in filling.asking():
        asked += 1
        if isinstance(found, Another):
            filling.repeat(found, more=found.number < 3)
        elif found.type != "note" and (answer := some_answer(filling, found)) is not None:
            filling.answer(found, answer)
    assert asked
    assert filling.values()


def some_answer(filling: Filling, item: Item) -> str | None:
    """An answer that can stand, if one of these can."""
    names = [name for name, _label in filling.choices(item)]
    others = ("7", "20", "1990-05-06", "2026-11-23T08:00", "08:00", "Siti", "OK", "-5.1 119.4", "a@b.id")
    for answer in filter(None, (*names[-1:], " ".join(names), *others)):
        if filling.check(item, answer) is None:
            return answer
    return None


@pytest.mark.parametrize(("form", "steps"), walks())
def test_a_walk_through_a_form_comes_to_what_the_reference_engines_came_to(
    form: Form | Path, steps: Steps
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
