"""A facilitator lets a draft be reviewed that is no quick win by its figures, and says why; its owners hear of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select, update

from models.asking import Asker, FactsChanged
from models.members import Member
from models.memberships import memberships, newest_memberships
from models.nudges import Nudge
from models.quickwins.quickwin import Decision, QuickWin, owners_of
from models.quickwins.states import CHANGEABLE
from models.subjects import number_in

TOLD = "quickwin_let_through"  # the conversation that tells its owners; its subject is the decision's id
LET_THROUGH = "let_through"


@dataclass(frozen=True)
class LetThrough:
    """Which quick win, by which facilitator, and why."""

    quickwin_id: int
    member_id: int
    reason: str


@dataclass(frozen=True)
class Letter:
    """What its owners hear: who decided what about which quick win, and why ("" where that was forgotten)."""

    quickwin_id: int
    code: str
    facilitator: str
    reason: str


@dataclass(frozen=True)
class OwnDecision:
    """One decision, as the facilitator who took it sees it."""

    quickwin: str  # its code
    decision: str
    reason: str
    at: datetime


def keep_let_through(session: Session, _asker: Asker, wish: LetThrough, at: datetime) -> None:
    """Let it through and tell its owners. Raises FactsChanged where it has moved on, or was let through already."""
    let = session.exec(
        update(QuickWin)
        .where(
            col(QuickWin.id) == wish.quickwin_id,
            col(QuickWin.state).in_(CHANGEABLE),
            col(QuickWin.let_through).is_(False),
        )
        .values(let_through=True)
    )
    if let.rowcount != 1:
        raise FactsChanged
    decision = Decision(
        quickwin_id=wish.quickwin_id,
        member_id=wish.member_id,
        decision=LET_THROUGH,
        reason=wish.reason,
        at=at,
    )
    session.add(decision)
    session.flush()
    owners = owners_of(session, [wish.quickwin_id]).get(wish.quickwin_id, ())
    for owner in memberships(session, owners).values():
        session.add(
            Nudge(
                person_id=owner.person_id,
                script=TOLD,
                subject=str(decision.id),
                occasion=f"let through {decision.id}:member {owner.member_id}",
                due_at=at,
            )
        )


def load_letters(session: Session, askers: Sequence[Asker], _now: datetime) -> Mapping[Asker, Letter | None]:
    """The decision that each asker's subject names; None where it is about nothing of theirs."""
    people = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    rows = session.exec(
        select(Decision, QuickWin)
        .join(QuickWin, col(QuickWin.id) == Decision.quickwin_id)
        .where(col(Decision.id).in_({number_in(asker.subject) for asker in askers}))
    ).all()
    deciding = memberships(session, {decision.member_id for decision, _quickwin in rows})
    owners = owners_of(session, {decision.quickwin_id for decision, _quickwin in rows})
    by_id = {decision.id: (decision, quickwin) for decision, quickwin in rows}
    found: dict[Asker, Letter | None] = {}
    for asker in askers:
        person = people.get(asker.person_id or 0)
        decided = by_id.get(number_in(asker.subject))
        if (
            person is None
            or decided is None
            or person.member_id not in owners.get(decided[0].quickwin_id, ())
        ):
            found[asker] = None
            continue
        decision, quickwin = decided
        facilitator = deciding.get(decision.member_id)
        found[asker] = Letter(
            decision.quickwin_id, quickwin.code, facilitator.name if facilitator else "–", decision.reason
        )
    return found


def decisions_of(session: Session, person_ids: Collection[int]) -> Mapping[int, Sequence[OwnDecision]]:
    """What each of these people decided as a facilitator, the oldest first."""
    found: dict[int, list[OwnDecision]] = {}
    for person_id, quickwin, decision in session.exec(
        select(Member.person_id, QuickWin, Decision)
        .join(Decision, col(Decision.member_id) == Member.id)
        .join(QuickWin, col(QuickWin.id) == Decision.quickwin_id)
        .where(col(Member.person_id).in_(person_ids))
        .order_by(col(Decision.id))
    ):
        found.setdefault(person_id, []).append(
            OwnDecision(quickwin.code, decision.decision, decision.reason, decision.at)
        )
    return found
