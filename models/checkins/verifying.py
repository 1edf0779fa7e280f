"""A stage that its owners closed: what a facilitator sees of it, and verifying it or returning it with a remark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select, update

from models.asking import Asker, FactsChanged
from models.checkins.evidence import CheckInEvidence
from models.checkins.stage_reports import ClosingState, StageClosing, StageReport
from models.checkins.telling import CLOSED, DECIDED, hush, tell
from models.facilitators import facilitators_in
from models.memberships import Membership, memberships, newest_memberships
from models.plans.plan import ActionPlan, ActionStep
from models.quickwins.quickwin import QuickWin, owners_of
from models.subjects import number_in


@dataclass(frozen=True)
class ClosingCard:
    """A closed stage, seen by a facilitator (`decides`) or by one of its owners."""

    id: int
    code: str
    number: int  # of the stage
    name: str
    verification: str  # how the plan says that it will be verified
    by: str
    what: str  # that happened, by the report that closed it
    state: ClosingState
    remark: str
    decider: str  # "" before anybody has decided
    evidence: tuple[CheckInEvidence, ...]
    viewer: Membership
    decides: bool


@dataclass(frozen=True)
class Decision:
    """A facilitator verifies a closed stage, or returns it with a remark."""

    closing_id: int
    member_id: int
    verified: bool
    remark: str = ""


def load_closings(
    session: Session, askers: Sequence[Asker], _now: datetime
) -> Mapping[Asker, ClosingCard | None]:
    """The closing whose id each asker's subject is; None where it is not their business."""
    viewers = newest_memberships(session, {a.person_id for a in askers if a.person_id is not None})
    rows = {
        closing.id or 0: (closing, step, quickwin)
        for closing, step, quickwin in session.exec(
            select(StageClosing, ActionStep, QuickWin)
            .join(ActionStep, col(ActionStep.id) == StageClosing.step_id)
            .join(ActionPlan, col(ActionPlan.id) == ActionStep.plan_id)
            .join(QuickWin, col(QuickWin.id) == ActionPlan.quickwin_id)
            .where(col(StageClosing.id).in_({number_in(a.subject) for a in askers}))
        )
    }
    steps = {step.id or 0 for _closing, step, _quickwin in rows.values()}
    pieces: dict[int, list[CheckInEvidence]] = {}
    for piece in session.exec(
        select(CheckInEvidence)
        .where(col(CheckInEvidence.step_id).in_(steps))
        .order_by(col(CheckInEvidence.id))
    ):
        pieces.setdefault(piece.step_id or 0, []).append(piece)
    said = {
        (report.checkin_id, report.step_id): report.what
        for report in session.exec(select(StageReport).where(col(StageReport.step_id).in_(steps)))
    }
    owners = owners_of(session, [q.id or 0 for _c, _s, q in rows.values()])
    guides = facilitators_in(session, {q.batch_id for _c, _s, q in rows.values()})
    people = memberships(
        session, {m for c, _s, _q in rows.values() for m in (c.member_id, c.decided_by or 0)}
    )
    found: dict[Asker, ClosingCard | None] = dict.fromkeys(askers)
    for asker in askers:
        viewer = viewers.get(asker.person_id or 0)
        closing, step, quickwin = rows.get(number_in(asker.subject), (None, None, None))
        if viewer is None or closing is None or step is None or quickwin is None:
            continue
        theirs, guide = owners.get(quickwin.id or 0, ()), guides.get(quickwin.batch_id, ())
        if viewer.member_id not in theirs and viewer.member_id not in guide:
            continue
        decider = people.get(closing.decided_by or 0)
        found[asker] = ClosingCard(
            id=closing.id or 0,
            code=quickwin.code,
            number=step.number,
            name=step.name or "",
            verification=step.verification or "",
            by=people[closing.member_id].name if closing.member_id in people else "–",
            what=said.get((closing.checkin_id, step.id or 0), ""),
            state=ClosingState(closing.state),
            remark=closing.remark,
            decider=decider.name if decider else "",
            evidence=tuple(pieces.get(step.id or 0, ())),
            viewer=viewer,
            decides=viewer.member_id in guide and viewer.member_id not in theirs,
        )
    return found


def keep_decision(session: Session, _asker: Asker, decision: Decision, at: datetime) -> None:
    """Keep it and let the owners hear. Raises FactsChanged where somebody was faster."""
    decided = session.exec(
        update(StageClosing)
        .where(col(StageClosing.id) == decision.closing_id, col(StageClosing.state) == ClosingState.WAITING)
        .values(
            state=ClosingState.VERIFIED if decision.verified else ClosingState.RETURNED,
            decided_by=decision.member_id,
            decided_at=at,
            remark=decision.remark,
        )
    )
    if decided.rowcount != 1:
        raise FactsChanged
    quickwin_id = session.exec(
        select(ActionPlan.quickwin_id)
        .join(ActionStep, col(ActionStep.plan_id) == ActionPlan.id)
        .join(StageClosing, col(StageClosing.step_id) == ActionStep.id)
        .where(StageClosing.id == decision.closing_id)
    ).one()
    hush(session, CLOSED, decision.closing_id)
    owners = owners_of(session, [quickwin_id]).get(quickwin_id, ())
    tell(session, DECIDED, decision.closing_id, [m for m in owners if m != decision.member_id], at)
