"""Working on one quick win together: who asks, who agrees, and what becomes of the two that were."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col, select, update

from models.asking import Asker, FactsChanged
from models.memberships import Membership, memberships, newest_memberships
from models.nudges import Nudge
from models.programmes import Batch
from models.quickwins.content import FIELDS, Content
from models.quickwins.evidence import Evidence
from models.quickwins.join_requests import JoinRequest, RequestState
from models.quickwins.quickwin import Ownership, QuickWin, move, owners_of, write
from models.quickwins.rules import Rules
from models.quickwins.states import ALIVE, OPEN_TO_MERGING, QuickWinState

REQUESTED, ANSWERED = "join_requested", "join_answered"  # the conversations that tell of it
MERGEABLE = frozenset({QuickWinState.DRAFT, QuickWinState.READY})
"""In which it may go on in another one."""


@dataclass(frozen=True)
class Brief:
    """A quick win as somebody sees it who does not own it."""

    id: int
    code: str
    state: QuickWinState
    content: Content
    owners: tuple[Membership, ...]


@dataclass(frozen=True)
class Invitation:
    """A quick win that somebody would like to work on, and the one of theirs that would go into it, if any."""

    asking: Membership
    target: Brief
    merging: Brief | None
    asked_at: datetime | None  # when they asked before and were not answered yet


@dataclass(frozen=True)
class JoinWish:
    """What they ask."""

    target_id: int
    asking: Membership
    merging_id: int | None
    words: str


@dataclass(frozen=True)
class Requested:
    """A request as an owner, or whoever asked, hears of it."""

    id: int
    state: RequestState
    asking: Membership
    target: Brief
    merging: Brief | None
    words: str
    answered_by: str  # a name
    viewer_id: int  # the member who hears of it
    rules: Rules


@dataclass(frozen=True)
class JoinAnswer:
    """What an owner says to it; with `theirs_leads`, the wording of the one that goes in stands where both have one."""

    request_id: int
    accepted: bool
    member_id: int
    theirs_leads: bool = False


def load_others(session: Session, askers: Sequence[Asker], _now: datetime) -> Mapping[Asker, Sequence[Brief]]:
    """What others of each asker's programme work on, the newest first."""
    people = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    programmes = {p.programme_id for p in people.values()}
    rows = session.exec(
        select(QuickWin, Batch.programme_id)
        .join(Batch, col(Batch.id) == QuickWin.batch_id)
        .where(
            col(Batch.programme_id).in_(programmes),
            col(QuickWin.state).in_(ALIVE),
            col(QuickWin.problem).is_not(None),
        )
        .order_by(col(QuickWin.id).desc())
    ).all()
    briefs = _briefs(session, [row for row, _programme in rows])
    found: dict[Asker, Sequence[Brief]] = {}
    for asker in askers:
        person = people.get(asker.person_id or 0)
        found[asker] = [
            briefs[row.id or 0]
            for row, programme in rows
            if person
            and programme == person.programme_id
            and person.member_id not in {o.member_id for o in briefs[row.id or 0].owners}
        ]
    return found


def load_invitations(
    session: Session, askers: Sequence[Asker], _now: datetime
) -> Mapping[Asker, Invitation | None]:
    """What each asker's subject, "12:7" or "12:", asks for: to join 12, and 7 to go into it. None where it cannot be."""
    people = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    wanted = {asker: _numbers(asker.subject) for asker in askers}
    briefs = _briefs_of(session, {number for numbers in wanted.values() for number in numbers if number})
    asked = {
        (r.quickwin_id, r.member_id): r.at
        for r in session.exec(
            select(JoinRequest).where(
                JoinRequest.state == RequestState.ASKED, col(JoinRequest.quickwin_id).in_(briefs)
            )
        )
    }
    found: dict[Asker, Invitation | None] = {}
    for asker in askers:
        target_id, merging_id = wanted[asker]
        target, merging = briefs.get(target_id), briefs.get(merging_id)
        person = people.get(asker.person_id or 0)
        if target is None or person is None or not _may_ask(person, target, merging):
            found[asker] = None
        else:
            at = asked.get((target_id, person.member_id))
            found[asker] = Invitation(person, target, merging, at)
    return found


def keep_wish(session: Session, _asker: Asker, wish: JoinWish, at: datetime) -> None:
    """Write the request down and tell the owners."""
    request = JoinRequest(
        quickwin_id=wish.target_id,
        member_id=wish.asking.member_id,
        merging=wish.merging_id,
        words=wish.words,
        at=at,
    )
    session.add(request)
    session.flush()
    owners = owners_of(session, [wish.target_id]).get(wish.target_id, ())
    for owner in memberships(session, owners).values():
        session.add(
            Nudge(
                person_id=owner.person_id,
                script=REQUESTED,
                subject=str(request.id),
                occasion=f"join {request.id}:member {owner.member_id}",
                due_at=at,
            )
        )


def load_requests(
    session: Session, askers: Sequence[Asker], _now: datetime, *, rules: Rules
) -> Mapping[Asker, Requested | None]:
    """The request that each asker's subject names, for its owners and for whoever asked."""
    ids = {int(a.subject) for a in askers if a.subject.isascii() and a.subject.isdecimal()}
    rows = {str(r.id): r for r in session.exec(select(JoinRequest).where(col(JoinRequest.id).in_(ids)))}
    briefs = _briefs_of(
        session, {q for r in rows.values() for q in (r.quickwin_id, r.merging) if q is not None}
    )
    people = memberships(
        session, {m for r in rows.values() for m in (r.member_id, r.answered_by) if m is not None}
    )
    found: dict[Asker, Requested | None] = {}
    for asker in askers:
        row = rows.get(asker.subject)
        target = briefs.get(row.quickwin_id) if row else None
        asking = people.get(row.member_id) if row else None
        if row is None or target is None or asking is None:
            found[asker] = None
            continue
        involved = {member.person_id: member.member_id for member in (asking, *target.owners)}
        answered_by = people.get(row.answered_by or 0)
        found[asker] = (
            Requested(
                id=row.id or 0,
                state=RequestState(row.state),
                asking=asking,
                target=target,
                merging=briefs.get(row.merging or 0),
                words=row.words,
                answered_by=answered_by.name if answered_by else "",
                viewer_id=involved[asker.person_id],
                rules=rules,
            )
            if asker.person_id in involved
            else None
        )
    return found


def keep_answer(session: Session, _asker: Asker, answer: JoinAnswer, at: datetime) -> None:
    """Let them in, or not, and tell them. Raises FactsChanged where another owner was faster, or one has moved on."""
    request = session.get_one(JoinRequest, answer.request_id)
    answered = session.exec(
        update(JoinRequest)
        .where(col(JoinRequest.id) == request.id, col(JoinRequest.state) == RequestState.ASKED)
        .values(
            state=RequestState.ACCEPTED if answer.accepted else RequestState.DECLINED,
            answered_by=answer.member_id,
            answered_at=at,
        )
    )
    if answered.rowcount != 1:
        raise FactsChanged
    if answer.accepted:
        newcomers = [request.member_id]
        if request.merging is not None:
            newcomers += owners_of(session, [request.merging]).get(request.merging, ())
            _merge(session, request, answer, at)
        _let_in(session, request.quickwin_id, newcomers, at)
    asking = memberships(session, [request.member_id])[request.member_id]
    session.add(
        Nudge(
            person_id=asking.person_id,
            script=ANSWERED,
            subject=str(request.id),
            occasion=f"join {request.id} answered",
            due_at=at,
        )
    )


def merged(leading: Content, other: Content) -> Content:
    """What two say together: what the leading one has written, and what only the other has."""
    gaps = {n: getattr(other, n) for n in FIELDS if getattr(leading, n) is None}
    return replace(leading, **gaps)


def _merge(session: Session, request: JoinRequest, answer: JoinAnswer, at: datetime) -> None:
    target = session.get_one(QuickWin, request.quickwin_id)
    going = session.get_one(QuickWin, request.merging)
    if target.state not in OPEN_TO_MERGING or going.state not in MERGEABLE:
        raise FactsChanged
    both = (going.content, target.content) if answer.theirs_leads else (target.content, going.content)
    write(session, target, target.content, answer.member_id, at)
    write(session, target, merged(*both), answer.member_id, at, reason=going.code)
    write(session, going, going.content, request.member_id, at)
    session.flush()
    session.exec(update(Evidence).where(col(Evidence.quickwin_id) == going.id).values(quickwin_id=target.id))
    move(session, going, QuickWinState.MERGED, at)
    going.merged_into = target.id
    session.add(going)


def _let_in(session: Session, quickwin_id: int, newcomers: Collection[int], at: datetime) -> None:
    there = set(owners_of(session, [quickwin_id]).get(quickwin_id, ()))
    for member in dict.fromkeys(newcomers):
        if member not in there:
            session.add(Ownership(quickwin_id=quickwin_id, member_id=member, since=at))


def _may_ask(person: Membership, target: Brief, merging: Brief | None) -> bool:
    if target.state not in ALIVE or person.member_id in {o.member_id for o in target.owners}:
        return False
    if merging is None:
        return True
    owns = person.member_id in {o.member_id for o in merging.owners}
    return owns and target.state in OPEN_TO_MERGING and merging.state in MERGEABLE


def _briefs_of(session: Session, ids: Collection[int]) -> Mapping[int, Brief]:
    return _briefs(session, session.exec(select(QuickWin).where(col(QuickWin.id).in_(ids))).all())


def _briefs(session: Session, rows: Sequence[QuickWin]) -> Mapping[int, Brief]:
    owners = owners_of(session, [row.id or 0 for row in rows])
    people = memberships(session, {member for theirs in owners.values() for member in theirs})
    return {
        row.id or 0: Brief(
            row.id or 0,
            row.code,
            QuickWinState(row.state),
            row.content,
            tuple(people[m] for m in owners.get(row.id or 0, ()) if m in people),
        )
        for row in rows
    }


def _numbers(subject: str) -> tuple[int, int]:
    target, _colon, merging = subject.partition(":")
    return _number(target), _number(merging)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
