"""A gentle push: one a person and day, and what it says is worked out when it is said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from models.asking import Asker, FactsChanged
from models.desk.standing import Standing
from models.desk.standings import PUSH, occasion, standings_of
from models.memberships import Membership, memberships, newest_memberships
from models.nudges import Nudge
from models.quickwins.rules import Rules
from models.subjects import number_in

STAYS_OF_USE = timedelta(days=2)
"""Whoever could not be told by then is not pushed any more."""


@dataclass(frozen=True)
class Push:
    """Who is pushed by whom, on which day of the batch."""

    member: Membership
    by: Membership
    on: date


@dataclass(frozen=True)
class Pushing:
    """What somebody who is pushed has to know: where they stand, and who sends it ("" where that is not known any more)."""

    standing: Standing
    sender: str


def keep_push(session: Session, _asker: Asker, push: Push, at: datetime) -> None:
    """Have it said. Raises FactsChanged where somebody else has pushed them that day."""
    session.add(
        Nudge(
            person_id=push.member.person_id,
            script=PUSH,
            subject=str(push.by.member_id),
            occasion=occasion(push.member.member_id, push.on),
            due_at=at,
            expires_at=at + STAYS_OF_USE,
        )
    )
    try:
        session.flush()
    except IntegrityError as error:
        raise FactsChanged from error


def load_pushings(
    session: Session, askers: Sequence[Asker], now: datetime, *, rules: Rules
) -> Mapping[Asker, Pushing | None]:
    """Where each asker stands, and who pushes them: the member whose id is the subject."""
    own = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    standings = standings_of(session, {m.member_id: m for m in own.values()}, now, rules)
    senders = memberships(session, {number_in(asker.subject) for asker in askers})
    found: dict[Asker, Pushing | None] = {}
    for asker in askers:
        pushed, sender = own.get(asker.person_id or 0), senders.get(number_in(asker.subject))
        found[asker] = Pushing(standings[pushed.member_id], sender.name if sender else "") if pushed else None
    return found
