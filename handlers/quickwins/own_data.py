"""A person's quick wins on the page of everything that is kept of them."""

from collections.abc import Iterator, Sequence

from bot.i18n import _
from bot.reports.dossier_page import Table
from handlers.quickwins.questions import QUESTIONS
from handlers.quickwins.wording import shown, state_of
from models.quickwins.content import FIELDS
from models.quickwins.own_data import OwnQuickWin
from models.quickwins.rules import Rules


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
