"""A question that is of another kind since it was answered: what was kept under its name breaks nothing."""

from typing import Any

import pytest
from pydantic import JsonValue

from bot.i18n import speaking
from bot.questions import Kind, day, many_of, number, one_of, scale, text, whole_number

KINDS = [
    day("Asia/Jakarta"),
    many_of([("a", "A"), ("b", "B")]),
    number(),
    one_of([("a", "A"), ("b", "B")]),
    scale(1, 5),
    text(),
    whole_number(),
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
@pytest.mark.parametrize("kept", ["a few words", "2026-02-31", "12", "", ["a", "gone"], 3, None])
def test_what_was_kept_can_be_offered_and_shown(kind: Kind[Any], kept: JsonValue) -> None:
    with speaking("en"):
        kind.offer(kept)
        assert isinstance(kind.show(kept), str)
