"""How quick wins are spoken of: what state they are in, what their figures come to, what they say."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from bot.i18n import N_, _, number
from bot.markup import bold
from handlers.quickwins.questions import FREQUENCIES, QUESTIONS, SOURCES
from models.quickwins.content import FIELDS, Content
from models.quickwins.gate import Judged, Obstacle, Verdict
from models.quickwins.rules import Rules
from models.quickwins.states import QuickWinState

STATES = {
    QuickWinState.DRAFT: N_("draft"),
    QuickWinState.READY: N_("ready to be sent"),
    QuickWinState.IN_REVIEW: N_("with its reviewers"),
    QuickWinState.TO_REVISE: N_("to be revised"),
    QuickWinState.VALIDATED: N_("validated"),
    QuickWinState.TURNED_DOWN: N_("turned down"),
    QuickWinState.MERGED: N_("merged"),
    QuickWinState.DROPPED: N_("given up"),
}
SIGNS = {
    QuickWinState.DRAFT: "✏️",
    QuickWinState.READY: "📄",
    QuickWinState.IN_REVIEW: "👥",
    QuickWinState.TO_REVISE: "🔁",
    QuickWinState.VALIDATED: "✅",
    QuickWinState.TURNED_DOWN: "✖️",
    QuickWinState.MERGED: "🔗",
    QuickWinState.DROPPED: "🗂",
}
VERDICTS = {
    Verdict.QUICK_WIN: N_("✅ By its figures this is a quick win."),
    Verdict.MAJOR_PROJECT: N_(
        "By its figures this is a major project: worth a lot, and more than a quick win can carry."
    ),
    Verdict.FILL_IN: N_("By its figures this is a fill-in: easily done, and people will hardly notice."),
    Verdict.DROP: N_("By its figures this is better dropped: a lot of work for little."),
}
SHORTEST = 20  # characters of a problem that say which one it is, and fit a button


def state_of(state: QuickWinState) -> str:
    """The state in a few words, with its sign."""
    return f"{SIGNS[state]} {_(STATES[state])}"


def in_short(code: str, problem: str, longest: int = SHORTEST) -> str:
    """Its code with the beginning of its problem."""
    return f"{code} · {shortened(problem, longest)}" if problem else code


def shortened(text: str, longest: int = SHORTEST) -> str:
    """The text, or as much of its beginning as fits a button beside a few words."""
    return text if len(text) <= longest else text[: longest - 1].rstrip(" ,.") + "…"


def verdict_text(judged: Judged, rules: Rules) -> str:
    """What the figures come to, why, and how it would become a quick win."""
    if not judged.obstacles:
        return _(VERDICTS[judged.verdict])
    ways = [f"• {way_out(obstacle, rules)}" for obstacle in judged.obstacles]
    return "\n".join([_(VERDICTS[judged.verdict]), _("It would become a quick win like this:"), *ways])


def way_out(obstacle: Obstacle, rules: Rules) -> str:
    """What keeps it from being a quick win, and what would help."""
    gate = rules.gate
    match obstacle:
        case Obstacle.IMPACT:
            return _("Impact at least {n} of 5: begin where most people feel it.").format(
                n=gate.impact_at_least
            )
        case Obstacle.EFFORT:
            return _("Effort at most {n} of 5: take only the first step of it.").format(n=gate.effort_at_most)
        case Obstacle.DAYS:
            return _("A first result within {n} days: try it in one place first.").format(n=gate.days_at_most)
        case Obstacle.AUTHORITY:
            return _("Within your own authority: keep to what your unit decides by itself.")
        case Obstacle.BUDGET:
            return _("Within the budget you have: do it with what is there.")


def shown(name: str, value: Any, rules: Rules) -> str:
    """The value of a field as people read it."""
    if value is None:
        return "–"
    if name in ("goal", "field"):
        return rules.goal(value) if name == "goal" else rules.field(value)
    return _SHOWN.get(name, str)(value)


def _rated(value: int) -> str:
    return _("{n} of 5").format(n=value)


def _yes_or_no(value: bool) -> str:
    return _("Yes") if value else _("No")


def _figure(value: str) -> str:
    return number(Decimal(value))


_SHOWN: Mapping[str, Callable[[Any], str]] = {
    "source": lambda value: _(SOURCES[value]),
    "frequency": lambda value: _(FREQUENCIES[value]),
    "impact": _rated,
    "effort": _rated,
    "within_authority": _yes_or_no,
    "within_budget": _yes_or_no,
    "baseline": _figure,
    "target": _figure,
}


def in_full(content: Content, rules: Rules, names: Sequence[str] = FIELDS) -> str:
    """Everything it says in these fields, a line or two a field."""
    return "\n".join(
        f"{bold(_(QUESTIONS[name].label))}: {shown(name, getattr(content, name), rules)}"
        for name in names
        if getattr(content, name) is not None
    )


def differences(before: Content, after: Content, rules: Rules) -> Sequence[str]:
    """What has changed, a line a field."""
    return [
        f"• {bold(_(QUESTIONS[name].label))}: {shown(name, getattr(before, name), rules)}"
        f" → {shown(name, getattr(after, name), rules)}"
        for name in after.changed_from(before)
    ]
