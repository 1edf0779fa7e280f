"""What people have said about their time: theirs to see, and forgotten with them."""

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from sqlmodel import SQLModel

from models.availability.availability import Away
from models.availability.changing import (
    BackFromLeave,
    NewLeave,
    NewPause,
    NewQuiet,
    NewZone,
    keep_leave,
    keep_setting,
)
from models.availability.knowing import availabilities
from models.availability.own_data import forget_times, own_times
from models.availability.quiet_hours import NEVER_QUIET, QuietHours
from models.checkins.asking import PutOffUntil, keep_put_off
from models.checkins.ladder import Rung
from models.checkins.occasions import About

if TYPE_CHECKING:
    from tests.models.conftest import City

NAP = QuietHours(time(13), time(15))
TABLES = ("leave", "preferences", "putoff")


def test_what_is_said_holds_is_shown_and_is_forgotten(city: "City") -> None:
    siti, budi = city.person("Siti Aminah"), city.person("Budi Hartono")
    asker, member = city.asker(1, person=siti), city.member(siti).id or 0
    for setting in (NewQuiet(NAP), NewZone("Asia/Jayapura"), NewPause(Away(date(2026, 12, 1), None))):
        keep_setting(city.session, asker, setting, city.now)
    for first in (date(2026, 12, 7), date(2026, 12, 21)):
        keep_leave(city.session, asker, NewLeave(first, first + timedelta(days=3)), city.now)
    keep_put_off(
        city.session, asker, PutOffUntil(About(member, date(2026, 12, 4), Rung.ASKED), city.now), city.now
    )

    known = availabilities(city.session, {siti.id or 0, budi.id or 0}, NEVER_QUIET)
    whose, other = known[siti.id or 0], known[budi.id or 0]
    assert (whose.zone, whose.quiet, other.zone, other.quiet) == (
        "Asia/Jayapura",
        NAP,
        "Asia/Jakarta",
        NEVER_QUIET,
    )
    assert (whose.pause, len(whose.leave), other.leave) == (Away(date(2026, 12, 1), None, city.now), 2, ())

    own = own_times(city.session, {siti.id or 0})[siti.id or 0]
    assert own.put_off == (date(2026, 12, 4),)
    early, late = own.leave
    keep_leave(city.session, asker, BackFromLeave(early.id or 0, date(2026, 12, 10)), city.now)
    keep_leave(city.session, asker, BackFromLeave(late.id or 0, date(2026, 12, 10)), city.now)
    keep_setting(city.session, asker, NewPause(None), city.now)
    city.session.expire_all()
    own = own_times(city.session, {siti.id or 0})[siti.id or 0]
    assert [(one.first_day, one.last_day) for one in own.leave] == [(date(2026, 12, 7), date(2026, 12, 9))]
    assert own.preferences is not None
    assert own.preferences.pause is None

    forget_times(city.session, siti.id or 0, [member])
    rows = [city.session.connection().execute(SQLModel.metadata.tables[t].select()).all() for t in TABLES]
    assert rows == [[], [], []]
