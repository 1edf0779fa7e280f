"""An action plan as its owners and the facilitators of its batch see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlmodel import Session, col, select

from models.asking import Asker
from models.facilitators import facilitators_in
from models.memberships import Membership, memberships, newest_memberships
from models.plans.layout import Layout, Line, layouts_of
from models.plans.notices import Bounds
from models.plans.plan import ActionPlan
from models.plans.stages import PlanContent
from models.plans.states import BEING_WRITTEN, CHANGEABLE, PlanState
from models.plans.versions import Version, versions_of, versions_told
from models.programmes import Batch
from models.quickwins.quickwin import QuickWin, owners_of
from models.quickwins.states import QuickWinState
from models.subjects import number_in


@dataclass(frozen=True)
class PlanCard:
    """The plan of a validated quick win, seen by one of its owners (`own`) or by a facilitator of its batch."""

    id: int  # the quick win's
    code: str
    problem: str
    owners: tuple[str, ...]
    viewer: Membership
    own: bool
    bounds: Bounds
    facilitators: tuple[str, ...]  # who may approve it
    plan_id: int | None = None  # None while there is none
    state: PlanState = PlanState.DRAFT
    layout: Layout = field(default_factory=Layout)
    remarks: str = ""
    history: tuple[Version, ...] = ()

    @property
    def content(self) -> PlanContent:
        """What it says now."""
        return self.layout.content

    @property
    def version(self) -> int:
        """The number of the newest version; 0 before there is one."""
        return self.history[-1].number if self.history else 0

    @property
    def unfinished(self) -> Line | None:
        """The first stage that has not been written to its end."""
        return next((line for line in self.layout.lines if not line.stage.is_complete), None)

    @property
    def too_long(self) -> Sequence[int]:
        """The places, from 1 on, of written stages that take longer than the plan's horizon lets them."""
        return [
            n
            for n, line in enumerate(self.layout.lines, 1)
            if line.stage.is_complete and line.stage.is_longer_than(self.layout.horizon)
        ]

    @property
    def may_write(self) -> bool:
        """Whether who looks at it may change it now."""
        return self.own and self.plan_id is not None and self.state in CHANGEABLE

    @property
    def needs_reason(self) -> bool:
        """Whether a change takes a reason, because the plan has been approved."""
        return self.state is PlanState.APPROVED

    @property
    def may_be_sent(self) -> bool:
        """Whether who looks at it may send it for approval now."""
        begun = self.plan_id is not None and self.state in BEING_WRITTEN
        return self.own and begun and self.content.can_be_sent

    @property
    def decides(self) -> bool:
        """Whether who looks at it may approve it or send it back now."""
        return (
            not self.own and self.state in (PlanState.SENT, PlanState.APPROVED) and self.plan_id is not None
        )


def load_plans(session: Session, askers: Sequence[Asker], _now: datetime) -> Mapping[Asker, PlanCard | None]:
    """The plan of the quick win whose id each asker's subject begins with; None where they have no business with it."""
    viewers = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    wanted = {asker: number_in(asker.subject) for asker in askers}
    rows = {
        quickwin.id or 0: (quickwin, batch)
        for quickwin, batch in session.exec(
            select(QuickWin, Batch)
            .join(Batch, col(Batch.id) == QuickWin.batch_id)
            .where(col(QuickWin.id).in_(set(wanted.values())), QuickWin.state == QuickWinState.VALIDATED)
        )
    }
    plans = {
        p.quickwin_id: p
        for p in session.exec(select(ActionPlan).where(col(ActionPlan.quickwin_id).in_(rows)))
    }
    ids = [plan.id or 0 for plan in plans.values()]
    layouts, versions, owners = (
        layouts_of(session, plans.values()),
        versions_of(session, ids),
        owners_of(session, list(rows)),
    )
    facilitating = facilitators_in(session, {batch.id or 0 for _quickwin, batch in rows.values()})
    people = memberships(
        session,
        {m for members in (*owners.values(), *facilitating.values()) for m in members}
        | {version.member_id for those in versions.values() for version in those},
    )
    found: dict[Asker, PlanCard | None] = {}
    for asker in askers:
        quickwin, batch = rows.get(wanted[asker], (None, None))
        viewer = viewers.get(asker.person_id or 0)
        if quickwin is None or batch is None or viewer is None:
            found[asker] = None
            continue
        theirs, guides = owners.get(quickwin.id or 0, ()), facilitating.get(batch.id or 0, ())
        plan = plans.get(quickwin.id or 0)
        if viewer.member_id not in theirs and viewer.member_id not in guides:
            found[asker] = None
            continue
        card = PlanCard(
            id=quickwin.id or 0,
            code=quickwin.code,
            problem=quickwin.problem or "",
            owners=tuple(people[m].name for m in theirs if m in people),
            viewer=viewer,
            own=viewer.member_id in theirs,
            bounds=Bounds(batch.starts_on, batch.ends_on),
            facilitators=tuple(people[m].name for m in guides if m in people and m not in theirs),
        )
        if plan is not None:
            card = replace(
                card,
                plan_id=plan.id,
                state=PlanState(plan.state),
                layout=layouts[plan.id or 0],
                remarks=plan.remarks,
                history=versions_told(versions.get(plan.id or 0, ()), people),
            )
        found[asker] = card
    return found
