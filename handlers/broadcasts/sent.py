"""What was written to many before, the newest first."""

from collections.abc import Sequence

from bot.i18n import _, when
from bot.questions import one_of
from bot.talk import Talk
from handlers.broadcasts.wording import audience_text
from models.broadcasts.broadcast import RecipientState
from models.broadcasts.progress import Progress

BACK = "back"


async def broadcasts(talk: Talk, facts: Sequence[Progress]) -> None:
    """Let one be chosen and show it."""
    if not facts:
        talk.say(_("Nothing has been sent to your batch yet."))
        return
    options = [(str(one.id), label(one)) for one in facts]
    chosen = await talk.ask(
        "which", _("What was sent, the newest first:"), one_of([*options, (BACK, _("‹ The batch"))])
    )
    if chosen == BACK:
        talk.then("batch")
    else:
        talk.then("broadcast_progress", chosen)


def label(one: Progress) -> str:
    """When, from whom, to whom, and how many got it."""
    sent = f"{one.count(RecipientState.SENT)}/{one.people}"
    return " · ".join((when(one.created_at, one.zone), one.author, audience_text(one), sent))
