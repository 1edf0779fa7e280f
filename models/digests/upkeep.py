"""What is seen to at every tick of the clock: that facilitators and leaders hear how the week of each of their batches went."""

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Select, String, bindparam, cast
from sqlalchemy import select as columns
from sqlmodel import Session, col, func

from models.among import among
from models.availability.quiet_hours import QuietHours
from models.checkins.rule import CheckInRule
from models.consents import Consent
from models.digests.opening import MAY_READ, About
from models.digests.rules import DigestRules, week_of_digest
from models.members import Member
from models.nudges import Hours, Nudge, add_new
from models.people import Person
from models.programmes import Batch

DIGEST = "digest"
"""The conversation that tells of a week; the subject is an `About`."""
TOLD_UNTIL = timedelta(days=16)
"""After its last day no rule has anything to tell any more."""
AHEAD = timedelta(days=2)
"""So far ahead of this clock is a day nowhere."""


def see_to_digests(session: Session, now: datetime, _quiet: QuietHours, *, rules: DigestRules) -> int:
    """Write the digests that are due at `now` (aware, UTC); how many are new. A constant number of queries.

    Only the newest counts: it expires when the next is due. Whoever has joined since hears the next one first.
    """
    due = {rule.batch_id: row for rule, zone in _rules(session, now) if (row := _due(rule, zone, now, rules))}
    new = list(_nudges(session, due))
    if new:
        add_new(session, new)
    return len(new)


def occasion_of(member_id: int, due: datetime) -> str:
    """Under which the digest of a week is written: one a member and day, by the batch's calendar."""
    return f"{_day_of(due)}{member_id}"


def _day_of(due: datetime) -> str:
    """The beginning of such an occasion."""
    return f"digest:{due:%Y-%m-%d}:member "


def _rules(session: Session, now: datetime) -> Collection[tuple[CheckInRule, str]]:
    """The rules that may have something to tell, with the zone of the batch."""
    span = {"begun": (now + AHEAD).date(), "not_ended": (now - TOLD_UNTIL).date()}
    return [(rule, zone) for rule, zone in session.execute(_RULES, span)]


def _due(rule: CheckInRule, zone: str, now: datetime, rules: DigestRules) -> Mapping[str, Any] | None:
    """What every digest of a batch has in common; None where none is due."""
    due = rules.last(now, zone)
    week = week_of_digest(rule, zone, due) if due else None
    if due is None or week is None:
        return None
    return {
        "script": DIGEST,
        "subject": About(rule.batch_id, week.asked_on).subject,
        "due_at": due,
        "expires_at": rules.next(due, zone).astimezone(UTC),
        "hours": Hours.WORKING,
    }


def _nudges(session: Session, due: Mapping[int, Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """What those of these batches are to hear who have not been told on that occasion."""
    together: dict[str, list[int]] = {}
    for batch_id, row in due.items():
        together.setdefault(_day_of(row["due_at"]), []).append(batch_id)
    for day, batches in together.items():
        untold = session.connection().execute(_UNTOLD, {"day": day, "batches": batches})
        for member_id, person_id, batch_id, joined_at in untold:
            row = due[batch_id]
            if joined_at <= row["due_at"]:
                yield {
                    **row,
                    "person_id": person_id,
                    "occasion": occasion_of(member_id, row["due_at"]),
                    "due_at": row["due_at"].astimezone(UTC),
                }


# What is asked at every tick is put together once.

_RULES = (
    columns(CheckInRule, col(Batch.zone))
    .join(Batch, col(Batch.id) == col(CheckInRule.batch_id))
    .where(
        col(CheckInRule.starts_on) <= bindparam("begun"), col(CheckInRule.ends_on) >= bindparam("not_ended")
    )
)
_UNTOLD: Select[*tuple[Any, ...]] = (
    columns(col(Member.id), col(Member.person_id), col(Member.batch_id), func.min(Consent.given_at))
    .join(Person, col(Person.id) == col(Member.person_id))
    .join(Consent, (col(Consent.person_id) == col(Person.id)) & col(Consent.withdrawn_at).is_(None))
    .where(
        among(col(Member.batch_id), "batches"),
        col(Member.role).in_(MAY_READ),
        col(Person.erased_at).is_(None),
        ~columns(col(Nudge.id))
        .where(col(Nudge.occasion) == bindparam("day", type_=String) + cast(col(Member.id), String))
        .exists(),
    )
    .group_by(col(Member.id))
    .order_by(col(Member.id))
)
"""Who facilitates or leads these batches and has agreed to be written to, since when, and has not been told on that occasion."""
