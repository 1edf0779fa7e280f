"""What somebody has to know who looks at when they may be written to, and changes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from models.asking import Asker
from models.availability.availability import Availability, Away
from models.availability.knowing import availabilities
from models.availability.leave import Leave
from models.availability.quiet_hours import QuietHours
from models.availability.working_hours import WorkingHours


@dataclass(frozen=True)
class OwnLeave:
    """One stretch of leave that is not over."""

    id: int
    days: Away


@dataclass(frozen=True)
class OwnAvailability:
    """When somebody may be written to; `usual` are the quiet hours of whoever has none of their own."""

    whose: Availability
    leave: tuple[OwnLeave, ...]
    usual: QuietHours
    working: WorkingHours
    today: date

    @property
    def pause(self) -> Away | None:
        """The pause, where it is not over."""
        pause = self.whose.pause
        return pause if pause and (pause.last is None or pause.last >= self.today) else None

    def back_on(self, last: date) -> date:
        """The first working day after a last day."""
        return self.working.next_day(date.fromordinal(last.toordinal() + 1), self.whose.days_off)


def load_own_availability(
    session: Session, askers: Sequence[Asker], now: datetime, *, usual: QuietHours, working: WorkingHours
) -> Mapping[Asker, OwnAvailability]:
    """The availability of each asker, all of whom are known."""
    ids = {asker.person_id for asker in askers if asker.person_id is not None}
    known = availabilities(session, ids, usual)
    leaves = session.exec(
        select(Leave).where(col(Leave.person_id).in_(ids)).order_by(col(Leave.first_day))
    ).all()
    found = {}
    for asker in askers:
        whose = known.get(asker.person_id or 0, Availability("UTC", usual))
        today = now.astimezone(ZoneInfo(whose.zone)).date()
        own = [
            OwnLeave(leave.id or 0, leave.away)
            for leave in leaves
            if leave.person_id == asker.person_id and leave.last_day >= today
        ]
        found[asker] = OwnAvailability(whose, tuple(own), usual, working, today)
    return found
