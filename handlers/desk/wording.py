"""How the people of a batch are spoken of: on a button, how to reach them, how a push went."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.i18n import _, day
from bot.steps import SIGNS, cause_text, days_text
from handlers.quickwins.wording import in_short
from models.desk.standing import Owned, Reach, Standing, Step
from models.desk.stuck import Stuck


def person_label(standing: Standing) -> str:
    """Somebody on a button: how far they have come, and who they are."""
    return f"{SIGNS[standing.step]} {standing.member.name}"


def stuck_label(standing: Standing, causes: Sequence[Stuck], now: datetime) -> str:
    """Somebody who is stuck: at what, for how long, and whether they were pushed."""
    longest = next(one for one in causes if not one.waits_for_facilitator)
    pushed = " 👋" if standing.pushed else ""
    return f"{standing.member.name} · {cause_text(longest)} · {days_text(longest.days(now))}{pushed}"


def unreached_label(standing: Standing) -> str:
    """Somebody who cannot be written to: why, who they are, and where they work."""
    sign = "🚫" if standing.reach is Reach.BLOCKED else "📵"
    return " · ".join(part for part in (f"{sign} {standing.member.name}", standing.member.agency) if part)


def waiting_label(owned: Owned, days: int) -> str:
    """A quick win of which something waits, on a button: which it is, and for how long."""
    return f"{in_short(owned.code, owned.problem)} · {days_text(days)}"


def reach_text(standing: Standing, zone: str, *, with_phone: bool) -> str:
    """Whether somebody can be written to, and if not, how else they can be reached."""
    since = day(standing.reach_since.astimezone(ZoneInfo(zone))) if standing.reach_since else ""
    match standing.reach:
        case Reach.HERE:
            return _("Here since {day}").format(day=since)
        case Reach.NEVER:
            text = _("📵 Has not opened the invitation yet.")
        case Reach.BLOCKED:
            text = _("🚫 Has shut me out since {day}: I cannot write to them.").format(day=since)
    if not with_phone:
        return text
    how = (
        _("Telephone: {phone}").format(phone=standing.phone) if standing.phone else _("No telephone number.")
    )
    return f"{text} {how}"


def push_text(standing: Standing, zone: str) -> str:
    """When somebody was last pushed, and whether they have answered; "" where nobody has pushed them."""
    pushed = standing.pushed
    if pushed is None:
        return ""
    if pushed.given_at is None:
        return _("👋 A push is on its way.")
    given = day(pushed.given_at.astimezone(ZoneInfo(zone)))
    if pushed.answered:
        return _("👋 Pushed on {day}; they have answered since.").format(day=given)
    return _("👋 Pushed on {day}; no answer since.").format(day=given)


def quickwin_label(code: str, problem: str, step: Step | None) -> str:
    """A quick win on a button; without a step nobody works on it any more."""
    return f"{SIGNS[step] if step else '🗂'} {in_short(code, problem)}"
