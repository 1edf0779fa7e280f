"""A time of day as people write it, in Indonesian and English: 9.30, 09:30, jam 9, 9 malam, 9 pm, 09.00 WIB."""

import re
from datetime import time

_CLOCK = re.compile(
    r"(?:(?:pukul|jam|pkl|at)[. ]*)?(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2})(?:[.:](?P<second>\d{2}))?)?"
    r"\s*(?P<half>am|pm|pagi|siang|sore|malam)?(?:\s*(?:wib|wita|wit))?",
    re.IGNORECASE | re.ASCII,
)


def read_clock(written: str) -> time | None:
    """The time of day that is written; None where it is none."""
    match = _CLOCK.fullmatch(written.strip())
    if match is None:
        return None
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if half and not 1 <= hour <= 12 and half in {"am", "pm"}:
        return None
    if hour == 12 and half in {"am", "malam"}:
        hour = 0
    elif hour < 12 and (half in {"pm", "sore", "malam"} or (half == "siang" and hour < 10)):
        hour += 12
    try:
        return time(hour, int(match["minute"] or 0), int(match["second"] or 0))
    except ValueError:
        return None
