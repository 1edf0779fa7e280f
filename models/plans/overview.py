"""The plans that somebody has to do with: their own, or those of the batch that they facilitate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.asking import Asker
from models.members import Role
from models.memberships import newest_memberships
from models.plans.plan import ActionPlan
from models.plans.states import PlanState
from models.quickwins.quickwin import Ownership, QuickWin
from models.quickwins.states import QuickWinState


@dataclass(frozen=True)
class Planned:
    """A validated quick win, and how far its plan is; None before it has one."""

    id: int  # the quick win's
    code: str
    problem: str
    state: PlanState | None


@dataclass(frozen=True)
class PlanOverview:
    """What waits for them first; `facilitates` where they see those of their batch."""

    facilitates: bool
    planned: tuple[Planned, ...] = ()


def load_plan_overviews(
    session: Session, askers: Sequence[Asker], _now: datetime
) -> Mapping[Asker, PlanOverview]:
    """The plans of each asker: for a facilitator those of the batch that were begun, for others their own."""
    members = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    owners = {m.member_id for m in members.values()}
    batches = {m.batch_id for m in members.values() if m.role is Role.FACILITATOR}
    rows = session.exec(
        select(QuickWin, ActionPlan.state, Ownership.member_id)
        .join(ActionPlan, col(ActionPlan.quickwin_id) == QuickWin.id, isouter=True)
        .join(Ownership, col(Ownership.quickwin_id) == QuickWin.id)
        .where(
            QuickWin.state == QuickWinState.VALIDATED,
            col(Ownership.member_id).in_(owners) | col(QuickWin.batch_id).in_(batches),
        )
        .order_by(col(QuickWin.number))
    ).all()
    overviews = {}
    for asker in askers:
        member = members.get(asker.person_id or 0)
        facilitates = member is not None and member.role is Role.FACILITATOR
        theirs = {
            row.id: Planned(row.id or 0, row.code, row.problem or "", PlanState(state) if state else None)
            for row, state, owner in rows
            if member
            and (owner == member.member_id or (facilitates and state and row.batch_id == member.batch_id))
        }
        first = _FACILITATOR_FIRST if facilitates else _OWNER_FIRST
        overviews[asker] = PlanOverview(
            facilitates, tuple(sorted(theirs.values(), key=lambda one: first.index(one.state)))
        )
    return overviews


_OWNER_FIRST = [PlanState.RETURNED, None, PlanState.DRAFT, PlanState.SENT, PlanState.APPROVED]
_FACILITATOR_FIRST = [PlanState.SENT, PlanState.RETURNED, PlanState.DRAFT, PlanState.APPROVED, None]
