"""Whatever is typed or tapped, a question understands it or says what would be right; nothing else happens."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from bot.i18n import LANGUAGES, speaking
from bot.messages import Act
from bot.questions import (
    Kind,
    Misunderstood,
    day,
    last_day,
    many_of,
    moment,
    number,
    one_of,
    percent,
    place,
    quantity,
    ranking,
    rupiah,
    scale,
    sent_file,
    text,
    time_of_day,
    whole_number,
    yes_no,
)
from bot.questions.kind import Answered, Changed, Paged
from bot.questions.review import Entry, Review
from bot.tapping import HIGHEST, pack
from tests.bot.questions.typing_it import heard

KINDS: dict[str, Kind[Any]] = {
    "one_of": one_of(
        [("a", "Setuju"), ("b", "Tidak setuju"), ("c" * 40, "Lainnya, yaitu yang belum disebut di atas")]
    ),
    "long list": one_of((str(n), f"Dinas {n}") for n in range(40)),
    "many_of": many_of([("a", "Rapat"), ("b", "Apel"), ("~c", "Surat")]),
    "many_of a long list": many_of((str(n), f"Dinas {n}") for n in range(40)),
    "scale": scale(0, 10),
    "yes_no": yes_no(),
    "text": text(),
    "number": number(),
    "whole_number": whole_number(),
    "day": day("Asia/Jakarta"),
    "time": time_of_day(),
    "moment": moment("Asia/Jakarta"),
    "ranking": ranking([("a", "Rapat"), ("b", "Apel"), ("~c", "Surat")]),
    "ranking of a long list": ranking((str(n), f"Dinas {n}") for n in range(40)),
    "file": sent_file("image"),
    "place": place(),
    "last day": last_day("Asia/Jakarta", date(2026, 12, 1)),
    "rupiah": rupiah(),
    "percent": percent([("same", "Unchanged")]),
    "quantity": quantity(),
    "review": Review(tuple(Entry(f"/q{n}", f"Question {n}", "yes") for n in range(9))),
}
BEFORE: dict[str, list[JsonValue]] = {
    "one_of": [None, "a", "gone", 3],
    "many_of": [None, [], ["a"], ["a", "~c"], ["gone"]],
    "day": [None, "2026-10-05"],
    "number": [None, "2.5"],
    "last day": [None, "2026-10-05"],
    "rupiah": [None, "2500000"],
    "quantity": [None, {"number": "3", "unit": "pelatihan"}],
    "text": [None, "x"],
    "time": [None, "09:30"],
    "moment": [None, "2026-10-05T09:30"],
    "ranking": [None, [], ["b"], ["b", "~c", "a"], ["gone"]],
    "place": [None, [-5.1, 119.4]],
    "file": [None, {"file_id": "x", "name": "x.jpg", "media_type": "image/jpeg", "size": 1}],
}
some_text = (
    st.text(max_size=60)
    | st.from_regex(r"[-+0-9., /]{1,20}", fullmatch=True)
    | st.sampled_from(
        ["ya", "1", "9" * 4096, "😀" * 900, "5 Okt", "1.250", "2,5", "besok", "\u202e1", "１２", "½", "1/0"]
    )
)
some_act = st.text(max_size=40) | st.from_regex(r"[=>!?+#~<z-]{1,2}[0-9a-z~-]{0,30}", fullmatch=True)


@pytest.mark.parametrize("name", KINDS)
@given(data=st.data())
def test_a_reply_is_understood_or_told_what_would_be_right(name: str, data: st.DataObject) -> None:
    kind = KINDS[name]
    message = heard(data.draw(some_text), data.draw(st.sampled_from([Act.TEXT] * 5 + list(Act))))
    act = data.draw(st.just("") | some_act)
    before = data.draw(st.sampled_from(BEFORE.get(name.split(" a ", maxsplit=1)[0], [None])))
    with speaking(data.draw(st.sampled_from(LANGUAGES))):
        try:
            found = kind.hear(message, act, before)
        except Misunderstood:
            return
        match found:
            case Answered(value, settled=True) if act != "+":
                assert kind.read(value) is not None
                assert isinstance(kind.show(value), str)
            case Answered(value, page=page):
                assert kind.offer(value, page).rows
            case Paged(page):
                assert kind.offer(before, page).rows
            case Changed(key):
                assert key.startswith("/q")


@pytest.mark.parametrize("name", KINDS)
@given(data=st.data())
def test_every_button_is_heard_and_fits(name: str, data: st.DataObject) -> None:
    kind = KINDS[name]
    before = data.draw(st.sampled_from(BEFORE.get(name.split(" a ", maxsplit=1)[0], [None])))
    page = data.draw(st.integers(0, 6))
    with speaking("en"):
        options = [option for row in kind.offer(before, page).rows for option in row]
        for option in options:
            assert option.label
            assert len(pack(HIGHEST, "/a/very/long/path/" * 20, option.act).encode()) <= 64
            found = kind.hear(heard(act=Act.TAP), option.act, before)
            if isinstance(found, Answered) and found.settled:
                kind.read(found.value)


CODES = st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=30, unique=True)


@given(CODES, st.data())
def test_a_button_answers_the_code_it_stands_for(codes: list[str], data: st.DataObject) -> None:
    kind = one_of((code, f"Label {n}") for n, code in enumerate(codes))
    n = data.draw(st.integers(0, len(codes) - 1))
    for page in range(4):
        for row in kind.offer(page=page).rows:
            for option in row:
                if option.label == f"Label {n}":
                    assert kind.hear(heard(act=Act.TAP), option.act) == Answered(codes[n])


@given(CODES)
def test_every_label_and_every_number_may_be_typed(codes: list[str]) -> None:
    kind = one_of((code, f"Pilihan {chr(97 + n)}") for n, code in enumerate(codes) if n < 26)
    for n, option in enumerate(kind.options, 1):
        assert kind.hear(heard(option.label), "") == Answered(option.code)
        assert kind.hear(heard(f"{n}."), "") == Answered(option.code)
