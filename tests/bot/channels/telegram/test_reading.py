"""JSON is read as far as it can be, and cut where it could not be written down again."""

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.reading import read, storable

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8"), max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=3), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


def nested(depth: int) -> Any:
    value: Any = "x"
    for _ in range(depth):
        value = {"in": [value]}
    return value


@given(ANYTHING)
def test_what_is_whole_is_read_as_it_is(value: Any) -> None:
    assert read(orjson.dumps(value)) == value
    assert storable(value) is value


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (rb'{"text": "dua \ud83d belah", "id": 7}', {"text": "dua ? belah", "id": 7}),
        (rb'{"text": "\\ud83d \ud83d\ude00 \udc00"}', {"text": "\\ud83d 😀 ?"}),
        (b'{"text": "a\xffb"}', {"text": "a\ufffdb"}),
        (b'{"a": 1e999, "b": [-1' + b"0" * 400 + b', 2, 2.5, NaN], "c": 12345678901234567890123}',
         {"a": None, "b": [None, 2, 2.5, None], "c": 12345678901234567890123.0}),
    ],
)  # fmt: skip
def test_one_broken_text_or_number_does_not_cost_the_rest(body: bytes, value: Any) -> None:
    assert read(body) == value


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"<html>", b"[" * 5_000 + b"]" * 5_000])
def test_what_is_no_json_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"line 1|deep"):
        read(body)


def test_what_is_nested_too_deep_is_cut() -> None:
    update = {"update_id": 7, "message": {"text": "Halo", "reply_to_message": nested(200)}}
    kept = storable(update)
    assert kept["message"]["text"] == "Halo"
    assert orjson.loads(orjson.dumps(kept)) == kept
