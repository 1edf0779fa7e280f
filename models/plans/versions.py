"""Every state that a plan has been in since it was first sent: what it said, who did what, when and why."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from models.memberships import Membership
from models.plans.plan import ActionPlan, PlanVersion
from models.plans.stages import PlanContent
from models.plans.states import PlanEvent


@dataclass(frozen=True)
class Version:
    """One version: what happened, what the plan said then, and who did it, when and why."""

    number: int
    event: PlanEvent
    content: PlanContent
    who: str
    at: datetime
    reason: str


def versions_of(session: Session, plan_ids: Collection[int]) -> Mapping[int, Sequence[PlanVersion]]:
    """All versions of each of these plans, the oldest first."""
    found: dict[int, list[PlanVersion]] = {}
    statement = (
        select(PlanVersion).where(col(PlanVersion.plan_id).in_(plan_ids)).order_by(col(PlanVersion.number))
    )
    for version in session.exec(statement):
        found.setdefault(version.plan_id, []).append(version)
    return found


def versions_told(versions: Sequence[PlanVersion], people: Mapping[int, Membership]) -> tuple[Version, ...]:
    """The versions of one plan, with the names of those who made them."""
    return tuple(
        Version(
            version.number,
            PlanEvent(version.event),
            PlanContent.of(version.content),
            people[version.member_id].name if version.member_id in people else "–",
            version.at,
            version.reason,
        )
        for version in versions
    )


def newest_version(session: Session, plan_id: int) -> int:
    """The number of a plan's newest version; 0 before there is one."""
    return session.exec(select(func.max(PlanVersion.number)).where(PlanVersion.plan_id == plan_id)).one() or 0


def add_version(
    session: Session,
    plan: ActionPlan,
    event: PlanEvent,
    content: PlanContent,
    member_id: int,
    at: datetime,
    reason: str = "",
) -> int:
    """Keep what the plan says at this event (`at`: aware, UTC); the number of the version."""
    number = newest_version(session, plan.id or 0) + 1
    session.add(
        PlanVersion(
            plan_id=plan.id or 0,
            number=number,
            event=event,
            content=content.stored(),
            member_id=member_id,
            reason=reason,
            at=at,
        )
    )
    return number
