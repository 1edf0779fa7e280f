"""What buttons carry fits into them, and comes back as it was."""

from hypothesis import given
from hypothesis import strategies as st

from bot.questions.kind import act_of
from bot.tapping import BACK, HIGHEST, LATER, SKIP, UNDO, Tap, mark_of, pack, unpack

talk_ids = st.integers(0, HIGHEST)
codes = st.text(max_size=200)


@given(talk_ids, st.text(), codes)
def test_any_button_fits_and_is_read_back(talk_id: int, key: str, code: str) -> None:
    data = pack(talk_id, key, act_of(code))
    assert len(data.encode()) <= 64
    assert unpack(data) == Tap(talk_id, mark_of(key), act_of(code))


@given(talk_ids, st.text(), st.sampled_from([BACK, LATER, SKIP, UNDO, ">12345", "!", "?", "+"]))
def test_the_ways_are_read_back_too(talk_id: int, key: str, act: str) -> None:
    assert unpack(pack(talk_id, key, act)) == Tap(talk_id, mark_of(key), act)


@given(st.lists(codes, unique=True, max_size=30))
def test_two_codes_are_never_one_act(some: list[str]) -> None:
    acts = [act_of(code) for code in some]
    assert len(set(acts)) == len(some)
    assert not {BACK, LATER, SKIP, UNDO} & set(acts)


@given(st.text() | st.from_regex(r"[0-9a-zA-Z]{0,14}\.[^.]*\..*"))
def test_whatever_a_tap_brings_is_a_tap_or_nothing(data: str) -> None:
    tap = unpack(data)
    assert tap is None or 0 <= tap.talk_id <= HIGHEST
