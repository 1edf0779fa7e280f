"""What somebody changes about when they may be written to, and keeping it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, delete, select, update

from models.asking import Asker
from models.availability.availability import Away
from models.availability.holding import look_anew
from models.availability.leave import Leave
from models.availability.preferences import Preferences
from models.availability.quiet_hours import QuietHours
from models.people import Person


@dataclass(frozen=True)
class NewQuiet:
    """Quiet hours of one's own; None: the usual ones again."""

    quiet: QuietHours | None


@dataclass(frozen=True)
class NewZone:
    """The zone (IANA) in which somebody is."""

    zone: str


@dataclass(frozen=True)
class NewPause:
    """Nothing is to be written on these days; None: there is no pause."""

    days: Away | None


@dataclass(frozen=True)
class NewLeave:
    """They do not work on these days."""

    first: date
    last: date


@dataclass(frozen=True)
class BackFromLeave:
    """They are back on a day, or do not go at all: what is left of that leave is taken back.

    Whoever is back is so from every leave that has begun, where one was told of twice or made longer.
    """

    leave_id: int
    on: date


Setting = NewQuiet | NewZone | NewPause


def keep_setting(session: Session, asker: Asker, setting: Setting, at: datetime) -> None:
    """Write it; what waits for them is looked at anew."""
    person_id = asker.person_id or 0
    if isinstance(setting, NewZone):
        session.exec(update(Person).where(col(Person.id) == person_id).values(zone=setting.zone))
    else:
        row = _preferences(session, person_id)
        if isinstance(setting, NewQuiet):
            row.quiet_from = setting.quiet.begin if setting.quiet else None
            row.quiet_until = setting.quiet.end if setting.quiet else None
        else:
            row.paused_from = setting.days.first if setting.days else None
            row.paused_to = setting.days.last if setting.days else None
            row.paused_at = (setting.days.since or at) if setting.days else None
        session.add(row)
        session.flush()
    look_anew(session, person_id, at)


def keep_leave(session: Session, asker: Asker, result: NewLeave | BackFromLeave, at: datetime) -> None:
    """Write it; what waits for them is looked at anew."""
    person_id = asker.person_id or 0
    theirs = col(Leave.person_id) == person_id
    if isinstance(result, NewLeave):
        covered = select(Leave.id).where(
            theirs, col(Leave.first_day) <= result.first, col(Leave.last_day) >= result.last
        )
        if session.exec(covered).first() is None:
            session.add(Leave(person_id=person_id, first_day=result.first, last_day=result.last, told_at=at))
            session.flush()
    else:
        begun = session.exec(
            select(Leave.id).where(theirs, Leave.id == result.leave_id, col(Leave.first_day) <= result.on)
        ).first()
        which = col(Leave.id) == result.leave_id if begun is None else col(Leave.first_day) <= result.on
        session.exec(
            update(Leave)
            .where(theirs, which, col(Leave.first_day) < result.on, col(Leave.last_day) >= result.on)
            .values(last_day=result.on - timedelta(days=1))
        )
        session.exec(delete(Leave).where(theirs, which, col(Leave.first_day) >= result.on))
    look_anew(session, person_id, at)


def _preferences(session: Session, person_id: int) -> Preferences:
    found = session.exec(select(Preferences).where(Preferences.person_id == person_id)).first()
    return found or Preferences(person_id=person_id)
