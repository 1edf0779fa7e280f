"""What a facilitator decides about a quick win: its verdict, or that it may pass the gate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, col, select

from models.asking import Asker, FactsChanged
from models.members import Role
from models.memberships import Membership, memberships, newest_memberships
from models.quickwins.content import Content
from models.quickwins.quickwin import Decision, QuickWin, move, owners_of
from models.quickwins.rules import Rules
from models.quickwins.states import QuickWinState
from models.reviews.results import Round, rounds_of
from models.reviews.rounds import call_off, locked
from models.reviews.standing import Hindrance, standings
from models.reviews.telling import DECIDED, tell
from models.subjects import number_in


class Choice(StrEnum):
    """What a facilitator may decide."""

    LET_THROUGH = "let_through"  # it may be sent to its peers though it is no quick win by its figures
    VALIDATE = QuickWinState.VALIDATED.value
    TURN_DOWN = QuickWinState.TURNED_DOWN.value


CHOICES: Mapping[QuickWinState, tuple[Choice, ...]] = {
    QuickWinState.READY: (Choice.LET_THROUGH,),
    QuickWinState.IN_REVIEW: (Choice.VALIDATE, Choice.TURN_DOWN),
    QuickWinState.TO_REVISE: (Choice.VALIDATE, Choice.TURN_DOWN),
    QuickWinState.TURNED_DOWN: (Choice.VALIDATE,),
}
"""What may be decided in which state."""


def choices_for(state: QuickWinState, hindrance: Hindrance | None) -> tuple[Choice, ...]:
    """What may be decided as it stands; who is not held up at the gate need not be let through."""
    if state is QuickWinState.READY and hindrance is not Hindrance.GATE:
        return ()
    return CHOICES.get(state, ())


@dataclass(frozen=True)
class Decidable:
    """A quick win as a facilitator decides on it, with what its peers have said so far."""

    id: int
    code: str
    state: QuickWinState
    content: Content
    facilitator: Membership
    owners: tuple[str, ...]
    rounds: tuple[Round, ...]
    choices: tuple[Choice, ...]
    rules: Rules


@dataclass(frozen=True)
class Decided:
    """What was decided, in the state and the round that the facilitator saw."""

    quickwin_id: int
    member_id: int
    choice: Choice
    reason: str
    state: QuickWinState


@dataclass(frozen=True)
class Outcome:
    """A decision as the owners hear of it."""

    quickwin_id: int
    code: str
    choice: Choice
    reason: str
    facilitator: str


def load_decidables(
    session: Session, askers: Sequence[Asker], _now: datetime, *, rules: Rules
) -> Mapping[Asker, Decidable | None]:
    """The quick win whose id each asker's subject begins with; None where they do not facilitate its batch."""
    people = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    ids = {number_in(asker.subject) for asker in askers}
    rows = {row.id: row for row in session.exec(select(QuickWin).where(col(QuickWin.id).in_(ids)))}
    owners, rounds = owners_of(session, ids), rounds_of(session, ids, rules.review)
    standing = standings(session, list(rows.values()), rules)
    names = memberships(session, {member for theirs in owners.values() for member in theirs})
    found: dict[Asker, Decidable | None] = {}
    for asker in askers:
        row, viewer = rows.get(number_in(asker.subject)), people.get(asker.person_id or 0)
        if (
            row is None
            or viewer is None
            or viewer.role is not Role.FACILITATOR
            or viewer.batch_id != row.batch_id
        ):
            found[asker] = None
            continue
        of, state = row.id or 0, QuickWinState(row.state)
        found[asker] = Decidable(
            id=of,
            code=row.code,
            state=state,
            content=row.content,
            facilitator=viewer,
            owners=tuple(names[m].name for m in owners.get(of, ()) if m in names),
            rounds=tuple(rounds.get(of, ())),
            choices=choices_for(state, standing[of].hindrance),
            rules=rules,
        )
    return found


def keep_decision(session: Session, _asker: Asker, decided: Decided, at: datetime) -> None:
    """Carry it out, and tell the owners and whoever was to review it. Raises FactsChanged where it has moved on."""
    row = locked(session, decided.quickwin_id)
    if row.state != decided.state or decided.choice not in CHOICES.get(decided.state, ()):
        raise FactsChanged
    if decided.choice is Choice.LET_THROUGH:
        if row.let_through:
            raise FactsChanged
        row.let_through = True
        session.add(row)
    else:
        call_off(session, row, at)
        move(session, row, QuickWinState(decided.choice.value), at)
    decision = Decision(
        quickwin_id=decided.quickwin_id,
        member_id=decided.member_id,
        decision=decided.choice,
        reason=decided.reason,
        at=at,
    )
    session.add(decision)
    session.flush()
    owners = owners_of(session, [decided.quickwin_id]).get(decided.quickwin_id, ())
    tell(session, DECIDED, str(decision.id), owners, at)


def load_outcomes(
    session: Session, askers: Sequence[Asker], _now: datetime
) -> Mapping[Asker, Outcome | None]:
    """The decision whose id each asker's subject is; None where the quick win is not theirs."""
    ids = {number_in(asker.subject) for asker in askers}
    rows = {
        str(decision.id): (decision, quickwin)
        for decision, quickwin in session.exec(
            select(Decision, QuickWin)
            .join(QuickWin, col(QuickWin.id) == Decision.quickwin_id)
            .where(col(Decision.id).in_(ids))
        )
    }
    owners = owners_of(session, {decision.quickwin_id for decision, _quickwin in rows.values()})
    members = {decision.member_id for decision, _quickwin in rows.values()}
    people = memberships(session, members.union(*owners.values()))
    found: dict[Asker, Outcome | None] = {}
    for asker in askers:
        decision, quickwin = rows.get(asker.subject, (None, None))
        theirs = owners.get(decision.quickwin_id, ()) if decision else ()
        if decision is None or quickwin is None or asker.person_id not in _persons(people, theirs):
            found[asker] = None
            continue
        by = people.get(decision.member_id)
        found[asker] = Outcome(
            decision.quickwin_id,
            quickwin.code,
            Choice(decision.decision),
            decision.reason,
            by.name if by else "",
        )
    return found


def _persons(people: Mapping[int, Membership], members: Sequence[int]) -> set[int]:
    return {people[member].person_id for member in members if member in people}
