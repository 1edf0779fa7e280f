"""Who is told what happened to a plan: each hears it once, in a conversation of its own."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, update

from models.facilitators import facilitators_in
from models.memberships import memberships
from models.nudges import Nudge, NudgeState, add_new
from models.plans.plan import ActionPlan
from models.quickwins.quickwin import QuickWin, owners_of

TO_DECIDE, CHANGED, DECIDED = "plan_decision", "plan_changed", "plan_decided"
"""The conversations that tell; the subject is the quick win's id and the version's number, such as "7:2"."""


def tell_facilitators(session: Session, plan: ActionPlan, script: str, version: int, at: datetime) -> None:
    """Tell those who facilitate the batch, but for owners of the plan itself."""
    owners = owners_of(session, [plan.quickwin_id]).get(plan.quickwin_id, ())
    batch_id = session.get_one(QuickWin, plan.quickwin_id).batch_id
    facilitators = facilitators_in(session, [batch_id]).get(batch_id, ())
    _tell(session, plan, script, version, [m for m in facilitators if m not in owners], at)


def tell_owners(session: Session, plan: ActionPlan, script: str, version: int, at: datetime) -> None:
    """Tell everybody who owns the plan."""
    _tell(session, plan, script, version, owners_of(session, [plan.quickwin_id])[plan.quickwin_id], at)


def hush(session: Session, plan: ActionPlan, version: int) -> None:
    """Ask nobody any more to decide on this version who has not been asked yet."""
    session.exec(
        update(Nudge)
        .where(
            col(Nudge.script) == TO_DECIDE,
            col(Nudge.subject) == f"{plan.quickwin_id}:{version}",
            col(Nudge.state) == NudgeState.WAITING,
        )
        .values(state=NudgeState.DROPPED)
    )


def _tell(
    session: Session, plan: ActionPlan, script: str, version: int, members: Collection[int], at: datetime
) -> None:
    nudges = [
        {
            "person_id": member.person_id,
            "script": script,
            "subject": f"{plan.quickwin_id}:{version}",
            "occasion": f"plan {plan.id}:version {version}:member {member.member_id}",
            "due_at": at,
        }
        for member in memberships(session, members).values()
    ]
    if nudges:
        add_new(session, nudges)
