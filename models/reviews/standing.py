"""Where a quick win stands with its peers, and what keeps it from being sent to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from models.memberships import memberships
from models.quickwins.content import Content
from models.quickwins.gate import Verdict, judge
from models.quickwins.quickwin import QuickWin, QuickWinVersion, versions_of
from models.quickwins.rules import Rules
from models.quickwins.states import QuickWinState
from models.reviews.review import STANDING, Review, ReviewState, reviews_of


class Hindrance(StrEnum):
    """Why a quick win cannot be sent to its peers now."""

    STATE = "state"  # it is not its time
    GATE = "gate"  # by its figures it is no quick win, and no facilitator lets it through
    UNCHANGED = "unchanged"  # it says what its peers found wanting
    USED_UP = "used_up"  # it was revised as often as may be: a facilitator decides


@dataclass(frozen=True)
class Waiting:
    """A reviewer who has not answered yet: for facilitators, owners see no names."""

    name: str
    due_at: datetime


@dataclass(frozen=True)
class PeerStanding:
    """The round it is in or was in last (0: none), how many reviews of it are in, how many there should be."""

    round: int
    done: int
    wanted: int
    waiting: tuple[Waiting, ...]
    rounds_in: int  # how many rounds are in, of which the owners may see everything
    hindrance: Hindrance | None


NOT_SENT = PeerStanding(0, 0, 0, (), 0, Hindrance.STATE)


def standings(session: Session, rows: Sequence[QuickWin], rules: Rules) -> Mapping[int, PeerStanding]:
    """Where each of these stands."""
    ids = [row.id or 0 for row in rows]
    reviews, versions = reviews_of(session, ids), versions_of(session, ids)
    waiting = {r.member_id for those in reviews.values() for r in those if r.state == ReviewState.ASSIGNED}
    people = memberships(session, waiting)
    found: dict[int, PeerStanding] = {}
    for row in rows:
        of = row.id or 0
        here = [r for r in reviews.get(of, ()) if r.round == row.round and r.state in STANDING]
        found[of] = PeerStanding(
            round=row.round,
            done=sum(r.state == ReviewState.DONE for r in here),
            wanted=rules.review.reviewers,
            waiting=tuple(
                Waiting(people[r.member_id].name, r.due_at)
                for r in here
                if r.state == ReviewState.ASSIGNED and r.member_id in people
            ),
            rounds_in=row.round if row.state != QuickWinState.IN_REVIEW else max(0, row.round - 1),
            hindrance=hindrance(row, judged_last(reviews.get(of, ()), versions.get(of, ())), rules),
        )
    return found


def judged_last(reviews: Sequence[Review], versions: Sequence[QuickWinVersion]) -> Content | None:
    """What a quick win said when its peers judged it last; None where they have not."""
    newest = max((r.version for r in reviews if r.state == ReviewState.DONE), default=0)
    return next((Content.of(v.content) for v in versions if v.number == newest), None)


def hindrance(row: QuickWin, judged: Content | None, rules: Rules) -> Hindrance | None:
    """What keeps it from being sent; `judged` is what it said when its peers judged it last."""
    if row.state == QuickWinState.READY:
        by_figures = judge(row.content, rules.gate)
        passes = by_figures is not None and by_figures.verdict is Verdict.QUICK_WIN
        return None if passes or row.let_through else Hindrance.GATE
    if row.state == QuickWinState.TO_REVISE:
        if row.round > rules.review.revisions:
            return Hindrance.USED_UP
        return Hindrance.UNCHANGED if judged == row.content else None
    return Hindrance.STATE
