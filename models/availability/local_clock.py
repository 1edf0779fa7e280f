"""The first moment on a local clock at which nothing stands in the way, also where that clock is set forward or back."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

Bar = Callable[[datetime], datetime | None]
"""Until when (naive, local) something stands in the way at a naive local time; None where it does not."""

FOR_EVER = datetime(9999, 12, 31)  # noqa: DTZ001  local, as all ends are
"""For a bar of which nobody knows the end."""

LONGEST_SEARCH = timedelta(days=3 * 366)
MINUTE = timedelta(minutes=1)
NEAR = timedelta(days=2)  # no clock is ever set by more


def first_free(instant: datetime, zone: str, bars: Sequence[Bar]) -> datetime | None:
    """The first instant (UTC) from `instant` (aware) on at which no bar stands in the way in `zone` (IANA).

    Where that is later than three years on, or never, None.
    """
    at = instant.astimezone(UTC)
    latest = at + LONGEST_SEARCH
    clock = ZoneInfo(zone)
    while at < latest:
        local = at.astimezone(clock).replace(tzinfo=None)
        ends = [end for bar in bars if (end := bar(local)) is not None]
        if not ends:
            return at
        if max(ends) >= FOR_EVER - NEAR:
            return None
        at = _onwards(at, max(ends), clock)
    return None


def _onwards(at: datetime, end: datetime, clock: ZoneInfo) -> datetime:
    """When the clock first shows `end`; by minutes where it is set meanwhile, since then some times come twice or never."""
    there = end.replace(tzinfo=clock).astimezone(UTC)
    if there > at and there.astimezone(clock).utcoffset() == at.astimezone(clock).utcoffset():
        return there
    if there - at > NEAR:
        return there - NEAR
    return at.replace(second=0, microsecond=0) + MINUTE
