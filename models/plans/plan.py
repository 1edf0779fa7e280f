"""What will be done by when for a validated quick win, and every state that its plan has been in."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger
from sqlmodel import AutoString, Field, Session, SQLModel, UniqueConstraint, col, select

from models.plans.stages import FIELDS, Horizon, Stage
from models.plans.states import PlanEvent, PlanState


class ActionPlan(SQLModel, table=True):
    """The plan of one quick win."""

    id: int | None = Field(default=None, primary_key=True)
    quickwin_id: int = Field(foreign_key="quickwin.id", unique=True)
    state: PlanState = Field(default=PlanState.DRAFT, sa_type=AutoString, index=True)
    state_since: datetime
    horizon: Horizon = Field(default=Horizon.SHORT, sa_type=AutoString)
    remarks: str = ""  # of the facilitator who returned it
    created_at: datetime
    touched_at: datetime  # when its owners last wrote something


class ActionStep(SQLModel, table=True):
    """One stage (tahap) of a plan, as far as it is written (see Stage)."""

    __table_args__ = (UniqueConstraint("plan_id", "number"), UniqueConstraint("plan_id", "begun_as"))

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="actionplan.id", index=True, ondelete="CASCADE")
    number: int  # 1, 2, 3 ... in the order of the plan
    begun_as: str  # what the talks call it in which it is written
    name: str | None = None
    output: str | None = None
    volume: str | None = None
    unit: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    in_charge: str | None = None
    partners: str | None = None
    budget: int | None = Field(default=None, sa_type=BigInteger)
    budget_source: str | None = None
    verification: str | None = None
    risk: str | None = None
    answer: str | None = None

    @property
    def stage(self) -> Stage:
        """What it says."""
        return Stage(**{name: getattr(self, name) for name in FIELDS})

    def say(self, stage: Stage) -> None:
        """Let it say this from now on."""
        for name in FIELDS:
            setattr(self, name, getattr(stage, name))


class PlanVersion(SQLModel, table=True):
    """What a plan said when it was sent, taken back, returned, approved or changed, by whom, and why."""

    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="actionplan.id", index=True, ondelete="CASCADE")
    number: int  # 1, 2, 3 ...
    event: PlanEvent = Field(sa_type=AutoString)
    content: dict[str, Any] = Field(sa_type=JSON)  # PlanContent.stored()
    member_id: int = Field(foreign_key="member.id", index=True)
    reason: str = ""  # of a change, or the remarks with which it was returned
    at: datetime


def plan_states(session: Session, quickwin_ids: Collection[int]) -> Mapping[int, PlanState]:
    """Where the plans of these quick wins stand; one that has none is left out."""
    statement = select(ActionPlan.quickwin_id, ActionPlan.state)
    rows = session.exec(statement.where(col(ActionPlan.quickwin_id).in_(quickwin_ids)))
    return {quickwin_id: PlanState(state) for quickwin_id, state in rows}
