"""Codes that change every half minute, and are taken one half minute late."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.meetings.codes import STEP, codes_shown, digits, is_shown, seconds_left, start_parameter, step_at

instants = st.datetimes(datetime(2026, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  aware by `timezones`
secrets = st.text("0123456789abcdef", min_size=32, max_size=32)
meetings = st.integers(1, 10**9)


@given(secrets, meetings, instants, st.integers(0, 3 * STEP))
def test_a_code_is_taken_while_it_is_shown_and_one_step_longer(
    secret: str, meeting: int, shown_at: datetime, later: int
) -> None:
    at = shown_at + timedelta(seconds=later)
    late = step_at(at) - step_at(shown_at)
    parameter = start_parameter(secret, meeting, shown_at)
    signed = parameter.rpartition("-")[2]
    assert is_shown(signed, secret, meeting, at) is (late <= 1)
    assert (digits(secret, meeting, step_at(shown_at)) in codes_shown(secret, meeting, at)) is (late <= 1)
    assert len(parameter) <= 64
    assert set(parameter) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@given(secrets, meetings, instants)
def test_a_code_is_of_one_meeting_and_not_of_the_future(secret: str, meeting: int, at: datetime) -> None:
    signed = start_parameter(secret, meeting, at).rpartition("-")[2]
    assert not is_shown(signed, secret, meeting + 1, at)
    assert not is_shown(signed, secret[::-1] + "0", meeting, at)
    assert not is_shown(signed, secret, meeting, at - timedelta(seconds=STEP))
    assert 0 < seconds_left(at) <= STEP
    assert all(len(code) == 6 and code.isdecimal() for code in codes_shown(secret, meeting, at))


def test_what_is_no_signature_at_all_is_refused() -> None:
    at = datetime(2026, 11, 26, 2, tzinfo=UTC)
    for wrong in ("", "é", "x" * 1000, "0" * 16):
        assert not is_shown(wrong, "ab" * 16, 7, at)
