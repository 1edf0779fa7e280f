"""Which of the nudges that are due have to wait, since whom they are for may not be written to now."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, update

from models.availability.knowing import availabilities
from models.availability.quiet_hours import QuietHours
from models.availability.working_hours import WorkingHours
from models.nudges import DueNudge, Hours, Nudge, NudgeState
from models.outlook import look_again

UNTIL_TAKEN_BACK = timedelta(days=1)
"""How long a nudge waits before it is looked at again where nobody knows the end of a pause."""


def held_until(
    session: Session, nudges: Sequence[DueNudge], now: datetime, quiet: QuietHours, working: WorkingHours
) -> Mapping[int, datetime]:
    """Until when (aware, UTC) each of these nudges, by its id, has to wait at `now`; those that need not are left out."""
    if not nudges:
        return {}
    known = availabilities(session, {nudge.person_id for nudge in nudges}, quiet)
    held = {}
    for nudge in nudges:
        whose = known[nudge.person_id]
        if nudge.hours == Hours.WORKING:
            free = whose.next_working_moment(now, working)
        else:
            free = whose.next_moment(now)
        if nudge.latest_at is not None and (free is None or free >= nudge.latest_at):
            free = whose.next_moment_by_day_or_night(now)
        if free is None:
            held[nudge.id] = now + UNTIL_TAKEN_BACK
        elif free > now:
            held[nudge.id] = free
    return held


def look_anew(session: Session, person_id: int, now: datetime) -> None:
    """Have all that waits for somebody looked at again at `now` (aware, UTC): when they may be written to has changed."""
    look_again(session, [person_id], now)
    session.exec(
        update(Nudge)
        .where(
            col(Nudge.person_id) == person_id,
            col(Nudge.state) == NudgeState.WAITING,
            col(Nudge.due_at) > now,
        )
        .values(due_at=now)
        .execution_options(synchronize_session=False)
    )
