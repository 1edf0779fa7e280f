"""A peer's judgement of a quick win: who is asked, by when, and what they said."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from pydantic import JsonValue
from sqlalchemy import JSON, Column
from sqlmodel import AutoString, Field, Session, SQLModel, UniqueConstraint, col, select


class ReviewState(StrEnum):
    """Where a review stands."""

    ASSIGNED = "assigned"
    DONE = "done"
    DECLINED = "declined"  # one side said that there is a conflict of interest
    REPLACED = "replaced"  # it was late, and somebody else was asked
    CALLED_OFF = "called_off"  # a facilitator decided before it came in


STANDING = frozenset({ReviewState.ASSIGNED, ReviewState.DONE})
"""In which a review counts among those that a round has."""


class Criterion(StrEnum):
    """What a reviewer rates, each from 1 to 5."""

    URGENCY = "urgency"
    IMPACT = "impact"
    FEASIBILITY = "feasibility"
    EFFECTIVENESS = "effectiveness"
    COLLABORATION = "collaboration"  # room for it
    SUSTAINABILITY = "sustainability"


class Review(SQLModel, table=True):
    """One peer's judgement of one quick win in one round; `round` counts how often it has been sent."""

    __table_args__ = (UniqueConstraint("quickwin_id", "round", "member_id"),)

    id: int | None = Field(default=None, primary_key=True)
    quickwin_id: int = Field(foreign_key="quickwin.id", index=True)
    round: int
    member_id: int = Field(foreign_key="member.id", index=True)  # the reviewer
    state: ReviewState = Field(default=ReviewState.ASSIGNED, sa_type=AutoString, index=True)
    version: int  # of the quick win, that is judged
    assigned_at: datetime
    due_at: datetime
    reminded: bool = False  # that it is due soon, or was
    ended_at: datetime | None = None  # done, declined or replaced
    ratings: dict[str, int] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True))
    )  # by Criterion
    better: str = ""  # what would make it better
    seen: str = ""  # what was seen in the field
    seen_as: dict[str, JsonValue] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True))
    )  # the photo, file or place that was sent for it, as bot.questions.proof() has it


class Conflict(SQLModel, table=True):
    """Somebody who is not to judge a quick win, as an owner or they themselves said."""

    __table_args__ = (UniqueConstraint("quickwin_id", "member_id"),)

    id: int | None = Field(default=None, primary_key=True)
    quickwin_id: int = Field(foreign_key="quickwin.id", index=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    declared_by: int = Field(foreign_key="member.id")
    at: datetime


def conflicts_of(session: Session, quickwin_ids: Collection[int]) -> Mapping[int, set[int]]:
    """The members who are not to judge each of these quick wins."""
    found: dict[int, set[int]] = {}
    for conflict in session.exec(select(Conflict).where(col(Conflict.quickwin_id).in_(quickwin_ids))):
        found.setdefault(conflict.quickwin_id, set()).add(conflict.member_id)
    return found


def reviews_of(session: Session, quickwin_ids: Collection[int]) -> Mapping[int, Sequence[Review]]:
    """All reviews of these quick wins, the oldest first."""
    found: dict[int, list[Review]] = {}
    statement = select(Review).where(col(Review.quickwin_id).in_(quickwin_ids)).order_by(col(Review.id))
    for review in session.exec(statement):
        found.setdefault(review.quickwin_id, []).append(review)
    return found
