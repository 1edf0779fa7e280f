"""What a programme goes by in its meetings."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class MeetingRules:
    """How long before a meeting people are reminded, the longest first, and how many minutes after its start nobody is late."""

    reminders: tuple[timedelta, ...] = (timedelta(days=7), timedelta(days=1), timedelta(hours=1))
    grace: int = 5


def written(distance: timedelta) -> str:
    """How long before, as it is written in subjects: "7d", "1h" or "30m"."""
    minutes = distance // timedelta(minutes=1)
    if minutes % (24 * 60) == 0:
        return f"{minutes // (24 * 60)}d"
    return f"{minutes}m" if minutes % 60 else f"{minutes // 60}h"


USUAL_MEETINGS = MeetingRules()
