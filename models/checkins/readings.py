"""What an indicator stood at in a week, and in which weeks it is asked for."""

from datetime import date, timedelta

from sqlmodel import Field, SQLModel, UniqueConstraint


class IndicatorReading(SQLModel, table=True):
    """The value of a quick win's indicator, in its own unit, by one report."""

    __table_args__ = (UniqueConstraint("checkin_id", "quickwin_id"),)

    id: int | None = Field(default=None, primary_key=True)
    checkin_id: int = Field(foreign_key="checkin.id", index=True, ondelete="CASCADE")
    quickwin_id: int = Field(foreign_key="quickwin.id", index=True)
    value: str  # a number as it was written, such as "2.5"


def reading_is_due(
    week: date, starts_on: date | None, ends_on: date | None, last_read: date | None, every_weeks: int
) -> bool:
    """Whether the indicator is to be read in the week that `week` names.

    It is so many weeks after the plan begins or the last reading, and at the latest in the week in which the plan ends.
    """
    if starts_on is None or ends_on is None or week < starts_on:
        return False
    if week >= ends_on and (last_read is None or last_read < ends_on):
        return True
    since = last_read or starts_on
    return week - since >= timedelta(weeks=every_weeks)
