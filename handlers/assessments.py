"""The list of assessments: what is open, what is under way, what is done (/asesmen)."""

from collections.abc import Sequence

from bot.i18n import _, when
from bot.questions import one_of
from bot.talk import Talk
from models.assessments import Offered, Standing
from models.instruments.windows import SCRIPT


async def assessments(talk: Talk, offered: Sequence[Offered]) -> None:
    """Go straight into the only one there is, or let the person choose."""
    ready = [o for o in offered if o.standing in (Standing.OPEN, Standing.UNDER_WAY)]
    if len(ready) == 1:
        talk.then(SCRIPT, ready[0].subject)
    elif ready:
        by_window = {str(o.window_id): o for o in ready}
        chosen = await talk.ask(
            "which", _("Which assessment?"), one_of((window, label_of(o)) for window, o in by_window.items())
        )
        talk.then(SCRIPT, by_window[chosen].subject)
    else:
        talk.say(nothing_open(offered, talk.zone))


def label_of(offered: Offered) -> str:
    """The title, and that it has been begun where it has."""
    if offered.standing is Standing.UNDER_WAY:
        return _("Go on: {title}").format(title=offered.title)
    return offered.title


def nothing_open(offered: Sequence[Offered], zone: str) -> str:
    """That there is nothing to answer now, and when there will be."""
    coming = min(
        (o for o in offered if o.standing is Standing.NOT_YET), key=lambda o: o.opens_at, default=None
    )
    if coming is not None:
        return _("No assessment is open now. {title} opens on {time}; I will write to you.").format(
            title=coming.title, time=when(coming.opens_at, zone)
        )
    if any(o.standing is Standing.ANSWERED for o in offered):
        return _("You have answered every assessment that is open. Thank you.")
    return _("No assessment is open now. I will write to you when one is.")
