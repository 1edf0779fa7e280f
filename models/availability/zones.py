"""Time zones as people name them: WIB, Asia/Makassar, Tokyo."""

import re
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

NUSANTARA = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
"""The three of Indonesia, from west to east."""
_LETTERS = re.compile(r"(?<![A-Z])(?:WIB|WITA|WIT)(?![A-Z])", re.ASCII)


def zone_named(written: str) -> str | None:
    """The zone (IANA) that somebody writes: by its letters, its full name or its city; None where there is none."""
    return _by_name().get(_folded(written))


def letters_of(zone: str) -> str:
    """WIB, WITA or WIT; any other zone under its own name."""
    return next((letters for letters, name in NUSANTARA.items() if name == zone), zone)


def is_by_another_clock(written: str, zone: str, at: datetime) -> bool:
    """Whether WIB, WITA or WIT stands there and is not what the clock of `zone` (IANA) shows at an instant (aware)."""
    return any(
        at.astimezone(ZoneInfo(NUSANTARA[letters])).utcoffset() != at.astimezone(ZoneInfo(zone)).utcoffset()
        for letters in _LETTERS.findall(written.upper())
    )


@cache
def _by_name() -> dict[str, str]:
    places = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    cities = {_folded(zone.rpartition("/")[2]): zone for zone in places}
    full = {_folded(zone): zone for zone in (*places, "UTC")}
    return cities | full | {_folded(letters): zone for letters, zone in NUSANTARA.items()}


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").split())
