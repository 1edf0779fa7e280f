"""What will be done by when for a validated quick win, and every state that its plan has been in."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON
from sqlmodel import AutoString, Field, SQLModel, UniqueConstraint


class PlanState(StrEnum):
    """Where an action plan stands."""

    DRAFT = "draft"
    SENT = "sent"  # for approval
    RETURNED = "returned"  # with remarks
    APPROVED = "approved"


class Horizon(StrEnum):
    """How far a plan reaches."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


DAYS = {Horizon.SHORT: 100, Horizon.MEDIUM: 365, Horizon.LONG: 3 * 365}
"""Calendar days that a stage of a plan may take at most."""


class ActionPlan(SQLModel, table=True):
    """The plan of one quick win."""

    id: int | None = Field(default=None, primary_key=True)
    quickwin_id: int = Field(foreign_key="quickwin.id", unique=True)
    state: PlanState = Field(default=PlanState.DRAFT, sa_type=AutoString, index=True)
    state_since: datetime
    horizon: Horizon = Field(default=Horizon.SHORT, sa_type=AutoString)
    remarks: str = ""  # of the facilitator who returned it
    created_at: datetime
    touched_at: datetime


class ActionStep(SQLModel, table=True):
    """One stage (tahap) of a plan."""

    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="actionplan.id", index=True, ondelete="CASCADE")
    number: int  # 1, 2, 3 ... in the order of the plan
    name: str
    output: str  # the key output
    volume: str  # how much of it: a number as it was written
    unit: str
    starts_on: date
    ends_on: date
    in_charge: str
    partners: str = ""
    budget: int = 0  # rupiah
    budget_source: str = ""
    verification: str  # how it will be verified
    risk: str = ""
    answer: str = ""  # to the risk


class PlanVersion(SQLModel, table=True):
    """What a plan said when it was sent, approved or changed, and why."""

    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="actionplan.id", index=True, ondelete="CASCADE")
    number: int
    content: dict[str, Any] = Field(sa_type=JSON)  # the horizon and the stages
    member_id: int = Field(foreign_key="member.id", index=True)
    reason: str = ""
    at: datetime
