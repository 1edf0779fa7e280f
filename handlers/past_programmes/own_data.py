"""What somebody thinks of past programmes, on the page of what is kept about them."""

from collections.abc import Sequence

from bot.i18n import _, when
from bot.reports.dossier_page import Table
from handlers.past_programmes.wording import VERDICTS
from models.past_programmes.words import OwnJudgement


def judged(judgements: Sequence[OwnJudgement], zone: str) -> Table:
    """Each judgement with its reason."""
    return Table(
        _("What you think of past programmes"),
        (_("Programme"), _("Judgement"), _("Reason"), _("Time")),
        [(one.programme, _(VERDICTS[one.verdict]), one.reason, when(one.at, zone)) for one in judgements],
    )
