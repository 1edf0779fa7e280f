"""A quick win goes from state to state, and every state of what it says is kept."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import col, update

from models.asking import FactsChanged
from models.quickwins.content import FIELDS, Content
from models.quickwins.quickwin import QuickWin, begin, move, owners_of, versions_of, write
from models.quickwins.states import NEXT, QuickWinState, WrongStep, check_step
from tests.models.conftest import City
from tests.models.quickwins.conftest import QUEUES, Written


def test_numbers_are_given_in_order_within_a_batch(city: City, written: Written) -> None:
    siti, budi = city.person("Siti Aminah"), city.person("Budi Hartono")
    grace = city.person("Grace Tobing", batch=city.another_batch("a-2", "Angkatan 2"))
    assert [written(p, QUEUES).code for p in (siti, budi, grace)] == ["QW-1", "QW-2", "QW-1"]


def test_who_begins_it_owns_it(city: City, written: Written) -> None:
    siti = city.person("Siti Aminah")
    row = written(siti, QUEUES)
    assert owners_of(city.session, [row.id or 0]) == {row.id: [city.member(siti).id]}


def test_the_same_talk_begins_only_one(city: City) -> None:
    siti = city.person("Siti Aminah")
    member = city.member(siti)
    begin(city.session, member.batch_id, member.id or 0, "new:1", Content(), city.now)
    with pytest.raises(FactsChanged), city.session.begin_nested():
        begin(city.session, member.batch_id, member.id or 0, "new:1", Content(), city.now)


def test_each_change_is_a_version(city: City, written: Written) -> None:
    siti = city.person("Siti Aminah")
    row, member = written(siti, QUEUES), city.member(siti).id or 0
    write(city.session, row, replace(QUEUES, target="30"), member, city.now)
    write(city.session, row, replace(QUEUES, target="30"), member, city.now)  # says the same
    write(city.session, row, replace(QUEUES, target="30"), member, city.now, reason="QW-2")
    city.session.flush()
    versions = versions_of(city.session, [row.id or 0])[row.id or 0]
    assert [(v.number, v.content["target"], v.reason) for v in versions] == [
        (1, "45", ""), (2, "30", ""), (3, "30", "QW-2"),
    ]  # fmt: skip
    assert row.content == replace(QUEUES, target="30")


def test_who_comes_second_finds_that_it_has_moved(city: City, written: Written) -> None:
    row = written(city.person("Siti Aminah"), QUEUES)
    city.session.exec(
        update(QuickWin)
        .where(col(QuickWin.id) == row.id)
        .values(state=QuickWinState.DROPPED)
        .execution_options(synchronize_session=False)
    )
    with pytest.raises(FactsChanged):
        move(city.session, row, QuickWinState.IN_REVIEW, city.now)


@pytest.mark.parametrize("before", list(QuickWinState))
def test_no_step_is_skipped(before: QuickWinState) -> None:
    for after in QuickWinState:
        if after in NEXT[before]:
            check_step(before, after)
        else:
            with pytest.raises(WrongStep):
                check_step(before, after)


def test_what_has_not_been_reviewed_is_never_validated() -> None:
    before_validated = {state for state, following in NEXT.items() if QuickWinState.VALIDATED in following}
    assert before_validated == {
        QuickWinState.IN_REVIEW,
        QuickWinState.TO_REVISE,
        QuickWinState.TURNED_DOWN,
    }


contents = st.builds(
    Content,
    problem=st.none() | st.text(max_size=20),
    impact=st.none() | st.integers(1, 5),
    within_budget=st.none() | st.booleans(),
)


@given(contents, contents)
def test_what_is_stored_is_read_back_and_differences_are_named(before: Content, after: Content) -> None:
    assert Content.of(before.stored()) == before
    changed = after.changed_from(before)
    assert list(changed) == [name for name in FIELDS if name in changed]
    assert replace(before, **{name: getattr(after, name) for name in changed}) == after
