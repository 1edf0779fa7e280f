"""Working on one quick win together: asking to join it, or to merge one's own into it."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import AutoString, Field, SQLModel


class RequestState(StrEnum):
    """Where a request stands."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  # also where one of the two went another way meanwhile


class JoinRequest(SQLModel, table=True):
    """A member's wish to own a quick win with its owners; with `merging`, their own goes on in it."""

    id: int | None = Field(default=None, primary_key=True)
    quickwin_id: int = Field(foreign_key="quickwin.id", index=True)
    member_id: int = Field(foreign_key="member.id", index=True)  # who asks
    merging: int | None = Field(default=None, foreign_key="quickwin.id", index=True)
    words: str = ""
    state: RequestState = Field(default=RequestState.ASKED, sa_type=AutoString, index=True)
    at: datetime
    answered_by: int | None = Field(default=None, foreign_key="member.id")
    answered_at: datetime | None = None
