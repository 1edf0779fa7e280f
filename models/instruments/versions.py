"""Instruments and the versions of them that were added, each with the workbook it came from."""

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint


class Instrument(SQLModel, table=True):
    """A questionnaire under a code that stays when its form changes."""

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)


class InstrumentVersion(SQLModel, table=True):
    """One state of an instrument's form. Whoever began with it finishes with it."""

    __table_args__ = (UniqueConstraint("instrument_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    instrument_id: int = Field(foreign_key="instrument.id", index=True)
    number: int  # 1, 2, 3 ... within the instrument
    title: str
    form: str  # Form.dump()
    workbook: bytes
    workbook_name: str
    checksum: str  # SHA-256 of the workbook, hexadecimal
    added_at: datetime
