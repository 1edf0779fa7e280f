"""docs/xlsform.md says what runs and what is refused: here it is held against the code."""

import re
from pathlib import Path

from models.instruments.expressions.functions import FUNCTIONS
from models.instruments.items import MEDIA
from models.instruments.occurrences import MOST_TIMES
from models.instruments.question_types import ASKED, METADATA, REFUSED, UNASKED

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


def test_columns_for_files_and_the_most_of_a_repeat_are_said() -> None:
    assert set(MEDIA) <= code_in(PARTS["What is asked"])
    assert f"{MOST_TIMES} times at most" in PAGE
