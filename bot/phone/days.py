"""Where the demo's clock can be moved to, in local time."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

EVENING = time(19)
MORNING = time(8)


def span_until(when: str, now: datetime, zone: str) -> timedelta:
    """How long it is until the next evening (19.00), or until tomorrow morning (08.00), on the wall of that zone.

    Raises ValueError for any other word.
    """
    local = now.astimezone(ZoneInfo(zone))
    match when:
        case "evening":
            then = datetime.combine(local, EVENING, local.tzinfo)
            if then <= local:
                then = datetime.combine(local + timedelta(days=1), EVENING, local.tzinfo)
        case "tomorrow":
            then = datetime.combine(local + timedelta(days=1), MORNING, local.tzinfo)
        case _:
            raise ValueError(f"the clock cannot be moved to {when!r}")
    return then.astimezone(now.tzinfo) - now
