"""How days, hours and zones are spoken of."""

from datetime import time

from bot.i18n import _, day, short_day
from models.availability.availability import Away
from models.availability.quiet_hours import QuietHours


def days_text(days: Away, *, brief: bool = False) -> str:
    """Days from the first to the last: "Senin, 7 Desember 2026 – …"."""
    named = short_day if brief else day
    if days.last is None:
        return _("from {first}, until you take it back").format(first=named(days.first))
    if days.first == days.last:
        return named(days.first)
    return _("{first} to {last}").format(first=named(days.first), last=named(days.last))


def quiet_text(quiet: QuietHours) -> str:
    """Quiet hours: "20.00 – 07.00"."""
    return _("none") if quiet.begin == quiet.end else f"{clock_text(quiet.begin)} – {clock_text(quiet.end)}"


def clock_text(at: time) -> str:
    """A time of day: "07.00"."""
    return _("{hour}:{minute}").format(hour=f"{at.hour:02}", minute=f"{at.minute:02}")
