"""When a batch may answer an instrument, and for how long."""

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint


class Window(SQLModel, table=True):
    """An instrument opened to a batch; every member answers it once within the window."""

    __table_args__ = (UniqueConstraint("instrument_id", "batch_id"),)

    id: int | None = Field(default=None, primary_key=True)
    instrument_id: int = Field(foreign_key="instrument.id", index=True)
    batch_id: int = Field(foreign_key="batch.id", index=True)
    opens_at: datetime
    closes_at: datetime | None = None
    minutes: int | None = None  # allowed from the first question on
