"""The one way in for each person: a random token, used once, revocable."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class Invitation(SQLModel, table=True):
    """A member's `/start` token. At most one that is neither used nor revoked a member."""

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    token: str = Field(unique=True)
    created_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None
