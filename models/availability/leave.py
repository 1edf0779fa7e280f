"""Days on which somebody does not work (cuti)."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from models.availability.availability import Away


class Leave(SQLModel, table=True):
    """One stretch of leave, the first and the last day counted, by the calendar of where the person is."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True, ondelete="CASCADE")
    first_day: date
    last_day: date
    told_at: datetime

    @property
    def away(self) -> Away:
        """The days."""
        return Away(self.first_day, self.last_day, self.told_at)
