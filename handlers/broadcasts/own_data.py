"""What a person wrote to many, and got among many, on the page of everything that is kept of them."""

from collections.abc import Iterator

from bot.i18n import _, when
from bot.reports.dossier_page import Table
from handlers.broadcasts.wording import SIGNS, WHY, people_text
from models.broadcasts.own_data import OwnBroadcasts, OwnCopy


def tables(own: OwnBroadcasts, zone: str) -> Iterator[Table]:
    """One section for what they wrote, one for what they got; times are local to `zone`."""
    yield Table(
        _("What you wrote to many"),
        (_("Time"), _("Words"), _("To")),
        [(when(one.at, zone), one.text, people_text(one.people)) for one in own.written],
    )
    yield Table(
        _("What was written to you and others"),
        (_("Time"), _("Words"), _("What became of it")),
        [(when(one.at, zone), one.text, became(one)) for one in own.received],
    )


def became(one: OwnCopy) -> str:
    """Whether it reached them, and why not."""
    return f"{SIGNS[one.state]} {_(WHY[one.why])}" if one.why else SIGNS[one.state]
