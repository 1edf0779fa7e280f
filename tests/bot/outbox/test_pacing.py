"""The pacer is held to what it promises: it never goes too fast, and never waits longer than it must."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.outbox.limits import Limits
from bot.outbox.pacing import Pacer
from bot.phone.refusals import TooManyRequests
from bot.phone.throttle import Throttle

SITI, BUDI, GROUP = 6_210_000_001, 6_210_000_008, -1_002_110_000_001

waits = st.lists(st.sampled_from([0.0, 0.0, 0.0, 0.001, 0.02, 0.3, 1.0, 2.5, 61.0]), min_size=1, max_size=200)


def most_in_any(span: float, times: list[float]) -> int:
    """The most events in any span of so many seconds; its end does not belong to it."""
    return max(sum(1 for t in times if start <= t < start + span - 1e-6) for start in times)


def send_as_soon_as_allowed(limits: Limits, address: int, count: int) -> list[float]:
    """When so many messages go to one chat, each as soon as the pacer lets it."""
    pacer, now, times = Pacer(limits), 1000.0, []
    for _ in range(count):
        now = max(now, pacer.opens_at(), pacer.chat_opens_at(address))
        pacer.take(address, now)
        pacer.landed(address, now)
        times.append(now)
    return times


@given(waits)
def test_all_chats_together_get_no_more_than_the_overall_rate(waits: list[float]) -> None:
    pacer, now, times = Pacer(Limits(per_second=30)), 1000.0, []
    for number, wait in enumerate(waits):
        now = max(now + wait, pacer.opens_at())
        pacer.take(number, now)
        times.append(now)
    for span in (0.1, 0.5, 1.0, 3.0):
        assert most_in_any(span, times) <= 30 * 0.99 * (span + 0.1) + 1


def test_the_overall_rate_is_used_to_within_one_percent_and_evenly() -> None:
    pacer, now, times = Pacer(Limits(per_second=30)), 1000.0, []
    for number in range(3000):
        now = max(now, pacer.opens_at())
        pacer.take(number, now)
        times.append(now)
    assert 29.5 < 2900 / (times[-1] - times[99]) <= 30
    assert most_in_any(1.0, times[10:]) <= 30


def test_a_sender_that_wakes_late_makes_up_for_it() -> None:
    pacer, now, count = Pacer(Limits(per_second=30)), 1000.0, 0
    while now < 1060:
        while pacer.opens_at() <= now:
            pacer.take(count, now)
            count += 1
        now += 0.05
    assert count >= 60 * 30 * 0.97


@given(waits)
def test_a_chat_gets_its_burst_and_then_one_a_second(waits: list[float]) -> None:
    pacer, now, times = Pacer(Limits(per_second=None, per_chat=1, chat_burst=3)), 1000.0, []
    for wait in waits:
        now = max(now + wait, pacer.chat_opens_at(SITI))
        pacer.take(SITI, now)
        pacer.landed(SITI, now)
        times.append(now)
    for span in (0.5, 1.0, 5.0, 60.0):
        assert most_in_any(span, times) <= 3 + span


def test_a_quiet_chat_is_answered_at_once_and_a_busy_one_every_second() -> None:
    times = send_as_soon_as_allowed(Limits(per_second=None, chat_burst=3), SITI, 6)
    assert [round(t - 1000, 3) for t in times] == [0, 0, 0, 1, 2, 3]


@given(waits)
def test_a_group_gets_no_more_than_twenty_in_any_minute(waits: list[float]) -> None:
    pacer, now, times = Pacer(Limits(per_second=None)), 1000.0, []
    for wait in waits:
        now = max(now + wait, pacer.chat_opens_at(GROUP))
        pacer.take(GROUP, now)
        pacer.landed(GROUP, now)
        times.append(now)
    assert most_in_any(60.0, times) <= 20


def test_a_group_gets_all_of_its_twenty() -> None:
    times = send_as_soon_as_allowed(Limits(), GROUP, 41)
    assert times[39] - times[0] < 120
    assert 120 <= times[40] - times[0] < 121


def test_a_group_may_be_given_less_than_one_a_minute() -> None:
    times = send_as_soon_as_allowed(Limits(per_group_minute=0.5), GROUP, 3)
    assert [t - 1000 for t in times] == [0, 120, 240]


def test_one_chat_does_not_hold_up_another() -> None:
    pacer = Pacer(Limits())
    for _ in range(Limits().chat_burst):
        pacer.take(SITI, 1000.0)
    assert pacer.chat_opens_at(SITI) > 1000
    assert pacer.chat_opens_at(BUDI) <= 1000


@given(st.lists(st.tuples(st.sampled_from([SITI, BUDI, GROUP]), st.floats(0, 2)), max_size=100))
def test_nobody_waits_for_ever(sendings: list[tuple[int, float]]) -> None:
    pacer, now = Pacer(Limits()), 1000.0
    for address, wait in sendings:
        now = max(now + wait, pacer.opens_at(), pacer.chat_opens_at(address))
        pacer.take(address, now)
        pacer.landed(address, now)
    assert pacer.opens_at() <= now + 1 / 29
    assert max(map(pacer.chat_opens_at, (SITI, BUDI))) <= now + 1
    assert pacer.chat_opens_at(GROUP) <= now + 60


def test_a_pause_holds_for_all_and_a_shorter_one_does_not_end_it() -> None:
    pacer = Pacer(Limits())
    pacer.pause(1030)
    pacer.pause(1005)
    assert pacer.opens_at() == 1030


def test_without_limits_everything_may_go_at_once() -> None:
    pacer = Pacer(Limits.none())
    for _ in range(1000):
        pacer.take(GROUP, 1000.0)
        assert max(pacer.opens_at(), pacer.chat_opens_at(GROUP)) <= 1000


def test_chats_that_went_quiet_are_forgotten() -> None:
    pacer = Pacer(Limits(per_second=None))
    for number in range(100_000):
        pacer.take(number, 1000.0 + number)
    assert len(pacer._chats) <= 2_000


@pytest.mark.parametrize("chat_burst", [1, 3, 5])
@given(
    st.lists(
        st.tuples(st.sampled_from([SITI, BUDI, GROUP]), st.floats(0, 0.4), st.floats(0, 0.4)),
        min_size=1,
        max_size=150,
    )
)
def test_however_long_a_message_is_on_its_way_the_messenger_never_refuses_it(
    chat_burst: int, journeys: list[tuple[int, float, float]]
) -> None:
    """Each journey: to whom, seconds on the way there, seconds on the way back."""
    now = 1000.0
    throttle = Throttle(chat_burst=chat_burst, timer=lambda: now)
    pacer = Pacer(Limits(chat_burst=chat_burst))
    for address, there, back in journeys:
        now = max(now, pacer.opens_at(), pacer.chat_opens_at(address)) + 1e-9
        pacer.take(address, now)
        now += there
        try:
            throttle.spend(address)
        except TooManyRequests as refusal:  # pragma: no cover
            pytest.fail(f"refused at {now}: {refusal}")
        now += back
        pacer.landed(address, now)
