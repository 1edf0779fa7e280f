"""How far broadcasts have come, as the facilitators of their batch see it, and stopping one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select, update

from models.asking import Asker
from models.broadcasts.broadcast import Audience, Broadcast, BroadcastState, Recipient, RecipientState, Why
from models.members import Member, Role
from models.memberships import newest_memberships
from models.people import Person
from models.programmes import Agency, Batch
from models.subjects import number_in

MOST_LISTED = 20


@dataclass(frozen=True)
class Told:
    """One of those it goes to, and what became of it. `at` is aware and in UTC."""

    member_id: int
    name: str
    agency: str
    state: RecipientState
    why: Why | None
    at: datetime | None


@dataclass(frozen=True)
class Progress:
    """One broadcast, to whom it goes, and how many are in each state. Instants are aware and in UTC."""

    id: int
    author: str
    text: str
    audience: Audience
    agency: str
    state: BroadcastState
    people: int
    created_at: datetime
    ended: bool
    zone: str  # the batch's, IANA
    counts: Mapping[RecipientState, int]
    goes_on_at: datetime | None = None  # when those who wait get it; None: now
    told: tuple[Told, ...] = ()  # by name, where they were asked for

    def count(self, *states: RecipientState) -> int:
        """How many are in one of these states."""
        return sum(self.counts.get(state, 0) for state in states)


@dataclass(frozen=True)
class Stop:
    """No further copies of this broadcast are to be sent."""

    id: int


def load_progress(
    session: Session, askers: Sequence[Asker], now: datetime
) -> Mapping[Asker, Progress | None]:
    """How far the broadcast of each asker's subject has come ("": the newest of their own); None where it is not theirs."""
    return _load(session, askers, now, with_names=False)


def load_told(session: Session, askers: Sequence[Asker], now: datetime) -> Mapping[Asker, Progress | None]:
    """The same with everybody it goes to."""
    return _load(session, askers, now, with_names=True)


def load_sent(session: Session, askers: Sequence[Asker], now: datetime) -> Mapping[Asker, Sequence[Progress]]:
    """The newest broadcasts of each asker's batch, the newest first; none for whoever facilitates none."""
    batches = _facilitated(session, askers)
    found: dict[Asker, Sequence[Progress]] = {}
    for asker in askers:
        batch_id = batches.get(asker.person_id or 0)
        ids = session.exec(
            select(Broadcast.id)
            .where(Broadcast.batch_id == batch_id)
            .order_by(col(Broadcast.id).desc())
            .limit(MOST_LISTED)
        ).all()
        known = _progress(session, ids, now) if ids else {}
        found[asker] = sorted(known.values(), key=lambda one: one.id, reverse=True)
    return found


def keep_stop(session: Session, _asker: Asker, stop: Stop, at: datetime) -> None:
    """Send no copy of it that has not gone; what the outbox holds is taken back from it."""
    stopped = session.exec(
        update(Broadcast)
        .where(col(Broadcast.id) == stop.id, col(Broadcast.state) == BroadcastState.SENDING)
        .values(state=BroadcastState.STOPPED)
        .execution_options(synchronize_session=False)
    )
    if stopped.rowcount:
        session.exec(
            update(Recipient)
            .where(
                col(Recipient.broadcast_id) == stop.id,
                col(Recipient.state) == RecipientState.WAITING,
            )
            .values(state=RecipientState.UNSENT, why=Why.STOPPED, at=at)
            .execution_options(synchronize_session=False)
        )


def _facilitated(session: Session, askers: Sequence[Asker]) -> Mapping[int, int]:
    """The batch that each of these people facilitates, by the person's id."""
    viewers = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    return {p: v.batch_id for p, v in viewers.items() if v.role is Role.FACILITATOR}


def _load(
    session: Session, askers: Sequence[Asker], now: datetime, *, with_names: bool
) -> Mapping[Asker, Progress | None]:
    batches = _facilitated(session, askers)
    newest = dict(
        session.exec(
            select(Member.person_id, func.max(Broadcast.id))
            .join(Broadcast, col(Broadcast.member_id) == col(Member.id))
            .where(col(Member.person_id).in_({a.person_id for a in askers}))
            .group_by(col(Member.person_id))
        ).all()
    )
    wanted = {a: number_in(a.subject) or newest.get(a.person_id or 0) or 0 for a in askers}
    theirs = dict(
        session.exec(
            select(Broadcast.id, Broadcast.batch_id).where(col(Broadcast.id).in_(set(wanted.values())))
        ).all()
    )
    known = _progress(session, list(theirs), now, with_names=with_names) if theirs else {}
    return {
        a: known.get(of) if theirs.get(of) == batches.get(a.person_id or 0, -1) else None
        for a, of in wanted.items()
    }


def _progress(
    session: Session, ids: Sequence[int | None], now: datetime, *, with_names: bool = False
) -> Mapping[int, Progress]:
    counts: dict[int, dict[RecipientState, int]] = {}
    next_due: dict[int, datetime] = {}
    for of, state, n, due in session.exec(
        select(Recipient.broadcast_id, Recipient.state, func.count(), func.min(Recipient.due_at))
        .where(col(Recipient.broadcast_id).in_(ids))
        .group_by(col(Recipient.broadcast_id), col(Recipient.state))
    ):
        counts.setdefault(of, {})[RecipientState(state)] = n
        if state == RecipientState.WAITING and due > now:
            next_due[of] = due
    told = _told(session, ids) if with_names else {}
    rows = session.exec(
        select(Broadcast, Person.name, Agency.name, Batch.zone)
        .join(Member, col(Member.id) == col(Broadcast.member_id))
        .join(Person, col(Person.id) == col(Member.person_id))
        .join(Batch, col(Batch.id) == col(Broadcast.batch_id))
        .join(Agency, col(Agency.id) == col(Broadcast.agency_id), isouter=True)
        .where(col(Broadcast.id).in_(ids))
        .execution_options(populate_existing=True)
    )
    return {
        broadcast.id or 0: Progress(
            broadcast.id or 0,
            author,
            broadcast.text,
            Audience(broadcast.audience),
            agency or "",
            BroadcastState(broadcast.state),
            broadcast.people,
            broadcast.created_at,
            broadcast.ended_at is not None,
            zone,
            counts.get(broadcast.id or 0, {}),
            next_due.get(broadcast.id or 0),
            tuple(told.get(broadcast.id or 0, ())),
        )
        for broadcast, author, agency, zone in rows
    }


def _told(session: Session, ids: Sequence[int | None]) -> Mapping[int, list[Told]]:
    found: dict[int, list[Told]] = {}
    rows = session.execute(
        columns(
            col(Recipient.broadcast_id),
            col(Recipient.member_id),
            col(Person.name),
            col(Agency.name),
            col(Recipient.state),
            col(Recipient.why),
            col(Recipient.at),
        )
        .join(Member, col(Member.id) == col(Recipient.member_id))
        .join(Person, col(Person.id) == col(Member.person_id))
        .join(Agency, col(Agency.id) == col(Member.agency_id), isouter=True)
        .where(col(Recipient.broadcast_id).in_(ids))
        .order_by(func.lower(col(Person.name)), col(Recipient.id))
    )
    for of, member, name, agency, state, why, at in rows:
        told = Told(member, name, agency or "", RecipientState(state), Why(why) if why else None, at)
        found.setdefault(of, []).append(told)
    return found
