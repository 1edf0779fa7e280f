"""Action plans with all that stands around them on paper: whose they are, what they are to bring about, who approved them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.asking import Asker
from models.desk.overview import MAY_LOOK
from models.facilitators import facilitators_in
from models.memberships import memberships, newest_memberships
from models.plans.cards import load_plans
from models.plans.layout import layouts_of
from models.plans.plan import ActionPlan
from models.plans.stages import PlanContent
from models.plans.states import PlanEvent, PlanState
from models.plans.versions import Version, versions_of, versions_told
from models.programmes import Batch, Programme
from models.quickwins.content import Content
from models.quickwins.quickwin import QuickWin, owners_of
from models.quickwins.rules import Rules


@dataclass(frozen=True)
class PaperOwner:
    """Whose plan it is, and where they work ("" where that is not known)."""

    name: str
    agency: str


@dataclass(frozen=True)
class Paper:
    """One plan as it stands at `now` (aware, UTC)."""

    organisation: str
    programme: str
    batch_code: str
    batch: str
    zone: str  # the batch's, IANA
    now: datetime
    code: str  # the quick win's
    quickwin: Content
    goal: str  # as the city calls it
    field: str
    owners: tuple[PaperOwner, ...]
    facilitators: tuple[str, ...]
    state: PlanState
    content: PlanContent
    history: tuple[Version, ...] = ()

    @property
    def version(self) -> int:
        """The number of the newest version; 0 before there is one."""
        return self.history[-1].number if self.history else 0

    def last(self, event: PlanEvent) -> Version | None:
        """The newest version that came about so."""
        return next((version for version in reversed(self.history) if version.event is event), None)

    @property
    def approval(self) -> Version | None:
        """By whom and when it was approved; None while it is not."""
        return self.last(PlanEvent.APPROVED) if self.state is PlanState.APPROVED else None

    @property
    def changed_since(self) -> Version | None:
        """The newest change after it was approved; None where there is none."""
        change, approval = self.last(PlanEvent.CHANGED), self.approval
        return change if change and approval and change.number > approval.number else None


@dataclass(frozen=True)
class BatchPapers:
    """All plans of a batch, in the order of their quick wins' numbers."""

    code: str
    batch: str
    zone: str  # IANA
    now: datetime  # aware, UTC
    papers: tuple[Paper, ...]


def load_paper(session: Session, asker: Asker, now: datetime, *, rules: Rules) -> Paper | None:
    """The plan of the quick win that the subject names; None where the plan is not theirs to see."""
    card = load_plans(session, [asker], now)[asker]
    if card is None or card.plan_id is None:
        return None
    quickwin = session.get_one(QuickWin, card.id)
    batch = session.get_one(Batch, quickwin.batch_id)
    return _papers(session, batch, [session.get_one(ActionPlan, card.plan_id)], now, rules)[0]


def load_batch_papers(session: Session, asker: Asker, now: datetime, *, rules: Rules) -> BatchPapers | None:
    """The plans of the batch that an asker looks after; None where it is not theirs to look at."""
    viewer = newest_memberships(session, {asker.person_id or 0}).get(asker.person_id or 0)
    if viewer is None or viewer.role not in MAY_LOOK:
        return None
    return batch_papers_of(session, session.get_one(Batch, viewer.batch_id), now, rules)


def batch_papers_of(session: Session, batch: Batch, now: datetime, rules: Rules) -> BatchPapers:
    """The plans of a batch at `now` (aware, UTC), in a constant number of queries."""
    plans = session.exec(
        select(ActionPlan)
        .join(QuickWin, col(QuickWin.id) == ActionPlan.quickwin_id)
        .where(QuickWin.batch_id == batch.id)
        .order_by(col(QuickWin.number))
    ).all()
    papers = tuple(_papers(session, batch, plans, now, rules))
    return BatchPapers(batch.code, batch.name, batch.zone, now, papers)


def _papers(
    session: Session, batch: Batch, plans: Sequence[ActionPlan], now: datetime, rules: Rules
) -> Sequence[Paper]:
    programme = session.get_one(Programme, batch.programme_id)
    ids = [plan.id or 0 for plan in plans]
    quickwin_ids = [plan.quickwin_id for plan in plans]
    quickwins = {
        row.id: row for row in session.exec(select(QuickWin).where(col(QuickWin.id).in_(quickwin_ids)))
    }
    layouts, versions = layouts_of(session, plans), versions_of(session, ids)
    owners = owners_of(session, quickwin_ids)
    guides = facilitators_in(session, [batch.id or 0]).get(batch.id or 0, ())
    people = memberships(
        session,
        {m for members in (*owners.values(), guides) for m in members}
        | {version.member_id for those in versions.values() for version in those},
    )
    papers = []
    for plan in plans:
        quickwin = quickwins[plan.quickwin_id]
        theirs = [m for m in owners.get(plan.quickwin_id, ()) if m in people]
        papers.append(
            Paper(
                organisation=programme.organisation,
                programme=programme.name,
                batch_code=batch.code,
                batch=batch.name,
                zone=batch.zone,
                now=now,
                code=quickwin.code,
                quickwin=quickwin.content,
                goal=rules.goal(quickwin.goal),
                field=rules.field(quickwin.field),
                owners=tuple(PaperOwner(people[m].name, people[m].agency) for m in theirs),
                facilitators=tuple(people[m].name for m in guides if m in people and m not in theirs),
                state=PlanState(plan.state),
                content=layouts[plan.id or 0].content,
                history=versions_told(versions.get(plan.id or 0, ()), people),
            )
        )
    return papers
