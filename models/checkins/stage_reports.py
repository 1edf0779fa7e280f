"""What a report says of each stage of a plan, and stages that were closed with evidence."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import AutoString, Field, SQLModel, UniqueConstraint


class Progress(StrEnum):
    """How far a stage is."""

    NOT_STARTED = "not_started"
    ON_THE_WAY = "on_the_way"
    DONE = "done"  # it is closed once there is evidence


DONE_PERCENT = 100


def progress_at(percent: int) -> Progress:
    """What so many percent, 0 to 100, come to."""
    if percent >= DONE_PERCENT:
        return Progress.DONE
    return Progress.ON_THE_WAY if percent > 0 else Progress.NOT_STARTED


class StageReport(SQLModel, table=True):
    """How far one stage is by one report. It stays where the stage is taken out of its plan, under the name that it had."""

    __table_args__ = (UniqueConstraint("checkin_id", "step_id"),)

    id: int | None = Field(default=None, primary_key=True)
    checkin_id: int = Field(foreign_key="checkin.id", index=True, ondelete="CASCADE")
    step_id: int | None = Field(default=None, foreign_key="actionstep.id", index=True, ondelete="SET NULL")
    name: str = ""  # of the stage when it was reported
    percent: int  # 0 to 100
    what: str = ""  # what happened

    @property
    def progress(self) -> Progress:
        """The percent in a word."""
        return progress_at(self.percent)


class ClosingState(StrEnum):
    """What became of a stage that its owners closed."""

    WAITING = "waiting"  # for a facilitator
    VERIFIED = "verified"
    RETURNED = "returned"  # with a remark: it is open again


STANDING = frozenset({ClosingState.WAITING, ClosingState.VERIFIED})
"""In which a stage counts as done, and is not asked about any more."""


class StageClosing(SQLModel, table=True):
    """A stage that was reported as done, with evidence, and what a facilitator made of it; one row each time."""

    id: int | None = Field(default=None, primary_key=True)
    step_id: int | None = Field(default=None, foreign_key="actionstep.id", index=True, ondelete="SET NULL")
    checkin_id: int = Field(foreign_key="checkin.id", index=True, ondelete="CASCADE")
    member_id: int = Field(foreign_key="member.id", index=True)  # who closed it
    state: ClosingState = Field(default=ClosingState.WAITING, sa_type=AutoString, index=True)
    closed_at: datetime
    decided_by: int | None = Field(default=None, foreign_key="member.id", index=True)
    decided_at: datetime | None = None
    remark: str = ""  # of the facilitator who returned it
