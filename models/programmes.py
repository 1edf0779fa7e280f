"""One change effort of one organisation, the groups that walk through it, and where people work."""

from datetime import date

from sqlmodel import Field, SQLModel, UniqueConstraint


class Programme(SQLModel, table=True):
    """One change effort of one organisation."""

    id: int | None = Field(default=None, primary_key=True)
    name: str
    organisation: str


class Batch(SQLModel, table=True):
    """A group that walks through a programme together (Angkatan)."""

    id: int | None = Field(default=None, primary_key=True)
    programme_id: int = Field(foreign_key="programme.id", index=True)
    code: str = Field(unique=True)
    name: str
    zone: str = "Asia/Jakarta"  # IANA; times shown to its members are local to it
    starts_on: date | None = None
    ends_on: date | None = None


class Agency(SQLModel, table=True):
    """Where a member works (Perangkat daerah)."""

    __table_args__ = (UniqueConstraint("programme_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    programme_id: int = Field(foreign_key="programme.id", index=True)
    name: str
