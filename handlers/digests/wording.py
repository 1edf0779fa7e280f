"""How a week is told in numbers, and an obstacle in a line."""

from collections.abc import Callable, Sequence
from functools import partial

from bot.i18n import _, day, ngettext, short_day
from bot.lights import SIGNS
from bot.markup import bold
from handlers.checkins.wording import days_text
from handlers.quickwins.wording import shortened
from models.checkins.status import Light
from models.digests.digest import Digest, OpenObstacle
from models.digests.numbers import Numbers

LIGHTS = (Light.RED, Light.AMBER, Light.GREEN, Light.GREY)
LONGEST_OBSTACLE, LONGEST_OWNER = 36, 24  # characters, in a list


def numbers_text(facts: Digest) -> str:
    """The week in numbers; in brackets how they differ from the week before."""
    heading = _("{batch} · week {n} of {count}, {day}").format(
        batch=bold(facts.house.name), n=facts.number, count=facts.count, day=day(facts.week)
    )
    parts = [heading, "\n".join(_reports(facts)), "\n".join(_standing(facts))]
    if facts.before:
        parts.append(_("In brackets: against the week before."))
    return "\n\n".join(parts)


def changed(now: int, before: int | None) -> str:
    """A number, and how much more or less it is than before; nothing where it is the same."""
    if before is None or now == before:
        return str(now)
    return f"{now} ({now - before:+d})".replace("-", "−")


def obstacle_text(one: OpenObstacle) -> str:
    """An obstacle: for how long, what it is, and whose."""
    passed_on = " ⬆️" if one.escalated else ""
    what, whose = shortened(one.what, LONGEST_OBSTACLE), shortened(one.owner.name, LONGEST_OWNER)
    return f"• {days_text(one.days)}{passed_on}: {what} ({whose})"


def _reports(facts: Digest) -> Sequence[str]:
    now = facts.now
    lines = [
        _("🗒 Reported: {n} of {count}, on time {on_time}").format(
            n=_told(facts, lambda week: week.reported), count=now.asked, on_time=now.on_time
        ),
        _("✖️ Missing: {n}").format(n=_told(facts, lambda week: week.missing)),
    ]
    if now.on_leave:
        lines.append(_("🌴 On leave: {n}").format(n=now.on_leave))
    if facts.not_joined:
        lines.append(_("📵 Not joined yet: {n}").format(n=facts.not_joined))
    if facts.begun and facts.begun[1]:
        week, count = facts.begun
        told = ngettext(
            "⏩ {n} report of {day} is in already", "⏩ {n} reports of {day} are in already", count
        )
        lines.append(told.format(n=count, day=short_day(week)))
    return lines


def _standing(facts: Digest) -> Sequence[str]:
    weeks = [facts.now, *([facts.before] if facts.before else [])]
    lights = [light for light in LIGHTS if any(week.lights[light] for week in weeks)]
    return [
        " · ".join(f"{SIGNS[one]} {_told(facts, partial(_at, one))}" for one in lights),
        _("🧱 Open obstacles: {n}").format(n=_told(facts, lambda week: week.obstacles)),
        _("✅ Stages closed: {n}").format(n=_told(facts, lambda week: week.closed)),
    ]


def _at(light: Light, week: Numbers) -> int:
    return week.lights[light]


def _told(facts: Digest, number: Callable[[Numbers], int]) -> str:
    return changed(number(facts.now), number(facts.before) if facts.before else None)
