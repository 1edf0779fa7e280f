"""The whole of a batch as a table: every agent, with each of their quick wins and how it fares."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from models.asking import Asker
from models.desk.overview import MAY_LOOK, batches_of
from models.desk.standing import Owned, Standing, Step
from models.desk.stuck import Stuck
from models.members import Role
from models.memberships import newest_memberships
from models.programmes import Batch, Programme
from models.quickwins.content import Content
from models.quickwins.evidence import Evidence
from models.quickwins.gate import Judged, judge
from models.quickwins.quickwin import QuickWin
from models.quickwins.rules import Rules
from models.reviews.review import Review, ReviewState, reviews_of


@dataclass(frozen=True)
class Details:
    """What one quick win says, what its figures come to, and what shows the problem; `reviews` are of its present round."""

    content: Content
    judged: Judged | None
    let_through: bool
    evidence: int
    round: int
    reviews_done: int
    reviews_asked: int


@dataclass(frozen=True)
class Line:
    """One agent, with one of their quick wins; without where they have none."""

    standing: Standing
    stuck: tuple[Stuck, ...]  # at this quick win, or at none
    owned: Owned | None = None
    details: Details | None = None


@dataclass(frozen=True)
class BatchTable:
    """A batch as it stands at `now` (aware, UTC): a line an agent and quick win, and how many agents are at each step."""

    organisation: str
    programme: str
    code: str
    batch: str
    zone: str  # IANA
    now: datetime
    lines: tuple[Line, ...]
    steps: Mapping[Step, int]
    rules: Rules


def load_batch_table(session: Session, asker: Asker, now: datetime, *, rules: Rules) -> BatchTable | None:
    """The table of the batch that an asker looks after; None where it is not theirs to look at."""
    viewer = newest_memberships(session, {asker.person_id or 0}).get(asker.person_id or 0)
    if viewer is None or viewer.role not in MAY_LOOK:
        return None
    return batch_table_of(session, session.get_one(Batch, viewer.batch_id), now, rules)


def batch_table_of(session: Session, batch: Batch, now: datetime, rules: Rules) -> BatchTable:
    """The table of a batch at `now` (aware, UTC)."""
    programme = session.get_one(Programme, batch.programme_id)
    everybody, causes = batches_of(session, {batch.id or 0}, now, rules)[batch.id or 0]
    agents = [standing for standing in everybody if standing.member.role is Role.AGENT]
    details = _details(session, {owned.id for agent in agents for owned in agent.quickwins}, rules)
    lines = []
    for agent in agents:
        stuck = causes.get(agent.member.member_id, ())
        of_none = tuple(one for one in stuck if one.quickwin is None)
        for place, owned in enumerate(agent.quickwins):
            at_it = tuple(one for one in stuck if one.quickwin and one.quickwin.id == owned.id)
            lines.append(Line(agent, (*at_it, *(() if place else of_none)), owned, details[owned.id]))
        if not agent.quickwins:
            lines.append(Line(agent, of_none))
    return BatchTable(
        organisation=programme.organisation,
        programme=programme.name,
        code=batch.code,
        batch=batch.name,
        zone=batch.zone,
        now=now,
        lines=tuple(lines),
        steps={step: sum(agent.step is step for agent in agents) for step in Step},
        rules=rules,
    )


def _details(session: Session, ids: Collection[int], rules: Rules) -> Mapping[int, Details]:
    pieces: dict[int, int] = dict(
        session.exec(
            select(Evidence.quickwin_id, func.count())
            .where(col(Evidence.quickwin_id).in_(ids))
            .group_by(col(Evidence.quickwin_id))
        ).all()
    )
    reviews = reviews_of(session, ids)
    found = {}
    for row in session.exec(select(QuickWin).where(col(QuickWin.id).in_(ids))):
        here = [review for review in reviews.get(row.id or 0, ()) if review.round == row.round]
        found[row.id or 0] = Details(
            content=row.content,
            judged=judge(row.content, rules.gate),
            let_through=row.let_through,
            evidence=pieces.get(row.id or 0, 0),
            round=row.round,
            reviews_done=_count(here, ReviewState.DONE),
            reviews_asked=_count(here, ReviewState.DONE, ReviewState.ASSIGNED),
        )
    return found


def _count(reviews: Sequence[Review], *states: ReviewState) -> int:
    return sum(review.state in states for review in reviews)
