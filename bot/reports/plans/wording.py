"""How it is said on paper where a plan stands, and how far it reaches."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.i18n import N_, _, long_day, number
from models.plans.papers import Paper
from models.plans.stages import DAYS, Horizon
from models.plans.states import PlanEvent, PlanState

STATES = {
    PlanState.DRAFT: N_("Draft"),
    PlanState.SENT: N_("Submitted"),
    PlanState.RETURNED: N_("Returned for changes"),
    PlanState.APPROVED: N_("Approved"),
}
BROUGHT_BY = {
    PlanState.SENT: PlanEvent.SENT,
    PlanState.RETURNED: PlanEvent.RETURNED,
    PlanState.APPROVED: PlanEvent.APPROVED,
}
"""What brought a plan into a state."""
HORIZONS = {
    Horizon.SHORT: N_("short term (stages up to {days} days)"),
    Horizon.MEDIUM: N_("medium term (stages up to {days} days)"),
    Horizon.LONG: N_("long term (stages up to {days} days)"),
}


def state_text(state: PlanState) -> str:
    """The state in a word or two."""
    return _(STATES[state])


def horizon_text(horizon: Horizon) -> str:
    """The horizon, with what it means for a stage."""
    return _(HORIZONS[horizon]).format(days=number(DAYS[horizon]))


def standing_lines(paper: Paper) -> Sequence[str]:
    """By whom and when it came to be as it stands, and which version it is, a line each."""
    lines = []
    event = BROUGHT_BY.get(paper.state)
    if event and (brought := paper.last(event)):
        lines.append(_("by {name}, {day}").format(name=brought.who, day=_local_day(brought.at, paper.zone)))
    if not paper.version:
        lines.append(_("Not submitted yet"))
    elif change := paper.changed_since:
        lines.append(
            _("Version {n}, changed on {day}").format(n=paper.version, day=_local_day(change.at, paper.zone))
        )
    elif paper.state is PlanState.DRAFT:
        lines.append(_("Being written again after version {n}").format(n=paper.version))
    else:
        lines.append(_("Version {n}").format(n=paper.version))
    return lines


def _local_day(at: datetime, zone: str) -> str:
    return long_day(at.astimezone(ZoneInfo(zone)))
