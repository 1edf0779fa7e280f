"""Requests to be forgotten (UU PDP 27/2022, article 8) and what became of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, select, update
from sqlmodel.sql.expression import SelectOfScalar

from models.asking import Asker
from models.facilitators import facilitators_of
from models.members import Member
from models.nudges import Nudge, NudgeState
from models.people import Person
from models.programmes import Batch

TOLD = "erasure_requested"  # the conversation that tells facilitators; its subject is the request's id


class Erasure(SQLModel, table=True):
    """One person's request; open until it is withdrawn or carried out."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    requested_at: datetime
    withdrawn_at: datetime | None = None
    done_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether it is still to be carried out."""
        return self.withdrawn_at is None and self.done_at is None


@dataclass(frozen=True)
class ErasureStanding:
    """Whether somebody has asked to be forgotten, and who carries it out (empty: not known)."""

    requested_at: datetime | None = None
    facilitator: str = ""


@dataclass(frozen=True)
class AskErasure:
    """They want to be forgotten."""


@dataclass(frozen=True)
class WithdrawErasure:
    """They want to stay after all."""


@dataclass(frozen=True)
class Request:
    """What those who carry it out have to know."""

    person_id: int
    name: str
    batches: tuple[str, ...]
    requested_at: datetime
    withdrawn: bool = False
    done: bool = False


def load_standings(
    session: Session, askers: Sequence[Asker], _now: datetime
) -> Mapping[Asker, ErasureStanding]:
    """The open request of each asker, if there is one."""
    people = {a.person_id for a in askers if a.person_id is not None}
    requested = {
        e.person_id: e.requested_at for e in session.exec(_open().where(col(Erasure.person_id).in_(people)))
    }
    guides = facilitators_of(session, people)
    return {
        a: ErasureStanding(
            requested.get(a.person_id or 0), next((f.name for f in guides.get(a.person_id or 0, ())), "")
        )
        for a in askers
    }


def keep_wish(session: Session, asker: Asker, wish: AskErasure | WithdrawErasure, at: datetime) -> None:
    """Record the request and tell the facilitators of the person's batches; or withdraw it."""
    person_id = asker.person_id
    if person_id is None:
        return
    standing = session.exec(_open().where(col(Erasure.person_id) == person_id)).all()
    if isinstance(wish, WithdrawErasure):
        for erasure in standing:
            erasure.withdrawn_at = at
            _hush(session, erasure)
    elif not standing:
        erasure = Erasure(person_id=person_id, requested_at=at)
        session.add(erasure)
        session.flush()
        for facilitator in facilitators_of(session, [person_id]).get(person_id, ()):
            session.add(_note(erasure, facilitator.id or 0, at))
    session.flush()


def open_requests(session: Session) -> list[Request]:
    """Everybody who waits to be forgotten, who has waited longest first."""
    return _requests(session, session.exec(_open().order_by(col(Erasure.requested_at))).all())


def load_requests(
    session: Session, askers: Sequence[Asker], _now: datetime
) -> Mapping[Asker, Request | None]:
    """For those who are told: the request that each asker's subject names."""
    ids = {int(a.subject) for a in askers if a.subject.isdecimal()}
    named = session.exec(select(Erasure).where(col(Erasure.id).in_(ids))).all()
    found = {str(e.id): r for e, r in zip(named, _requests(session, named), strict=True)}
    return {asker: found.get(asker.subject) for asker in askers}


def _requests(session: Session, erasures: Sequence[Erasure]) -> list[Request]:
    ids = {e.person_id for e in erasures}
    names = dict(session.exec(select(Person.id, Person.name).where(col(Person.id).in_(ids))).all())
    batches: dict[int, list[str]] = {}
    belonging = select(Member.person_id, Batch.name).join(Batch, col(Batch.id) == Member.batch_id)
    for person_id, batch in session.exec(
        belonging.where(col(Member.person_id).in_(ids)).order_by(col(Batch.id))
    ):
        batches.setdefault(person_id, []).append(batch)
    return [
        Request(
            e.person_id,
            names[e.person_id],
            tuple(batches.get(e.person_id, ())),
            e.requested_at,
            withdrawn=e.withdrawn_at is not None,
            done=e.done_at is not None,
        )
        for e in erasures
    ]


def _open() -> SelectOfScalar[Erasure]:
    return select(Erasure).where(col(Erasure.withdrawn_at).is_(None), col(Erasure.done_at).is_(None))


def _note(erasure: Erasure, facilitator_id: int, at: datetime) -> Nudge:
    return Nudge(
        person_id=facilitator_id,
        script=TOLD,
        subject=str(erasure.id),
        occasion=f"erasure {erasure.id}:person {facilitator_id}",
        due_at=at,
    )


def _hush(session: Session, erasure: Erasure) -> None:
    session.exec(
        update(Nudge)
        .where(
            col(Nudge.script) == TOLD,
            col(Nudge.subject) == str(erasure.id),
            col(Nudge.state) == NudgeState.WAITING,
        )
        .values(state=NudgeState.DROPPED)
    )
