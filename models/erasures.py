"""Requests to be forgotten (UU PDP 27/2022, article 8) and what became of them."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class Erasure(SQLModel, table=True):
    """One person's request; open until it is withdrawn or carried out."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    requested_at: datetime
    withdrawn_at: datetime | None = None
    done_at: datetime | None = None
