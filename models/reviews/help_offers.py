"""“I can help with ...”: what a reviewer offers, and the thread in which both follow it up."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import AutoString, Field, SQLModel, UniqueConstraint


class HelpKind(StrEnum):
    """What somebody can help with."""

    PEOPLE = "people"
    DATA = "data"
    PLACE = "place"
    PERMIT = "permit"
    MONEY = "money"


class HelpState(StrEnum):
    """Where an offer stands."""

    OFFERED = "offered"
    TAKEN = "taken"
    DECLINED = "declined"
    DONE = "done"  # the help was given
    WITHDRAWN = "withdrawn"  # who offered it has been erased


class HelpOffer(SQLModel, table=True):
    """Help that a member offers to the owners of a quick win."""

    __table_args__ = (UniqueConstraint("review_id", "kind"),)

    id: int | None = Field(default=None, primary_key=True)
    quickwin_id: int = Field(foreign_key="quickwin.id", index=True)
    member_id: int = Field(foreign_key="member.id", index=True)  # who offers
    review_id: int | None = Field(default=None, foreign_key="review.id", index=True)
    kind: HelpKind = Field(sa_type=AutoString)
    text: str = ""
    state: HelpState = Field(default=HelpState.OFFERED, sa_type=AutoString)
    at: datetime
    state_since: datetime


class HelpNote(SQLModel, table=True):
    """One message in the thread of an offer."""

    id: int | None = Field(default=None, primary_key=True)
    offer_id: int = Field(foreign_key="helpoffer.id", index=True, ondelete="CASCADE")
    member_id: int = Field(foreign_key="member.id", index=True)
    text: str
    at: datetime
