"""docs/xlsform.md says what runs and what is refused: here it is held against the code."""

import re
from pathlib import Path

from handlers.form_questions import LONGEST_LINES, MOST_STEPS
from models.instruments.columns import KNOWN
from models.instruments.expressions.functions import FUNCTIONS
from models.instruments.expressions.signatures import NOT_HERE
from models.instruments.files import LARGEST_PICTURE, LARGEST_TOGETHER
from models.instruments.inspection import REFUSED_APPEARANCES, REFUSED_COLUMNS
from models.instruments.items import MEDIA, MOST_PICTURED
from models.instruments.occurrences import MOST_TIMES
from models.instruments.question_types import ASKED, METADATA, REFUSED, UNASKED
from models.instruments.settings import REFUSED_SETTINGS

PAGE = (Path(__file__).parents[3] / "docs" / "xlsform.md").read_text()
PARTS = dict(
    re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL),
)


def code_in(text: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", text))


def first_column(text: str) -> set[str]:
    return {name for row in re.findall(r"^\| (`[^|]*) \|", text, re.MULTILINE) for name in code_in(row)}


def test_every_type_that_runs_is_listed_and_no_other() -> None:
    asked = PARTS["What is asked"]
    assert first_column(asked) == ASKED
    unasked = asked[asked.index("Not asked") :].partition("\n\n")[0]
    assert code_in(unasked) - {"or_other"} == UNASKED
    assert METADATA <= UNASKED


def test_every_refused_type_is_listed_with_its_reason() -> None:
    refused = PARTS["What is refused"]
    assert dict(re.findall(r"^\| `([^`]+)` \| ([^|]+) \|$", refused, re.MULTILINE)) == REFUSED


def test_every_function_is_listed_and_no_other() -> None:
    assert code_in(PARTS["Functions"]) == {f"{name}()" for name in FUNCTIONS}


def test_every_column_and_setting_is_listed() -> None:
    asked = code_in(PARTS["What is asked"])
    assert KNOWN["survey"] - {"type", "name", "trigger"} <= asked
    assert KNOWN["settings"] <= asked
    assert set(MEDIA) <= asked


def test_every_function_that_is_not_here_is_listed_and_no_other() -> None:
    refused = PARTS["What is refused"]
    told = refused[refused.index("**Functions that are not here**") :].partition(". To shuffle")[0]
    assert code_in(told) == {f"{name}()" for name in NOT_HERE}


def test_every_column_setting_and_appearance_that_is_refused_is_listed() -> None:
    refused = code_in(PARTS["What is refused"])
    needs_a_second_part = {"bind", "control", "body", "media", "instance"}
    assert REFUSED_COLUMNS.keys() - needs_a_second_part <= refused
    assert REFUSED_SETTINGS.keys() <= refused
    assert REFUSED_APPEARANCES.keys() <= refused


def test_what_appearances_do_and_how_much_there_may_be_is_said() -> None:
    asked = PARTS["What is asked"]
    assert {"likert", "columns", "minimal", "multiline"} <= code_in(asked)
    assert f"{MOST_TIMES} times at most" in PAGE
    assert f"up to {MOST_STEPS} steps" in PAGE
    assert f"takes {LONGEST_LINES:,} characters" in PAGE
    assert f"at most {MOST_PICTURED} choices with files" in asked.lower()
    assert f"up to {LARGEST_PICTURE // 2**20} MB each, {LARGEST_TOGETHER // 2**20} MB together" in PAGE
