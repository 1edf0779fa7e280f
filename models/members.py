"""A person in a batch, with a role and an agency."""

from enum import StrEnum

from sqlmodel import AutoString, Field, SQLModel, UniqueConstraint


class Role(StrEnum):
    """What a member is in a batch, from the most to the least frequent."""

    AGENT = "agent"
    FACILITATOR = "facilitator"
    ASSESSOR = "assessor"
    PARTNER = "partner"
    LEADER = "leader"


class Member(SQLModel, table=True):
    """A person's place in a batch."""

    __table_args__ = (UniqueConstraint("person_id", "batch_id"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    batch_id: int = Field(foreign_key="batch.id", index=True)
    agency_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    role: Role = Field(default=Role.AGENT, sa_type=AutoString, index=True)
    position: str = ""  # jabatan
    echelon: str = ""  # eselon
