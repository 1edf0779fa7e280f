"""How long a broadcast waits for somebody who may not be written to now."""

from datetime import datetime, timedelta

from models.availability.availability import Availability

LONGEST_WAIT = timedelta(days=7)
"""After which what was written to many is old news."""


def worth_waiting_for(whose: Availability, now: datetime) -> datetime | None:
    """When (aware, UTC) they may be written to, from `now` on; None where that is too far off, or nobody knows."""
    free_at = whose.next_moment(now)
    return None if free_at is None or free_at > now + LONGEST_WAIT else free_at
