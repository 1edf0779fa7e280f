"""What somebody has to know who is asked for their weekly report, and their putting it off."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlalchemy import Executable
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from models.among import among
from models.asking import Asker
from models.availability.availability import Availability
from models.availability.knowing import availabilities
from models.availability.quiet_hours import NEVER_QUIET
from models.availability.working_hours import WorkingHours
from models.checkins.ladder import LadderRules
from models.checkins.occasions import About
from models.checkins.put_off import PutOff
from models.checkins.reporters import handed_in
from models.checkins.rule import CheckInRule, Week
from models.memberships import memberships
from models.outlook import look_again

EVENING, MORNING = time(19), time(9)
"""When “this evening” and a morning are, by the person's clock."""


@dataclass(frozen=True)
class Later:
    """A time to which a report can be put off: this evening, tomorrow, or after the weekend."""

    code: str  # "evening", "tomorrow" or "monday"
    at: datetime  # aware, UTC


@dataclass(frozen=True)
class Asking:
    """A report that is asked for: until when it is taken (aware, UTC), and to when it can be put off."""

    about: About
    closes: datetime
    is_in: bool
    is_over: bool
    laters: tuple[Later, ...]
    facilitator_hears: bool


_AT_IN_BATCH: Executable = columns(col(CheckInRule.batch_id), col(CheckInRule.at)).where(
    among(col(CheckInRule.batch_id), "batches")
)


def load_askings(
    session: Session, askers: Sequence[Asker], now: datetime, *, working: WorkingHours, rules: LadderRules
) -> Mapping[Asker, Asking | None]:
    """What each asker is asked for, as the subject has it; None where that is no report of theirs."""
    abouts = {asker: about for asker in askers if (about := About.read(asker.subject))}
    members = memberships(session, {about.member_id for about in abouts.values()})
    batches = {member.batch_id for member in members.values()}
    connection = session.connection()
    at_in_batch: dict[int, time] = dict(connection.execute(_AT_IN_BATCH, {"batches": batches}).all())
    known = availabilities(session, {member.person_id for member in members.values()}, NEVER_QUIET)
    in_already = _in(session, abouts.values())
    found: dict[Asker, Asking | None] = dict.fromkeys(askers)
    for asker, about in abouts.items():
        member = members.get(about.member_id)
        at = at_in_batch.get(member.batch_id) if member else None
        if member is None or at is None or member.person_id != asker.person_id:
            continue
        whose = known[member.person_id]
        closes = Week(about.week).closes(at, whose.zone).astimezone(UTC)
        found[asker] = Asking(
            about,
            closes,
            is_in=(about.member_id, about.week) in in_already,
            is_over=closes <= now,
            laters=tuple(one for one in laters(whose, working, now) if one.at < closes),
            facilitator_hears=bool(rules.facilitator_told),
        )
    return found


@lru_cache(maxsize=512)  # many people of a batch are available alike
def laters(whose: Availability, working: WorkingHours, now: datetime) -> tuple[Later, ...]:
    """To when something can be put off at `now` (aware): one that is near already is left out.

    Where Monday is a holiday, the week begins later. What would be in their quiet hours is offered for the end of
    these on the same day, and left out where they are not to be written to on that day.
    """
    zone = ZoneInfo(whose.zone)
    local = now.astimezone(zone)
    evening = datetime.combine(local.date(), EVENING, zone)
    tomorrow = local.date() + timedelta(days=1)
    monday = working.next_day(local.date() + timedelta(days=7 - local.weekday()), whose.days_off)
    times = [("evening", evening)] if evening - now >= timedelta(hours=1) else []
    times.append(("tomorrow", datetime.combine(tomorrow, MORNING, zone)))
    if monday != tomorrow:
        times.append(("monday", datetime.combine(monday, MORNING, zone)))
    free = [(code, at, whose.next_moment(at)) for code, at in times]
    return tuple(
        Later(code, then) for code, at, then in free if then and then.astimezone(zone).date() == at.date()
    )


@dataclass(frozen=True)
class PutOffUntil:
    """That somebody wants to hear of a report again at `at` (aware, UTC)."""

    about: About
    at: datetime


def keep_put_off(session: Session, asker: Asker, wish: PutOffUntil, at: datetime) -> None:
    """Have the rung said again then, in place of any earlier wish for that week."""
    about = wish.about
    row = session.exec(
        select(PutOff).where(PutOff.member_id == about.member_id, PutOff.week == about.week)
    ).first()
    if row is None:
        row = PutOff(member_id=about.member_id, week=about.week, rung=about.rung, until=wish.at)
    row.rung, row.until = about.rung, wish.at
    session.add(row)
    session.flush()
    look_again(session, [asker.person_id or 0], at)


def _in(session: Session, abouts: Iterable[About]) -> set[tuple[int, date]]:
    wanted = list(abouts)
    return handed_in(session, {about.member_id for about in wanted}, {about.week for about in wanted})
