"""Which nudges the windows of instruments call for: that one has opened, and that it will close soon."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Executable
from sqlalchemy import select as columns
from sqlmodel import Session, col

from models.assessments import subject_of
from models.consents import Consent
from models.instruments.versions import InstrumentVersion
from models.instruments.windows import Window
from models.members import Member
from models.nudges import Nudge, add_new
from models.people import Person
from models.programmes import Batch
from models.responses import Response

SCRIPT = "opened"
BEFORE_CLOSING = timedelta(days=1)


@dataclass(frozen=True)
class QuietHours:
    """When nobody is disturbed, by the clock of where they are; `begin` may be later than `end`."""

    begin: time
    end: time

    def after(self, instant: datetime, zone: str) -> datetime:
        """The first instant from `instant` (aware) on that is not quiet in `zone`."""
        local = instant.astimezone(ZoneInfo(zone))
        over_midnight = self.begin > self.end
        clock = local.time()
        quiet = (clock >= self.begin or clock < self.end) if over_midnight else self.begin <= clock < self.end
        if not quiet:
            return instant
        day = local.date() + timedelta(days=1 if over_midnight and clock >= self.begin else 0)
        return datetime.combine(day, self.end, ZoneInfo(zone)).astimezone(instant.tzinfo)


def plan_reminders(session: Session, now: datetime, quiet: QuietHours) -> int:
    """Write what is called for at `now` (aware, UTC) and is not there yet; how many rows were looked at.

    Whoever joined after the opening saw it in the menu and is only reminded before the end.
    """
    planned = list(_planned(session, now, quiet))
    if planned:
        add_new(session, planned)
    return len(planned)


def _planned(session: Session, now: datetime, quiet: QuietHours) -> Iterator[dict[str, Any]]:
    for window, member, version, zone, consented in session.execute(_unanswered(now)):
        subject = subject_of(window.id, version)
        if consented <= window.opens_at:
            yield _nudge(
                member,
                f"opens:window {window.id}:member {member.id}",
                subject,
                window.opens_at,
                window,
                quiet,
                zone,
            )
        if window.closes_at is not None:
            due = window.closes_at - BEFORE_CLOSING
            if window.opens_at < due <= now:
                yield _nudge(
                    member, f"closes:window {window.id}:member {member.id}", subject, due, window, quiet, zone
                )


def _nudge(
    member: Member, occasion: str, subject: str, due: datetime, window: Window, quiet: QuietHours, zone: str
) -> dict[str, Any]:
    return {
        "person_id": member.person_id,
        "script": SCRIPT,
        "subject": subject,
        "occasion": occasion,
        "due_at": quiet.after(due, zone),
        "expires_at": window.closes_at,
    }


def _unanswered(now: datetime) -> Executable:
    """Every member who has consented, has not answered and may answer now, with the window."""
    waiting = (
        columns(col(Nudge.id))
        .where(
            (col(Nudge.person_id) == col(Member.person_id))
            & (col(Nudge.script) == SCRIPT)
            & (col(Nudge.due_at) > now)
        )
        .exists()
    )
    newest = (
        columns(col(InstrumentVersion.id))
        .where(col(InstrumentVersion.instrument_id) == col(Window.instrument_id))
        .order_by(col(InstrumentVersion.id).desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        columns(Window, Member, newest, col(Batch.zone), col(Consent.given_at))
        .join(Batch, col(Batch.id) == col(Window.batch_id))
        .join(Member, col(Member.batch_id) == col(Batch.id))
        .join(Person, col(Person.id) == col(Member.person_id))
        .join(Consent, (col(Consent.person_id) == col(Person.id)) & col(Consent.withdrawn_at).is_(None))
        .join(
            Response,
            (col(Response.window_id) == col(Window.id)) & (col(Response.member_id) == col(Member.id)),
            isouter=True,
        )
        .where(
            col(Window.opens_at) <= now,
            col(Window.closes_at).is_(None) | (col(Window.closes_at) > now),
            col(Response.id).is_(None),
            col(Person.erased_at).is_(None),
            ~waiting,
        )
    )
