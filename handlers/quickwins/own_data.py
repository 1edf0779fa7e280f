"""A person's quick wins and decisions on the page of everything that is kept of them."""

from collections.abc import Iterator, Sequence

from bot.i18n import _, when
from bot.reports.dossier_page import Table
from handlers.quickwins.questions import QUESTIONS
from handlers.quickwins.wording import STATES, shown, state_of
from models.quickwins.content import FIELDS
from models.quickwins.decisions import LET_THROUGH, OwnDecision
from models.quickwins.own_data import OwnQuickWin
from models.quickwins.rules import Rules
from models.quickwins.states import QuickWinState


def tables(quickwins: Sequence[OwnQuickWin], rules: Rules) -> Iterator[Table]:
    """One section a quick win: what it says, and the evidence that they gave."""
    for one in quickwins:
        rows = [
            (_(QUESTIONS[name].label), shown(name, getattr(one.content, name), rules))
            for name in FIELDS
            if getattr(one.content, name) is not None
        ]
        rows += [(_("Evidence"), evidence.text or str(evidence.kind)) for evidence in one.evidence]
        yield Table(f"{one.code} · {state_of(one.state)}", (), rows)


def decided(decisions: Sequence[OwnDecision], zone: str) -> Table:
    """What somebody decided as a facilitator, and why."""
    return Table(
        _("What you decided as a facilitator"),
        (_("Quick win"), _("Decision"), _("Reason"), _("Time")),
        [(d.quickwin, _decision(d.decision), d.reason, when(d.at, zone)) for d in decisions],
    )


def _decision(decision: str) -> str:
    if decision == LET_THROUGH:
        return _("let through")
    return _(STATES[QuickWinState(decision)])
