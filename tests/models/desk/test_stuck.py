"""Who is stuck: the rules one by one, and what holds whatever has happened."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.desk.standing import NextStep, Owned, Planned, Reach, Standing, Step, furthest_first
from models.desk.stuck import PATIENCE, Cause, longest_first, stuck
from models.members import Role
from models.memberships import Membership
from models.plans.states import PlanState
from models.quickwins.states import ALIVE, QuickWinState

NOW = datetime(2026, 12, 2, 1, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=60)
SITI = Membership(1, 1, "Siti Aminah", Role.AGENT, 1, "Dinas Kesehatan", 1, "Angkatan 1", 1, "Asia/Jakarta")
NONE = Standing(SITI, Reach.HERE, LONG_AGO)


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def owned(
    state: QuickWinState, days: float, plan: PlanState | None = None, *, number: int = 1, held: bool = False
) -> Owned:
    """A quick win of which the last that happened is so many days ago."""
    planned = Planned(plan, ago(days), ago(days)) if plan else None
    since = LONG_AGO if plan else ago(days)
    return Owned(number, f"QW-{number}", "Antrean", state, since, since, "new:1", held=held, plan=planned)


def with_(*quickwins: Owned, **known: object) -> Standing:
    return replace(NONE, quickwins=furthest_first(quickwins), **known)  # type: ignore[arg-type]


def causes(standing: Standing, first_begun: datetime | None = LONG_AGO) -> list[Cause]:
    return [one.cause for one in stuck(standing, first_begun, NOW)]


@pytest.mark.parametrize(
    ("cause", "state", "plan", "held"),
    [
        (Cause.DRAFT_RESTS, QuickWinState.DRAFT, None, False),
        (Cause.NOT_SENT, QuickWinState.READY, None, False),
        (Cause.HELD, QuickWinState.READY, None, True),
        (Cause.REVISION_RESTS, QuickWinState.TO_REVISE, None, False),
        (Cause.NO_PLAN, QuickWinState.VALIDATED, None, False),
        (Cause.PLAN_RESTS, QuickWinState.VALIDATED, PlanState.DRAFT, False),
        (Cause.PLAN_RETURNED, QuickWinState.VALIDATED, PlanState.RETURNED, False),
        (Cause.PLAN_WAITS, QuickWinState.VALIDATED, PlanState.SENT, False),
    ],
)
def test_each_step_has_its_patience_to_the_hour(
    cause: Cause, state: QuickWinState, plan: PlanState | None, held: bool
) -> None:
    days = PATIENCE[cause]
    [one] = stuck(with_(owned(state, days, plan, held=held)), LONG_AGO, NOW)
    assert (one.cause, one.since, one.days(NOW)) == (cause, ago(days), days)
    assert causes(with_(owned(state, days - 0.04, plan, held=held))) == []


@pytest.mark.parametrize("plan", [None, PlanState.APPROVED])
def test_where_others_look_after_it_or_all_is_done_nobody_is_stuck(plan: PlanState | None) -> None:
    state = QuickWinState.VALIDATED if plan else QuickWinState.IN_REVIEW
    assert causes(with_(owned(state, 90, plan))) == []


def test_who_writes_is_not_stuck_however_old_the_draft_is() -> None:
    old = replace(owned(QuickWinState.DRAFT, 40), touched_at=ago(2))
    assert causes(with_(old)) == []


def test_a_draft_may_wait_beside_something_further() -> None:
    beside = with_(owned(QuickWinState.DRAFT, 40), owned(QuickWinState.IN_REVIEW, 1, number=2))
    assert causes(beside) == []
    assert causes(with_(owned(QuickWinState.DRAFT, 40), owned(QuickWinState.DROPPED, 1, number=2))) == [
        Cause.DRAFT_RESTS
    ]


def test_without_a_quick_win_one_is_stuck_a_week_after_the_first_of_the_batch() -> None:
    assert causes(NONE, first_begun=ago(7)) == [Cause.NO_QUICK_WIN]
    assert causes(NONE, first_begun=ago(6)) == []
    assert causes(NONE, first_begun=None) == []


def test_who_came_in_late_or_gave_one_up_has_a_week_from_then() -> None:
    assert causes(replace(NONE, reach_since=ago(6))) == []
    assert causes(with_(owned(QuickWinState.DROPPED, 6))) == []
    assert causes(with_(owned(QuickWinState.TURNED_DOWN, 8))) == [Cause.NO_QUICK_WIN]


def test_a_review_is_late_at_once_and_stands_beside_what_is_ones_own() -> None:
    late = with_(owned(QuickWinState.READY, 4), reviews_late_since=ago(0.1))
    assert causes(late) == [Cause.NOT_SENT, Cause.REVIEW_LATE]
    assert late.next_step is NextStep.REVIEW


def test_only_agents_who_have_come_in_are_stuck() -> None:
    assert causes(replace(NONE, reach=Reach.NEVER, reach_since=None)) == []
    assert causes(replace(NONE, member=replace(SITI, role=Role.FACILITATOR))) == []
    assert causes(replace(NONE, reach=Reach.BLOCKED, reach_since=ago(1))) == [Cause.NO_QUICK_WIN]


def test_who_has_been_stuck_for_longest_comes_first_and_what_waits_for_the_facilitator_is_not_theirs() -> (
    None
):
    budi = replace(NONE, member=replace(SITI, member_id=2, name="Budi Hartono"))
    grace = with_(owned(QuickWinState.VALIDATED, 30, PlanState.SENT))
    siti = with_(owned(QuickWinState.READY, 20))
    listed = [(one, stuck(one, ago(10), NOW)) for one in (budi, grace, siti)]
    assert longest_first(listed) == [siti, budi]
    [waiting] = listed[1][1]
    assert waiting.waits_for_facilitator


NEXT = {
    Step.NO_QUICK_WIN: NextStep.BEGIN,
    Step.DRAFT: NextStep.WRITE,
    Step.READY: NextStep.SEND,
    Step.IN_REVIEW: None,
    Step.TO_REVISE: NextStep.REVISE,
    Step.VALIDATED: NextStep.PLAN,
    Step.PLAN_DRAFT: NextStep.FINISH_PLAN,
    Step.PLAN_RETURNED: NextStep.MEND_PLAN,
    Step.PLAN_SENT: None,
    Step.PLAN_APPROVED: None,
}
some_owned = st.builds(
    owned,
    st.sampled_from([state for state in QuickWinState if state is not QuickWinState.MERGED]),
    st.floats(0, 59),
    st.none() | st.sampled_from(PlanState),
    number=st.integers(1, 99),
    held=st.booleans(),
)
some_standing = st.lists(some_owned, max_size=4).map(lambda those: with_(*those))


@given(some_standing)
def test_one_is_where_the_furthest_is_and_does_what_is_next_there(standing: Standing) -> None:
    order = list(Step)
    alive = [one for one in standing.quickwins if one.state in ALIVE]
    furthest = max((order.index(one.step) for one in alive), default=order.index(Step.NO_QUICK_WIN))
    assert standing.step is order[furthest]
    held = standing.step is Step.READY and alive[0].held
    assert standing.next_step is (NextStep.IMPROVE if held else NEXT[standing.step])


@given(some_standing)
def test_nobody_is_stuck_at_what_has_just_moved(standing: Standing) -> None:
    for one in stuck(standing, LONG_AGO, NOW):
        assert one.days(NOW) >= PATIENCE[one.cause]
        assert one.quickwin is None or one.quickwin.state in ALIVE
    moved = tuple(replace(one, touched_at=NOW) for one in standing.quickwins)
    assert stuck(replace(standing, quickwins=moved), LONG_AGO, NOW) == () or not moved
