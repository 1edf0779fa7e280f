"""Which nudges the windows of instruments call for: that one has opened, and that it will close soon."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Executable, String, bindparam, cast, literal
from sqlalchemy import select as columns
from sqlmodel import Session, col

from models.availability.quiet_hours import QuietHours
from models.consents import Consent
from models.instruments.versions import InstrumentVersion
from models.instruments.windows import Window, subject_of
from models.members import Member
from models.nudges import Nudge, add_new
from models.people import Person
from models.programmes import Batch
from models.responses import Response

OPENED, CLOSING = "opened", "closing"  # the conversations that say so
BEFORE_CLOSING = timedelta(days=1)


def plan_reminders(session: Session, now: datetime, quiet: QuietHours) -> int:
    """Write what is called for at `now` (aware, UTC) and is not there yet; how many there are.

    Whoever joined after the opening saw it in the menu and is only reminded before the end.
    """
    if session.connection().execute(_ANY_OPEN, {"now": now}).first() is None:
        return 0
    planned = [row for script in _CALLED_FOR for row in _planned(session, script, now, quiet)]
    if planned:
        add_new(session, planned)
    return len(planned)


def _planned(session: Session, script: str, now: datetime, quiet: QuietHours) -> Iterator[dict[str, Any]]:
    found = session.connection().execute(_CALLED_FOR[script], {"now": now, "soon": now + BEFORE_CLOSING})
    for window, opens_at, closes_at, person, version, zone, occasion in found:
        reminded = None if closes_at is None else closes_at - BEFORE_CLOSING
        if reminded is not None and reminded < opens_at:
            reminded = None  # open for less than a day: the opening is reminder enough
        due = opens_at if script == OPENED else reminded
        if due is None:
            continue
        yield {
            "person_id": person,
            "script": script,
            "subject": subject_of(window, version),
            "occasion": occasion,
            "due_at": quiet.after(due, zone),
            "expires_at": (reminded or closes_at) if script == OPENED else closes_at,
        }


_IS_OPEN = (col(Window.opens_at) <= bindparam("now")) & (
    col(Window.closes_at).is_(None) | (col(Window.closes_at) > bindparam("now"))
)


def _unanswered(script: str, called_for: ColumnElement[bool]) -> Executable:
    """Every member who has consented, may answer now and has not, and was not yet told so on this occasion."""
    occasion = (
        literal(f"{script}:window ")
        + cast(col(Window.id), String)
        + literal(":member ")
        + cast(col(Member.id), String)
    )
    told = columns(col(Nudge.id)).where(col(Nudge.occasion) == occasion).exists()
    newest = (
        columns(col(InstrumentVersion.id))
        .where(col(InstrumentVersion.instrument_id) == col(Window.instrument_id))
        .order_by(col(InstrumentVersion.id).desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        columns(
            col(Window.id),
            col(Window.opens_at),
            col(Window.closes_at),
            col(Member.person_id),
            newest,
            col(Batch.zone),
            occasion,
        )
        .select_from(Window)
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
            _IS_OPEN,
            called_for,
            col(Response.id).is_(None),
            col(Person.erased_at).is_(None),
            ~told,
        )
    )


_ANY_OPEN = columns(col(Window.id)).where(_IS_OPEN).limit(1)
_CALLED_FOR = {
    OPENED: _unanswered(OPENED, col(Consent.given_at) < col(Window.opens_at)),
    CLOSING: _unanswered(CLOSING, col(Window.closes_at) <= bindparam("soon")),
}
"""Put together once: they are asked at every tick."""
