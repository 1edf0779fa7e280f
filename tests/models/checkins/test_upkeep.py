"""What the chore writes at a tick, and what it takes back."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import col, select

from models.availability.availability import Availability, Away
from models.availability.changing import NewLeave, keep_leave
from models.availability.quiet_hours import USUAL_NIGHT, QuietHours
from models.availability.working_hours import USUAL
from models.checkins.asking import PutOffUntil, keep_put_off, laters
from models.checkins.checkin import CheckIn
from models.checkins.ladder import USUAL_LADDER, Rung
from models.checkins.missed_by import load_missing
from models.checkins.occasions import About, missing_subject
from models.checkins.setting import RuleRefused, RuleWish, set_rule
from models.checkins.upkeep import see_to_checkins
from models.consents import TEXT_VERSION, Consent
from models.members import Role
from models.nudges import Nudge, NudgeState
from models.people import Person

if TYPE_CHECKING:
    from tests.models.conftest import City

FRIDAY = date(2026, 12, 4)


def local(written: str) -> datetime:
    return (
        datetime.strptime(written, "%Y-%m-%d %H.%M").replace(tzinfo=ZoneInfo("Asia/Jakarta")).astimezone(UTC)
    )


def joined(city: "City", name: str, role: Role = Role.AGENT, at: str = "2026-11-23 09.00") -> Person:
    person = city.person(name, role)
    consent = Consent(person_id=person.id or 0, text_version=TEXT_VERSION, language="id", given_at=local(at))
    city.session.add(consent)
    city.session.flush()
    return person


@pytest.fixture
def asked_on_fridays(city: "City") -> int:
    wish = RuleWish(5, time(14), FRIDAY, date(2026, 12, 31))
    return set_rule(city.session, city.batch.id or 0, wish, city.now, "Asia/Jakarta", USUAL).id or 0


def at(city: "City", written: str) -> list[str]:
    """Tick, and tell what waits."""
    see_to_checkins(city.session, local(written), USUAL_NIGHT, working=USUAL, rules=USUAL_LADDER)
    waiting = select(Nudge.occasion).where(Nudge.state == NudgeState.WAITING).order_by(col(Nudge.id))
    return [
        occasion.removeprefix("checkin:").partition(":member")[0] for occasion in city.session.exec(waiting)
    ]


def give(city: "City") -> None:
    for nudge in city.session.exec(select(Nudge).where(Nudge.state == NudgeState.WAITING)):
        nudge.state = NudgeState.GIVEN
    city.session.flush()


@pytest.mark.usefixtures("asked_on_fridays")
def test_everything_stops_once_the_report_is_in(city: "City") -> None:
    siti, _made = joined(city, "Siti Aminah"), joined(city, "Made Suardana", Role.FACILITATOR)
    assert at(city, "2026-12-04 13.59") == []
    assert at(city, "2026-12-04 14.00") == ["asked:2026-12-04"]
    row = CheckIn(member_id=city.member(siti).id or 0, week=FRIDAY, begun_at=city.now, touched_at=city.now)
    city.session.add(row)
    city.session.flush()
    assert at(city, "2026-12-04 14.05") == ["asked:2026-12-04"]  # begun is not in
    row.handed_in_at = local("2026-12-04 14.10")
    city.session.flush()
    assert at(city, "2026-12-04 14.10") == []
    assert at(city, "2026-12-09 14.00") == []


@pytest.mark.usefixtures("asked_on_fridays")
def test_after_days_of_silence_there_is_no_pile(city: "City") -> None:
    joined(city, "Siti Aminah")
    at(city, "2026-12-04 14.00")
    assert at(city, "2026-12-08 15.00") == ["last_call:2026-12-04"]


@pytest.mark.usefixtures("asked_on_fridays")
def test_who_joins_later_is_asked_for_the_next_week(city: "City") -> None:
    joined(city, "Siti Aminah", at="2026-12-07 09.00")
    assert at(city, "2026-12-08 14.00") == []
    assert at(city, "2026-12-11 14.00") == ["asked:2026-12-11"]


@pytest.mark.usefixtures("asked_on_fridays")
def test_leave_that_is_told_of_takes_back_what_waits_and_coming_back_brings_it(city: "City") -> None:
    siti = joined(city, "Siti Aminah")
    keep_leave(city.session, city.asker(1, person=siti), NewLeave(FRIDAY, date(2026, 12, 7)), city.now)
    assert at(city, "2026-12-04 14.00") == []
    assert at(city, "2026-12-08 07.30") == ["asked:2026-12-04"]


@pytest.mark.usefixtures("asked_on_fridays")
def test_what_is_put_off_is_said_again_then(city: "City") -> None:
    siti = joined(city, "Siti Aminah")
    at(city, "2026-12-04 14.00")
    give(city)
    about = About(city.member(siti).id or 0, FRIDAY, Rung.ASKED)
    keep_put_off(
        city.session, city.asker(1, person=siti), PutOffUntil(about, local("2026-12-04 19.00")), city.now
    )
    assert at(city, "2026-12-04 18.59") == []
    assert at(city, "2026-12-04 19.00") == ["asked:2026-12-04"]
    [again] = city.session.exec(select(Nudge.hours).where(Nudge.state == NudgeState.WAITING))
    assert again == "waking"  # in the evening, as they wished


def test_facilitators_and_leaders_hear_once_a_week_in_one_message(
    city: "City", asked_on_fridays: int
) -> None:
    siti, budi = joined(city, "Siti Aminah"), joined(city, "Budi Hartono")
    made, ibu = joined(city, "Made Suardana", Role.FACILITATOR), joined(city, "Ibu Sekda", Role.LEADER)
    keep_leave(city.session, city.asker(2, person=budi), NewLeave(FRIDAY, date(2026, 12, 31)), city.now)
    at(city, "2026-12-04 14.00")
    give(city)
    assert at(city, "2026-12-09 14.00") == ["missed:2026-12-04", "checkins:missing:2026-12-04"]
    assert at(city, "2026-12-10 14.00") == ["missed:2026-12-04", *["checkins:missing:2026-12-04"] * 2]
    told = select(Nudge.person_id).where(Nudge.script == "checkins_missing").order_by(col(Nudge.id))
    assert list(city.session.exec(told)) == [made.id, ibu.id]

    asker = city.asker(3, missing_subject(asked_on_fridays, FRIDAY), made)
    facts = load_missing(city.session, [asker], local("2026-12-09 14.00"), working=USUAL)[asker]
    assert facts is not None
    assert [(one.name, one.is_reachable) for one in facts.absentees] == [("Siti Aminah", False)]
    stranger = city.asker(4, missing_subject(asked_on_fridays, FRIDAY), siti)
    assert load_missing(city.session, [stranger], local("2026-12-09 14.00"), working=USUAL)[stranger] is None


@pytest.mark.usefixtures("asked_on_fridays")
def test_it_takes_as_many_queries_for_many_as_for_a_few(city: "City", statements: Sequence[str]) -> None:
    counts = []
    for many in (2, 20):
        for n in range(many):
            joined(city, f"Peserta {many} {n}")
        before = len(statements)
        at(city, "2026-12-04 14.00")
        counts.append(len([one for one in statements[before:] if not one.startswith("INSERT")]))
        give(city)
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        (RuleWish(6, time(9), FRIDAY, date(2026, 12, 31)), "Monday to Friday"),
        (RuleWish(5, time(12), FRIDAY, date(2026, 12, 31)), "Friday prayer"),
        (RuleWish(5, time(19), FRIDAY, date(2026, 12, 31)), "07:30 to 16:00"),
        (RuleWish(5, time(14), date(2026, 11, 20), date(2026, 12, 31)), "begin on 2026-11-23 or later"),
        (RuleWish(5, time(14), date(2026, 12, 5), date(2026, 12, 10)), "no such weekday"),
    ],
)
def test_a_rule_that_nobody_could_keep_is_refused(city: "City", wish: RuleWish, says: str) -> None:
    with pytest.raises(RuleRefused, match=says):
        set_rule(city.session, city.batch.id or 0, wish, city.now, "Asia/Jakarta", USUAL)


def test_to_when_it_can_be_put_off() -> None:
    siti = Availability("Asia/Jakarta", USUAL_NIGHT)
    shown = {
        moment: [
            f"{one.code} {one.at + timedelta(hours=7):%a %d %H.%M}"
            for one in laters(siti, USUAL, local(moment))
        ]
        for moment in ("2026-12-04 14.00", "2026-12-06 18.30", "2026-12-31 14.00")
    }
    assert shown == {
        "2026-12-04 14.00": ["evening Fri 04 19.00", "tomorrow Sat 05 09.00", "monday Mon 07 09.00"],
        "2026-12-06 18.30": ["tomorrow Mon 07 09.00"],
        "2026-12-31 14.00": ["evening Thu 31 19.00", "tomorrow Fri 01 09.00", "monday Mon 04 09.00"],
    }


def test_nothing_is_put_off_to_a_time_at_which_it_would_not_be_said() -> None:
    early = Availability(
        "Asia/Jakarta", QuietHours(time(18), time(10)), (Away(date(2026, 12, 7), date(2026, 12, 7)),)
    )
    shown = [
        f"{one.code} {one.at + timedelta(hours=7):%H.%M}"
        for one in laters(early, USUAL, local("2026-12-04 14.00"))
    ]
    assert shown == ["tomorrow 10.00"]
