"""Somebody's report of one week, and what it said before it was changed."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON
from sqlmodel import AutoString, Field, SQLModel, UniqueConstraint


class Judgement(StrEnum):
    """How somebody judges their own week."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Manner(StrEnum):
    """How a week was reported."""

    REPORTED = "reported"  # question by question
    SAME = "same"  # as the week before
    NOTHING = "nothing"  # nothing was done, for a reason


class NothingBecause(StrEnum):
    """Why nothing was done in a week."""

    LEAVE = "leave"
    DUTIES = "duties"  # others went first
    WAITING = "waiting"  # for a decision or for somebody
    OTHER = "other"  # in their own words


class CheckIn(SQLModel, table=True):
    """One report of one week; it is in once `handed_in_at` is set."""

    __table_args__ = (UniqueConstraint("member_id", "week"),)

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    week: date  # the day on which it was asked for, which names it (rule.Week)
    begun_at: datetime
    touched_at: datetime
    handed_in_at: datetime | None = None
    manner: Manner = Field(default=Manner.REPORTED, sa_type=AutoString)
    because: NothingBecause | None = Field(default=None, sa_type=AutoString)  # of NOTHING
    words: str = ""  # why nothing was done; or what happened, where there is no plan to report on
    judgement: Judgement | None = Field(default=None, sa_type=AutoString)
    next_thing: str = ""  # the one thing for next week


class CheckInVersion(SQLModel, table=True):
    """What a report said each time it was handed in; the last is what it says."""

    __table_args__ = (UniqueConstraint("checkin_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    checkin_id: int = Field(foreign_key="checkin.id", index=True, ondelete="CASCADE")
    number: int  # 1, 2, 3 ...
    content: Mapping[str, Any] = Field(sa_type=JSON)  # Report.stored()
    at: datetime
