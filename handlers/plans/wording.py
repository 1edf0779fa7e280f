"""How plans are spoken of: what state they are in, what a stage says, what is noticed about its days."""

from collections.abc import Sequence
from decimal import Decimal

from bot.i18n import N_, _, day, ngettext, number, rupiah, short_day, spoken
from bot.markup import bold
from handlers.quickwins.wording import shortened
from models.days.holidays import holiday_on
from models.plans.notices import Bounds, Notice, Noticed, notices_of
from models.plans.stages import DAYS, Horizon, PlanContent, Stage
from models.plans.states import PlanEvent, PlanState

STATES = {
    PlanState.DRAFT: N_("being written"),
    PlanState.SENT: N_("waits for approval"),
    PlanState.RETURNED: N_("returned with remarks"),
    PlanState.APPROVED: N_("approved"),
}
SIGNS = {PlanState.DRAFT: "✏️", PlanState.SENT: "📮", PlanState.RETURNED: "🔁", PlanState.APPROVED: "✅"}
EVENTS = {
    PlanEvent.SENT: N_("sent for approval"),
    PlanEvent.TAKEN_BACK: N_("taken back"),
    PlanEvent.RETURNED: N_("returned"),
    PlanEvent.APPROVED: N_("approved"),
    PlanEvent.CHANGED: N_("changed"),
}
HORIZONS = {
    Horizon.SHORT: N_("Short: stages up to {days} days"),
    Horizon.MEDIUM: N_("Medium: up to {days} days"),
    Horizon.LONG: N_("Long: up to {days} days"),
}
REACHES = {Horizon.SHORT: N_("short"), Horizon.MEDIUM: N_("medium"), Horizon.LONG: N_("long")}
LABELS = {
    "name": N_("Name of the stage"),
    "output": N_("Key output"),
    "volume": N_("Volume"),
    "dates": N_("Start and end"),
    "in_charge": N_("Person in charge"),
    "partners": N_("Partners"),
    "budget": N_("Budget"),
    "verification": N_("Verification"),
    "risk": N_("Risk and answer"),
}
SHORTEST_NAME = 34  # characters of a stage's name that say which one it is
MOST_LINES = 7  # stages in a summary that still fits a small phone


def label(part: str) -> str:
    """What a part of a stage is called."""
    return _(LABELS[part])


def state_of(state: PlanState) -> str:
    """The state in a few words, with its sign."""
    return f"{SIGNS[state]} {_(STATES[state])}"


def horizon_label(horizon: Horizon) -> str:
    """The horizon with what it means for a stage."""
    return _(HORIZONS[horizon]).format(days=number(DAYS[horizon]))


def period(stage: Stage, *, short: bool = False) -> str:
    """From when to when, with the days that it takes: "30 Nov 2026 – 11 Des 2026" in short."""
    if stage.starts_on is None or stage.ends_on is None:
        return "–"
    if short:
        return f"{short_day(stage.starts_on)} – {short_day(stage.ends_on)}"
    days = ngettext("{n} day", "{n} days", stage.days).format(n=number(stage.days))
    if stage.days == 1:
        return f"{day(stage.starts_on)} ({days})"
    return f"{day(stage.starts_on)} – {day(stage.ends_on)} ({days})"


def shown(part: str, stage: Stage) -> str:
    """What a stage says in one part, as people read it; "–" where it says nothing."""
    match part:
        case "volume" if stage.volume:
            return f"{number(Decimal(stage.volume))} {stage.unit}"
        case "dates":
            return period(stage)
        case "budget" if stage.budget is not None:
            source = f" ({stage.budget_source})" if stage.budget_source else ""
            return f"{rupiah(stage.budget)}{source}" if stage.budget else _("none")
        case "risk" if stage.risk:
            return f"{stage.risk} → {stage.answer or '–'}"
        case "name" | "output" | "in_charge" | "partners" | "verification":
            return str(getattr(stage, part) or "–")
    return "–"


def stage_in_full(place: int, stage: Stage) -> str:
    """Everything a stage says, a line a part."""
    title = bold(_("Stage {n}: {name}").format(n=place, name=stage.name or "–"))
    lines = [f"{label(part)}: {shown(part, stage)}" for part in LABELS if part != "name"]
    return "\n".join([title, *lines])


def stage_line(place: int, stage: Stage) -> str:
    """A stage in one line, with how much of it is still to be written."""
    name = stage.name or _("(no name yet)")
    when = period(stage, short=True) if stage.is_complete else _("unfinished")
    return f"{place}. {shortened(name, SHORTEST_NAME)} · {when}"


def stages_in_short(content: PlanContent) -> str:
    """A line a stage, as many as fit, and what all of it costs."""
    lines = [stage_line(n, stage) for n, stage in enumerate(content.stages[:MOST_LINES], 1)]
    if more := len(content.stages) - MOST_LINES:
        lines += [ngettext("… and {n} more", "… and {n} more", more).format(n=more)] if more > 0 else []
    return "\n".join([*lines, _("Budget in all: {amount}").format(amount=rupiah(content.budget))])


def notice_text(notice: Notice, bounds: Bounds) -> str:
    """What is noticed about a day, in a few words."""
    match notice.what:
        case Noticed.DAY_OFF:
            return _("A day off: {name}.").format(name=holiday_on(notice.day, spoken()))
        case Noticed.WEEKEND:
            return _("That is in a weekend.")
        case Noticed.BEFORE_BATCH if bounds.starts_on:
            return _("That is before the batch begins ({day}).").format(day=short_day(bounds.starts_on))
        case Noticed.AFTER_BATCH if bounds.ends_on:
            return _("That is after the batch ends ({day}).").format(day=short_day(bounds.ends_on))
    return _("That day has passed already.")


def notices_in_full(content: PlanContent, bounds: Bounds) -> Sequence[str]:
    """What is noticed about the days of all stages, a line each."""
    return [
        _("📅 Stage {n}, {day}: {notice}").format(
            n=n, day=short_day(notice.day), notice=notice_text(notice, bounds)
        )
        for n, stage in enumerate(content.stages, 1)
        for notice in notices_of(stage, bounds)
    ]


def too_long_text(place: int, stage: Stage, horizon: Horizon) -> str:
    """That a stage takes longer than the plan lets it."""
    return _("⚠️ Stage {n} takes {days} days; up to {most} fit ({horizon} horizon).").format(
        n=place, days=number(stage.days), most=number(DAYS[horizon]), horizon=_(REACHES[horizon])
    )
