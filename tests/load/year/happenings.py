"""What people do in a plan of their own accord, as the keepers of the bot take it: being away, coming back, putting off."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time

from sqlmodel import Session, select

from models.asking import Asker
from models.availability.availability import Away
from models.availability.changing import BackFromLeave, NewLeave, NewPause, keep_leave, keep_setting
from models.availability.leave import Leave
from models.availability.preferences import Preferences
from models.checkins.asking import PutOffUntil, keep_put_off
from models.checkins.ladder import Rung
from models.checkins.occasions import About
from tests.load.year.moving_in import CHANNEL, number_of
from tests.load.year.plain import Reckoning
from tests.load.year.plan import Plan, Somebody

Happening = tuple[datetime, int, Callable[[Session], None]]
"""When it happens, whose it is, and how it is kept."""


def happenings(plan: Plan) -> Iterator[Happening]:
    """All of it, in no order."""
    plain = Reckoning(plan)
    batches = {batch.number: batch for batch in plan.batches}
    for who in plan.people:
        for one in who.absences:
            yield one.told, who.number, _goes(who, one.kind, Away(one.first, one.last), one.told)
            if one.back:
                comes = _is_back(who, one.first, one.back) if one.kind == "leave" else _works(who, one.back)
                yield who.at(one.back, time(5)), who.number, comes
        for week in who.puts_off:
            if wish := plain.wish(who, batches[who.batch], week):
                at = who.at(week, batches[who.batch].clock).replace(microsecond=1)
                yield at, who.number, _puts_off(who, week, wish)


def asker(who: Somebody) -> Asker:
    """They themselves."""
    return Asker(CHANNEL, number_of(who), number_of(who))


def _goes(who: Somebody, kind: str, days: Away, told: datetime) -> Callable[[Session], None]:
    if kind == "leave":
        leave = NewLeave(days.first, days.last or days.first)
        return lambda session: keep_leave(session, asker(who), leave, told)
    return lambda session: keep_setting(session, asker(who), NewPause(days), told)


def _is_back(who: Somebody, first: date, on: date) -> Callable[[Session], None]:
    def comes(session: Session) -> None:
        wanted = select(Leave.id).where(Leave.person_id == number_of(who), Leave.first_day == first)
        back = BackFromLeave(session.exec(wanted).one() or 0, on)
        keep_leave(session, asker(who), back, who.at(on, time(5)))

    return comes


def _works(who: Somebody, on: date) -> Callable[[Session], None]:
    def comes(session: Session) -> None:
        row = session.exec(select(Preferences).where(Preferences.person_id == number_of(who))).one()
        assert row.pause is not None
        keep_setting(session, asker(who), NewPause(row.pause.until(on)), who.at(on, time(5)))

    return comes


def _puts_off(who: Somebody, week: date, to: datetime) -> Callable[[Session], None]:
    wish = PutOffUntil(About(number_of(who), week, Rung.ASKED), to)
    return lambda session: keep_put_off(session, asker(who), wish, to)
