"""Does the machine know what time it is, and where?"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.clock import Clock
from bot.doctor.findings import Finding
from bot.i18n import hour

TOLERATED = timedelta(seconds=30)
_KNOWN = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
_REINSTALL = "install the time zones: make install, or Debian's tzdata"


def clock_of(theirs: datetime, clock: Clock) -> Finding:
    """Hold the machine's clock against the Bot API's (aware)."""
    ahead = clock.now() - theirs
    if abs(ahead) <= TOLERATED:
        return Finding("clock", well=True, says="it agrees with Telegram's")
    direction = "ahead of" if ahead > timedelta() else "behind"
    return Finding(
        "clock",
        well=False,
        says=f"it is {_span(abs(ahead))} {direction} Telegram's",
        mend="let the machine set it: timedatectl set-ntp true",
    )


def zone_data(zone: str, clock: Clock) -> Finding:
    """See that the time zones that the programme is held in are known, and say what time it is."""
    for name, letters in _KNOWN.items():
        try:
            found = datetime(2026, 1, 1, tzinfo=UTC).astimezone(ZoneInfo(name)).tzname()
        except ZoneInfoNotFoundError:
            return Finding("time zones", well=False, says=f"{name} is not known here", mend=_REINSTALL)
        if found != letters:
            return Finding(
                "time zones", well=False, says=f"{name} is {found}, not {letters}", mend=_REINSTALL
            )
    return Finding("time zones", well=True, says=f"in {zone} it is {hour(clock.now(), zone)}")


def _span(length: timedelta) -> str:
    if length < timedelta(minutes=2):
        return f"{length.seconds} seconds"
    if length < timedelta(hours=2):
        return f"{length // timedelta(minutes=1)} minutes"
    return f"{length // timedelta(hours=1)} hours"
