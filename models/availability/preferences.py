"""What one person has said about when they may be written to: quiet hours of their own, and a pause."""

from datetime import date, datetime, time

from sqlmodel import Field, SQLModel

from models.availability.availability import Away
from models.availability.quiet_hours import QuietHours


class Preferences(SQLModel, table=True):
    """One row a person, once they have said something. The zone is kept with the person (Person.zone)."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", unique=True, ondelete="CASCADE")
    quiet_from: time | None = None  # local; both None: those of the settings
    quiet_until: time | None = None
    paused_from: date | None = None  # local; None: not paused
    paused_to: date | None = None  # the last day; None: until it is taken back
    paused_at: datetime | None = None

    def quiet(self, usual: QuietHours) -> QuietHours:
        """Their quiet hours, else the usual ones."""
        if self.quiet_from is None or self.quiet_until is None:
            return usual
        return QuietHours(self.quiet_from, self.quiet_until)

    @property
    def pause(self) -> Away | None:
        """Their pause, also one that is over."""
        return Away(self.paused_from, self.paused_to, self.paused_at) if self.paused_from else None
