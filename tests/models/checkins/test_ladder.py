"""The ladder of one person and week."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from models.availability.availability import Availability, Away
from models.availability.quiet_hours import QuietHours
from models.availability.working_hours import WorkingHours
from models.checkins.ladder import Due, LadderRules, PutOffTo, Rung, due_now, ladder
from models.checkins.missing import is_expected, is_late
from models.checkins.rule import CheckInRule, Week, week_at

NIGHT = QuietHours(time(20), time(7))
OFFICE, RULES, TWO = WorkingHours(), LadderRules(), time(14)
FRIDAY = Week(date(2026, 12, 4))
SITI = Availability("Asia/Jakarta", NIGHT)


def local(written: str, zone: str = "Asia/Jakarta") -> datetime:
    return datetime.strptime(written, "%Y-%m-%d %H.%M").replace(tzinfo=ZoneInfo(zone))


def shown(rungs: tuple[Due, ...], zone: str = "Asia/Jakarta") -> list[str]:
    return [f"{due.rung} {due.at.astimezone(ZoneInfo(zone)):%a %d %H.%M}" for due in rungs]


def climbed(whose: Availability = SITI, week: Week = FRIDAY, put_off: PutOffTo | None = None) -> list[str]:
    return shown(ladder(week, TWO, whose, OFFICE, RULES, put_off), whose.zone)


def test_an_ordinary_week() -> None:
    assert climbed() == ["asked Fri 04 14.00", "reminded Mon 07 14.00", "last_call Tue 08 14.00", "missed Wed 09 14.00"]  # fmt: skip


def test_everybody_climbs_it_by_their_own_clock() -> None:
    papua = Availability("Asia/Jayapura", NIGHT)
    assert climbed(papua) == climbed()
    assert ladder(FRIDAY, TWO, papua, OFFICE, RULES)[0].at == local("2026-12-04 12.00")


def test_christmas_moves_all_of_it() -> None:
    assert climbed(week=Week(date(2026, 12, 25))) == [
        "asked Mon 28 07.30", "reminded Thu 31 07.30",  # and the next week opens on New Year’s Day
    ]  # fmt: skip


def test_after_leave_one_is_asked_first_and_reminded_later() -> None:
    away = Availability("Asia/Jakarta", NIGHT, (Away(date(2026, 12, 3), date(2026, 12, 8)),))
    assert climbed(away) == ["asked Wed 09 07.30"]
    assert climbed(Availability("Asia/Jakarta", NIGHT, (Away(date(2026, 12, 3), date(2026, 12, 11)),))) == []


def test_what_is_put_off_comes_then_and_the_rest_a_day_later_at_least() -> None:
    monday = PutOffTo(Rung.ASKED, local("2026-12-07 09.00").astimezone(UTC))
    assert climbed(put_off=monday) == [
        "asked Mon 07 09.00", "reminded Tue 08 09.00", "last_call Wed 09 09.00", "missed Thu 10 09.00",
    ]  # fmt: skip


def test_of_several_that_have_come_due_only_the_last_counts() -> None:
    rungs = ladder(FRIDAY, TWO, SITI, OFFICE, RULES)
    wanted = {
        "2026-12-04 13.59": None, "2026-12-04 14.00": Rung.ASKED, "2026-12-07 13.59": Rung.ASKED,
        "2026-12-08 20.00": Rung.LAST_CALL, "2026-12-11 13.59": Rung.MISSED, "2026-12-11 14.00": None,
    }  # fmt: skip
    found = {at: due_now(rungs, local(at)) for at in wanted}
    assert {at: due.rung if due else None for at, due in found.items()} == wanted


def test_steps_can_be_left_out() -> None:
    rules = LadderRules(reminded=0, missed=0)
    assert shown(ladder(FRIDAY, TWO, SITI, OFFICE, rules)) == ["asked Fri 04 14.00", "last_call Tue 08 14.00"]


def test_leave_excuses_and_a_pause_does_not() -> None:
    paused = Availability("Asia/Jakarta", NIGHT, pause=Away(date(2026, 12, 1), None))
    away = Availability("Asia/Jakarta", NIGHT, (Away(date(2026, 12, 3), date(2026, 12, 31)),))
    back = Availability("Asia/Jakarta", NIGHT, (Away(date(2026, 12, 3), date(2026, 12, 8)),))
    wednesday = local("2026-12-09 14.00")
    expected = [is_expected(FRIDAY, TWO, one, OFFICE, wednesday) for one in (SITI, paused, away, back)]
    assert expected == [True, True, False, False]
    assert is_expected(FRIDAY, TWO, back, OFFICE, local("2026-12-10 08.00"))  # asked yesterday
    assert climbed(paused) == []


def test_a_report_is_late_from_a_day_after_it_was_asked_for_until_four_weeks_after_and_never_for_leave() -> (
    None
):
    away = Availability("Asia/Jakarta", NIGHT, (Away(date(2026, 12, 3), date(2026, 12, 31)),))
    ill = Availability("Asia/Jakarta", NIGHT, (Away(date(2026, 12, 7), date(2026, 12, 8)),))
    wanted = {
        "2026-12-04 14.01": (False, False, False),
        "2026-12-05 13.59": (False, False, False),
        "2026-12-05 14.00": (True, False, True),
        "2026-12-07 09.00": (True, False, False),
        "2026-12-11 14.00": (True, False, True),
        "2026-12-31 23.59": (True, False, True),
        "2027-01-01 00.00": (False, False, False),
    }
    found = {
        at: tuple(is_late(FRIDAY, TWO, whose, OFFICE, local(at)) for whose in (SITI, away, ill))
        for at in wanted
    }
    assert found == wanted


instants = st.datetimes(datetime(2026, 11, 1), datetime(2027, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001  aware by `timezones`
days = st.integers(0, 6)
all_rules = st.tuples(days, days, days).filter(lambda t: sorted({d for d in t if d}) == [d for d in t if d])
zones = st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Europe/Berlin"])


@given(
    instants,
    zones,
    all_rules,
    st.integers(0, 20),
    st.sampled_from(list(Rung)),
    st.none() | st.integers(1, 90),
)
def test_rungs_come_in_order_apart_and_before_the_week_closes(
    instant: datetime, zone: str, steps: tuple[int, int, int], away: int, rung: Rung, hours: int | None
) -> None:
    week = Week(instant.date())
    leave = (Away(week.asked_on, week.asked_on + timedelta(days=away - 1)),) if away else ()
    whose = Availability(zone, NIGHT, leave)
    put_off = None if hours is None else PutOffTo(rung, instant + timedelta(hours=hours))

    rungs = ladder(week, TWO, whose, OFFICE, LadderRules(*steps), put_off)

    opens, closes = week.opens(TWO, zone), week.closes(TWO, zone)
    for due in rungs:
        assert opens <= due.at < due.until <= closes or (put_off and due.rung is put_off.rung)
        if put_off is None or due.rung is not put_off.rung:
            assert whose.next_working_moment(due.at, OFFICE) == due.at
    if put_off is None:
        assert [due.rung for due in rungs] == [one for one in Rung if one in {due.rung for due in rungs}]
        assert all(second.at - first.at >= timedelta(hours=23) for first, second in pairwise(rungs))
        assert all(first.until == second.at for first, second in pairwise(rungs))


@given(
    instants, zones, st.integers(1, 7), times := st.times().map(lambda t: t.replace(second=0, microsecond=0))
)
def test_every_moment_is_in_one_week(instant: datetime, zone: str, weekday: int, at: time) -> None:
    rule = CheckInRule(
        batch_id=1, weekday=weekday, at=at, starts_on=date(2026, 1, 1), ends_on=date(2028, 1, 1)
    )
    week = week_at(rule, instant, zone)
    assert week is not None
    assert week.asked_on.isoweekday() == weekday
    assert week.opens(at, zone) <= instant < week.closes(at, zone)


def test_before_the_first_week_and_after_the_last_there_is_none() -> None:
    rule = CheckInRule(batch_id=1, weekday=5, at=TWO, starts_on=date(2026, 12, 4), ends_on=date(2026, 12, 17))
    moments = ("2026-12-04 13.59", "2026-12-04 14.00", "2026-12-18 13.59", "2026-12-18 14.00")
    weeks = [week_at(rule, local(at), "Asia/Jakarta") for at in moments]
    assert weeks == [None, FRIDAY, Week(date(2026, 12, 11)), None]
