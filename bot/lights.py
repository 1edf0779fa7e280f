"""How somebody stands, in words: red, amber, green or grey, with the reasons."""

from bot.i18n import N_, _, ngettext
from models.checkins.status import Finding, Light, Reason

SIGNS = {Light.GREY: "⚪", Light.GREEN: "🟢", Light.AMBER: "🟡", Light.RED: "🔴"}
NAMES = {
    Light.GREY: N_("unknown"),
    Light.GREEN: N_("on track"),
    Light.AMBER: N_("needs attention"),
    Light.RED: N_("critical"),
}
REASONS = {
    Reason.STAGE_BEHIND: N_("stage {stage} is {n} percentage points behind its dates"),
    Reason.INDICATOR_BACK: N_("the indicator is worse than at the start"),
    Reason.ON_TRACK: N_("nothing is late"),
    Reason.NOTHING_KNOWN: N_("no plan and no report yet"),
}


def light_text(light: Light) -> str:
    """A light with its name."""
    return f"{SIGNS[light]} {light_name(light)}"


def light_name(light: Light) -> str:
    """What a light says, in a word or two."""
    return _(NAMES[light])


def reason_text(finding: Finding) -> str:
    """One reason in words."""
    n = finding.number
    match finding.reason:
        case Reason.STAGE_OVERDUE:
            late = ngettext("stage {stage} is {n} day late", "stage {stage} is {n} days late", n)
            return late.format(stage=finding.stage, n=n)
        case Reason.REPORTS_LATE:
            return ngettext("{n} report is late", "{n} reports are late", n).format(n=n)
        case Reason.BLOCKER:
            return ngettext("an obstacle for {n} day", "an obstacle for {n} days", n).format(n=n)
    return _(REASONS[finding.reason]).format(stage=finding.stage, n=n)
