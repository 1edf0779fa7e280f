"""One quick win as its owners and those who look after its batch see it, and what they do with it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, col, select

from models.asking import Asker, FactsChanged
from models.members import Role
from models.memberships import Membership, memberships, newest_memberships
from models.plans.plan import plan_states
from models.plans.states import PlanState
from models.quickwins.content import Content
from models.quickwins.drafts import OF
from models.quickwins.evidence import Evidence, evidence_of
from models.quickwins.gate import Judged, judge
from models.quickwins.join_requests import JoinRequest, RequestState
from models.quickwins.quickwin import QuickWin, move, owners_of, versions_of, write
from models.quickwins.rules import Rules
from models.quickwins.states import CHANGEABLE, QuickWinState
from models.reviews.rounds import GATE
from models.reviews.standing import Hindrance, PeerStanding, standings
from models.reviews.telling import tell_facilitators
from models.subjects import number_in


@dataclass(frozen=True)
class Written:
    """One version: who wrote it when; `merged` is the code of what went into it then, "" where nothing did."""

    number: int
    content: Content
    writer: str
    at: datetime
    merged: str


@dataclass(frozen=True)
class Card:
    """A quick win, seen by one of its owners (`own`), or by a facilitator or leader of its batch."""

    id: int
    code: str
    state: QuickWinState
    content: Content
    draft: str  # the subject of the talk in which the viewer writes it
    own: bool
    viewer: Membership
    owners: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    judged: Judged | None
    let_through: bool
    history: tuple[Written, ...]
    requests: tuple[tuple[int, str], ...]  # to join it: the id and who asks
    merged_into: str  # the code of the one it goes on in
    peers: PeerStanding
    plan: PlanState | None  # where its action plan stands; None before it has one
    rules: Rules

    @property
    def may_change(self) -> bool:
        """Whether what it says may be changed now by who looks at it."""
        return self.own and self.state in CHANGEABLE

    @property
    def may_decide(self) -> bool:
        """Whether who looks at it decides about it where a facilitator is called for."""
        return self.viewer.role is Role.FACILITATOR and not self.own


class Wish(StrEnum):
    """What somebody does with a quick win as a whole."""

    DROP = "drop"
    REVIVE = "revive"
    ASK = "ask"  # the facilitators to let it through to its peers, though it is no quick win by its figures


@dataclass(frozen=True)
class Act:
    """It, and which quick win."""

    quickwin_id: int
    wish: Wish


@dataclass(frozen=True)
class Changed:
    """What a quick win is to say from now on, in place of what its owner was shown."""

    quickwin_id: int
    member_id: int
    before: Content
    after: Content


def load_cards(
    session: Session, askers: Sequence[Asker], _now: datetime, *, rules: Rules
) -> Mapping[Asker, Card | None]:
    """The quick win whose id each asker's subject begins with; None where they have no business with it."""
    viewers = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    wanted = {asker: number_in(asker.subject) for asker in askers}
    rows = {r.id: r for r in session.exec(select(QuickWin).where(col(QuickWin.id).in_(set(wanted.values()))))}
    ids = [i for i in rows if i is not None]
    owners, evidence, versions = (
        owners_of(session, ids),
        evidence_of(session, ids),
        versions_of(session, ids),
    )
    asked = _requests(session, ids)
    people = memberships(
        session,
        {m for members in owners.values() for m in members}
        | {v.member_id for those in versions.values() for v in those}
        | {r.member_id for those in asked.values() for r in those},
    )
    into = {r.merged_into for r in rows.values() if r.merged_into}
    standing = standings(session, list(rows.values()), rules)
    codes = {r.id: r.code for r in session.exec(select(QuickWin).where(col(QuickWin.id).in_(into)))}
    plans = plan_states(session, ids)
    cards: dict[Asker, Card | None] = {}
    for asker in askers:
        row, viewer = rows.get(wanted[asker]), viewers.get(asker.person_id or 0)
        theirs = owners.get(row.id or 0, ()) if row else ()
        if row is None or viewer is None or not _may_see(row, viewer, theirs):
            cards[asker] = None
            continue
        cards[asker] = Card(
            id=row.id or 0,
            code=row.code,
            state=QuickWinState(row.state),
            content=row.content,
            draft=row.begun_as if row.begun_by == viewer.member_id else f"{OF}{row.id}",
            own=viewer.member_id in theirs,
            viewer=viewer,
            owners=tuple(people[m].name for m in theirs if m in people),
            evidence=tuple(evidence.get(row.id or 0, ())),
            judged=judge(row.content, rules.gate),
            let_through=row.let_through,
            history=tuple(
                Written(v.number, Content.of(v.content), _name(people, v.member_id), v.at, v.reason)
                for v in versions.get(row.id or 0, ())
            ),
            requests=tuple(
                (r.id or 0, _name(people, r.member_id))
                for r in asked.get(row.id or 0, ())
                if viewer.member_id in theirs
            ),
            merged_into=codes.get(row.merged_into, ""),
            peers=standing[row.id or 0],
            plan=plans.get(row.id or 0),
            rules=rules,
        )
    return cards


def keep_act(session: Session, _asker: Asker, act: Act, at: datetime, *, rules: Rules) -> None:
    """Do it. Raises FactsChanged where the quick win has moved on meanwhile."""
    row = session.get_one(QuickWin, act.quickwin_id)
    if act.wish is Wish.ASK:
        if standings(session, [row], rules)[row.id or 0].hindrance is not Hindrance.GATE:
            raise FactsChanged
        version = len(versions_of(session, [row.id or 0]).get(row.id or 0, ()))
        tell_facilitators(session, row.batch_id, row.id or 0, GATE, at, f"version {version}")
        return
    if act.wish is Wish.DROP and row.state in (QuickWinState.DRAFT, *CHANGEABLE):
        move(session, row, QuickWinState.DROPPED, at)
    elif act.wish is Wish.REVIVE and row.state == QuickWinState.DROPPED:
        move(session, row, _taken_up_as(row), at)
    else:
        raise FactsChanged


def keep_change(session: Session, _asker: Asker, changed: Changed, at: datetime) -> None:
    """Let it say what was changed. Raises FactsChanged where it says something else by now, or may not be changed."""
    row = session.get_one(QuickWin, changed.quickwin_id)
    if row.state not in CHANGEABLE or row.content != changed.before:
        raise FactsChanged
    write(session, row, changed.after, changed.member_id, at)


def _taken_up_as(row: QuickWin) -> QuickWinState:
    """Where it goes on that was given up: where it was."""
    if row.round:
        return QuickWinState.TO_REVISE
    return QuickWinState.READY if row.content.is_complete else QuickWinState.DRAFT


def _requests(session: Session, ids: Collection[int]) -> Mapping[int, Sequence[JoinRequest]]:
    found: dict[int, list[JoinRequest]] = {}
    statement = select(JoinRequest).where(
        col(JoinRequest.quickwin_id).in_(ids), JoinRequest.state == RequestState.ASKED
    )
    for request in session.exec(statement.order_by(col(JoinRequest.id))):
        found.setdefault(request.quickwin_id, []).append(request)
    return found


def _name(people: Mapping[int, Membership], member_id: int) -> str:
    return people[member_id].name if member_id in people else "–"


def _may_see(row: QuickWin, viewer: Membership, owners: Sequence[int]) -> bool:
    looks = viewer.role in (Role.FACILITATOR, Role.LEADER) and viewer.batch_id == row.batch_id
    return viewer.member_id in owners or looks
