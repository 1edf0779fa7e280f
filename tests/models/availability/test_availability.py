"""When one person may be written to: never in the quiet, never too early, and in the order in which it was wanted."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.availability.availability import Availability, Away
from models.availability.quiet_hours import NEVER_QUIET, QuietHours
from models.availability.working_hours import WorkingHours
from models.days.holidays import is_working_day

ZONES = (
    "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe",
    "Africa/Casablanca", "America/Santiago",
)  # fmt: skip
OFFICE = WorkingHours()
NIGHT = QuietHours(time(20), time(7))
HOUR = timedelta(hours=1)

times = st.times().map(lambda t: t.replace(second=0, microsecond=0, tzinfo=None))
quiets = st.just(NIGHT) | st.builds(QuietHours, times, times)
days = st.dates(date(2026, 9, 1), date(2027, 6, 30))
aways = st.builds(lambda first, length: Away(first, first + timedelta(days=length)), days, st.integers(0, 40))
people = st.builds(
    Availability,
    zone=st.sampled_from(ZONES),
    quiet=quiets,
    leave=st.lists(aways, max_size=2).map(tuple),
    pause=st.none() | aways,
    days_off=st.frozensets(days, max_size=3),
)
anywhen = st.datetimes(datetime(2026, 9, 1), datetime(2027, 6, 30), timezones=st.just(UTC))  # noqa: DTZ001  aware by `timezones`
near_a_change = st.sampled_from([
    datetime(2026, 10, 25, 1, tzinfo=UTC),  # Berlin puts its clocks back
    datetime(2027, 3, 28, 1, tzinfo=UTC),  # and forward
    datetime(2026, 11, 1, 4, 30, tzinfo=UTC),  # St John’s
    datetime(2027, 3, 14, 5, 30, tzinfo=UTC),
    datetime(2026, 10, 3, 15, 30, tzinfo=UTC),  # Lord Howe, by half an hour
    datetime(2027, 2, 7, 2, tzinfo=UTC),  # Casablanca, for Ramadan
]).flatmap(lambda at: st.integers(-180, 180).map(lambda minutes: at + timedelta(minutes=minutes)))  # fmt: skip
instants = anywhen | near_a_change


def local(written: str, zone: str = "Asia/Jakarta") -> datetime:
    return datetime.strptime(written, "%Y-%m-%d %H.%M").replace(tzinfo=ZoneInfo(zone))


def of(whose: Availability, working: WorkingHours) -> dict[str, Callable[[datetime], datetime | None]]:
    return {
        "told": whose.next_moment,
        "asked": lambda instant: whose.next_working_moment(instant, working),
    }


@pytest.mark.parametrize(
    ("wanted", "comes"),
    [
        ("2026-12-04 14.00", "2026-12-04 14.00"),
        ("2026-12-04 11.30", "2026-12-04 13.00"),  # the Friday prayer
        ("2026-12-03 11.30", "2026-12-03 11.30"),
        ("2026-12-04 16.00", "2026-12-07 07.30"),  # the weekend
        ("2026-12-05 10.00", "2026-12-07 07.30"),
        ("2026-12-07 06.00", "2026-12-07 07.30"),
        ("2026-12-25 14.00", "2026-12-28 07.30"),  # Christmas, a Friday
    ],
)
def test_what_is_asked_comes_in_working_time(wanted: str, comes: str) -> None:
    siti = Availability("Asia/Jakarta", NIGHT)
    assert siti.next_working_moment(local(wanted), OFFICE) == local(comes)


def test_each_is_asked_by_their_own_clock() -> None:
    same = datetime(2026, 12, 4, 4, 30, tzinfo=UTC)
    found = [
        Availability(zone, NIGHT).next_working_moment(same, OFFICE)
        for zone in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
    ]
    assert found == [local("2026-12-04 13.00"), local("2026-12-04 13.00", "Asia/Makassar"), same]


def test_leave_and_the_days_off_of_a_batch_are_waited_out() -> None:
    leave = Away(date(2026, 12, 4), date(2026, 12, 8))
    siti = Availability("Asia/Jakarta", NIGHT, (leave,), days_off=frozenset({date(2026, 12, 9)}))
    assert siti.next_moment(local("2026-12-04 14.00")) == local("2026-12-09 07.00")
    assert siti.next_working_moment(local("2026-12-04 14.00"), OFFICE) == local("2026-12-10 07.30")


def test_nobody_knows_when_a_pause_ends_that_has_no_end() -> None:
    siti = Availability("Asia/Jakarta", NIGHT, pause=Away(date(2026, 12, 4), None))
    assert siti.next_moment(local("2026-12-03 14.00")) == local("2026-12-03 14.00")
    assert siti.next_moment(local("2026-12-04 14.00")) is None
    assert siti.next_moment(local("2026-12-03 22.00")) is None


def test_what_was_wanted_before_a_pause_was_asked_for_had_its_time() -> None:
    pause = Away(date(2026, 12, 4), date(2026, 12, 8), local("2026-12-04 15.00"))
    siti = Availability("Asia/Jakarta", NIGHT, pause=pause)
    assert siti.next_moment(local("2026-12-04 14.00")) == local("2026-12-04 14.00")
    assert siti.next_moment(local("2026-12-04 15.00")) == local("2026-12-09 07.00")


def test_who_sleeps_by_day_is_asked_when_they_are_up() -> None:
    nurse = Availability("Asia/Jakarta", QuietHours(time(6), time(17)))
    assert nurse.next_working_moment(local("2026-12-04 14.00"), OFFICE) == local("2026-12-04 17.00")


@given(people, instants)
def test_nothing_comes_too_early_or_at_a_wrong_time(whose: Availability, instant: datetime) -> None:
    for kind, next_one in of(whose, OFFICE).items():
        found = next_one(instant)
        assert found is not None
        assert found >= instant
        assert next_one(found) == found
        there = found.astimezone(ZoneInfo(whose.zone))
        assert not whose.quiet.covers(there.time())
        for away in (*whose.leave, *([whose.pause] if whose.pause else [])):
            assert not away.covers(there.date())
        if kind == "asked" and not whose.quiet.leave_nothing_of(OFFICE.begin, OFFICE.end):
            assert is_working_day(there.date(), whose.days_off)
            assert OFFICE.begin <= there.time() < OFFICE.end
            assert not (there.isoweekday() == 5 and OFFICE.prayer.covers(there.time()))


@given(people, instants, st.integers(0, 3000))
def test_what_is_wanted_later_does_not_come_sooner(
    whose: Availability, instant: datetime, minutes: int
) -> None:
    for next_one in of(whose, OFFICE).values():
        sooner, later = next_one(instant), next_one(instant + timedelta(minutes=minutes))
        assert sooner is not None
        assert later is not None
        assert sooner <= later


@given(people, instants)
def test_no_minute_is_passed_over_at_which_it_might_have_come(whose: Availability, instant: datetime) -> None:
    found = whose.next_moment(instant)
    assert found is not None
    before = found - timedelta(minutes=1)
    if before > instant:
        there = before.astimezone(ZoneInfo(whose.zone))
        pauses = [*whose.leave, *([whose.pause] if whose.pause else [])]
        assert whose.quiet.covers(there.time()) or any(away.covers(there.date()) for away in pauses)


def test_how_much_of_a_day_is_left() -> None:
    assert NIGHT.loud == 13 * HOUR
    assert QuietHours(time(6), time(17)).loud == 13 * HOUR
    assert NEVER_QUIET.loud == 24 * HOUR
