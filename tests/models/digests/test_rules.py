"""When a digest is due, and of which week it tells."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.checkins.rule import WEEK, CheckInRule, weeks_of
from models.digests.rules import DigestRules, begun_after, newest_week, week_of_digest
from tests.models.digests.agents import FIRST, RULE, WEEKS, ZONE, friday, local

ZONES = st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
MOMENTS = st.datetimes(datetime(2026, 11, 1), datetime(2027, 6, 1)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001  UTC follows
RULES = st.builds(DigestRules, st.integers(1, 5), st.sampled_from([time(8), time(15, 30)]))


def asking(weekday: int, at: time, weeks: int = 16) -> CheckInRule:
    return CheckInRule(batch_id=1, weekday=weekday, at=at, starts_on=FIRST, ends_on=FIRST + weeks * WEEK)


@given(RULES, MOMENTS, ZONES)
def test_the_last_one_is_past_and_the_next_is_to_come(rules: DigestRules, now: datetime, zone: str) -> None:
    last = rules.last(now, zone)
    assert last is not None
    assert last <= now < rules.next(last, zone)
    local_last = last.astimezone(ZoneInfo(zone))
    assert (local_last.isoweekday(), local_last.time()) == (rules.weekday, rules.at)


def test_never_is_never() -> None:
    assert DigestRules(weekday=None).last(friday(0), ZONE) is None


@pytest.mark.parametrize(
    ("weekday", "at", "told"),
    [
        (4, time(14), date(2026, 12, 10)),  # asked for on the day before
        (5, time(8), date(2026, 12, 4)),  # asked for this morning: that may still come
        (5, time(16), date(2026, 12, 4)),
        (1, time(9), date(2026, 12, 7)),
    ],
)
def test_it_tells_of_the_newest_week_that_has_had_a_day(weekday: int, at: time, told: date) -> None:
    week = week_of_digest(asking(weekday, at), ZONE, friday(1))
    assert week is not None
    assert week.asked_on == told


@given(
    st.integers(1, 5), st.sampled_from([time(8), time(14), time(15, 45)]), RULES, ZONES, st.integers(1, 12)
)
def test_every_week_is_told_of_once(
    weekday: int, at: time, rules: DigestRules, zone: str, weeks: int
) -> None:
    rule = asking(weekday, at, weeks)
    due = rules.last(datetime(2026, 11, 30, tzinfo=UTC), zone)
    assert due is not None
    told = []
    for _n in range(weeks + 4):
        if week := week_of_digest(rule, zone, due):
            told.append(week)
            assert timedelta() <= due - week.opens(rule.at, zone) - timedelta(days=1) < WEEK
        due = rules.next(due, zone)
    assert told == list(weeks_of(rule))


def test_before_the_first_week_and_after_the_last_there_is_nothing_to_tell() -> None:
    assert week_of_digest(RULE, ZONE, friday(-1)) is None
    assert newest_week(RULE, ZONE, friday(-1)) is None
    assert week_of_digest(RULE, ZONE, friday(len(WEEKS) - 1)) == WEEKS[-1]
    assert week_of_digest(RULE, ZONE, friday(len(WEEKS))) is None


def test_the_week_that_has_just_been_asked_for_is_known_besides() -> None:
    assert begun_after(RULE, ZONE, WEEKS[0], friday(0)) is None
    assert begun_after(RULE, ZONE, WEEKS[0], local("2026-12-10 14.00")) == WEEKS[1]
