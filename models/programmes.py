"""One change effort of one organisation, the groups that walk through it, and where people work."""

from datetime import date

from sqlmodel import Field, Session, SQLModel, UniqueConstraint, select


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


class UnknownBatch(LookupError):
    """There is no batch with that code; the message names those there are. Permanent until it is made."""


def batch_with_code(session: Session, code: str) -> Batch:
    """The batch under its code. Raises UnknownBatch."""
    if batch := session.exec(select(Batch).where(Batch.code == code)).first():
        return batch
    there = ", ".join(session.exec(select(Batch.code).order_by(Batch.code))) or "none yet"
    raise UnknownBatch(f"there is no batch “{code}”; there are: {there}")


class CodeTaken(ValueError):
    """Another batch has this code already. Permanent."""


def add_batch(
    session: Session, code: str, name: str, programme: str, organisation: str, zone: str = "Asia/Jakarta"
) -> Batch:
    """A new batch in the organisation's programme of that name, which is added where it is new.

    Raises CodeTaken where the code belongs to a batch already.
    """
    if session.exec(select(Batch).where(Batch.code == code)).first():
        raise CodeTaken(f"there is a batch {code} already")
    home = session.exec(
        select(Programme).where(Programme.name == programme, Programme.organisation == organisation)
    ).first()
    if home is None:
        home = Programme(name=programme, organisation=organisation)
        session.add(home)
        session.flush()
    assert home.id is not None  # noqa: S101
    batch = Batch(programme_id=home.id, code=code, name=name, zone=zone)
    session.add(batch)
    session.flush()
    return batch
