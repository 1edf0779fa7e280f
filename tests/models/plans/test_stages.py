"""What a stage says: how far it is written, how long it takes, how two states of it differ."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from models.plans.comparing import Difference, differences, is_reordered
from models.plans.stages import DAYS, FIELDS, PARTS, Horizon, PlanContent, Stage
from tests.models.plans.conftest import TRIAL
from tests.rig.plans import TRAINING

some_date = st.none() | st.dates(date(2020, 1, 1), date(2040, 1, 1))
some_text = st.none() | st.text(max_size=8)
stages = st.builds(
    Stage,
    **{name: some_text for name in FIELDS if name not in ("starts_on", "ends_on", "budget")},
    starts_on=some_date,
    ends_on=some_date,
    budget=st.none() | st.integers(0, 10**15),
)


def test_every_field_belongs_to_one_part() -> None:
    assert [name for names in PARTS.values() for name in names] == list(FIELDS)


def test_a_stage_counts_its_first_and_its_last_day() -> None:
    assert TRAINING.days == 12
    assert replace(TRAINING, ends_on=TRAINING.starts_on).days == 1
    assert Stage(starts_on=date(2026, 11, 30)).days == 0


def test_each_horizon_has_its_longest_stage() -> None:
    for horizon, most in DAYS.items():
        first = date(2026, 11, 30)
        fits = Stage(starts_on=first, ends_on=date.fromordinal(first.toordinal() + most - 1))
        over = Stage(starts_on=first, ends_on=date.fromordinal(first.toordinal() + most))
        assert not fits.is_longer_than(horizon)
        assert over.is_longer_than(horizon)


@given(st.lists(stages, max_size=3), st.sampled_from(Horizon))
def test_what_is_stored_is_what_is_read(several: list[Stage], horizon: Horizon) -> None:
    content = PlanContent(horizon, tuple(several))
    assert PlanContent.of(content.stored()) == content


@given(stages)
def test_a_stage_is_complete_when_no_part_is_missing(stage: Stage) -> None:
    assert stage.is_complete == all(getattr(stage, name) is not None for name in FIELDS)
    assert set(stage.missing) <= set(PARTS)


def test_all_of_a_plan() -> None:
    content = PlanContent(Horizon.SHORT, (TRIAL, TRAINING, Stage()))
    assert (content.starts_on, content.ends_on) == (TRAINING.starts_on, TRIAL.ends_on)
    assert content.budget == 2_500_000
    assert not content.can_be_sent


def test_stages_are_compared_by_their_name_and_then_by_their_place() -> None:
    before = PlanContent(Horizon.SHORT, (TRAINING, TRIAL))
    renamed = replace(TRAINING, name="Pelatihan")
    cheaper = replace(TRIAL, budget=1)
    assert differences(before, before) == []
    assert differences(before, PlanContent(Horizon.SHORT, (renamed, cheaper))) == [
        Difference(TRAINING, renamed, ("name",)),
        Difference(TRIAL, cheaper, ("budget",)),
    ]
    assert differences(before, PlanContent(Horizon.SHORT, (TRIAL,))) == [Difference(TRAINING, None)]
    new = replace(TRIAL, name="Menerapkan")
    assert differences(before, PlanContent(Horizon.SHORT, (TRAINING, TRIAL, new))) == [Difference(None, new)]


def test_another_order_is_noticed() -> None:
    before = PlanContent(Horizon.SHORT, (TRAINING, TRIAL))
    assert is_reordered(before, PlanContent(Horizon.SHORT, (TRIAL, TRAINING)))
    assert not is_reordered(before, PlanContent(Horizon.SHORT, (TRIAL,)))


@given(st.lists(stages, max_size=4), st.lists(stages, max_size=4))
def test_every_stage_is_found_in_the_comparison(before: list[Stage], after: list[Stage]) -> None:
    then, now = PlanContent(Horizon.SHORT, tuple(before)), PlanContent(Horizon.SHORT, tuple(after))
    found = differences(then, now)
    gone = sum(d.after is None for d in found)
    new = sum(d.before is None for d in found)
    assert len(before) - gone + new == len(after)
    assert all(d.parts for d in found if d.before and d.after)
