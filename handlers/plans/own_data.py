"""A person's action plans, and what they did with plans, on the page of everything that is kept of them."""

from collections.abc import Iterator

from bot.i18n import _, when
from bot.reports.dossier_page import Table
from handlers.plans.wording import EVENTS, LABELS, horizon_label, label, shown, state_of
from models.plans.own_data import OwnPlanning


def tables(planning: OwnPlanning, zone: str) -> Iterator[Table]:
    """One section a plan with what each stage says, one for what was done with plans; times are local to `zone`."""
    for plan in planning.plans:
        title = _("Action plan {code}").format(code=plan.code)
        rows = [(_("Horizon"), horizon_label(plan.content.horizon))]
        for number, stage in enumerate(plan.content.stages, 1):
            rows.append((_("Stage {n}").format(n=number), shown("name", stage)))
            rows += [(label(part), shown(part, stage)) for part in LABELS if part != "name"]
        yield Table(f"{title} · {state_of(plan.state)}", (), rows)
    yield Table(
        _("What you did with action plans"),
        (_("Plan"), _("Version"), _("What"), _("Words"), _("Time")),
        [
            (act.code, str(act.number), _(EVENTS[act.event]), act.reason, when(act.at, zone))
            for act in planning.acts
        ],
    )
