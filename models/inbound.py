"""Updates received: committed before they are acknowledged, handled once."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger
from sqlmodel import Field, Index, SQLModel, UniqueConstraint, text


class Inbound(SQLModel, table=True):
    """One update as the channel sent it; its payload goes when nothing needs it any more."""

    __table_args__ = (
        UniqueConstraint("channel", "update_id"),
        Index(
            "ix_inbound_pending",
            "id",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    channel: str
    update_id: int = Field(sa_type=BigInteger)
    address: int | None = Field(default=None, sa_type=BigInteger, index=True)  # whose turn it is
    payload: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    received_at: datetime
    done_at: datetime | None = None
    error: str | None = None
