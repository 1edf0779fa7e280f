"""Nudges about an assessment: it has opened (`opened`), it is about to close (`closing`).

Whoever answers one when it has closed meanwhile is told so.
"""

from bot.i18n import _, when
from bot.markup import bold
from bot.questions import one_of
from bot.talk import Talk
from models.assessments import Assessment, Offered, Standing
from models.instruments.windows import SCRIPT


async def opened(talk: Talk, facts: Assessment | None) -> None:
    """Say that it is open and offer to begin; nothing where that is known already."""
    if facts is not None and facts.offered.standing is Standing.CLOSED:
        talk.say(_("{title} has closed.").format(title=bold(facts.offered.title)))
    if facts is None or facts.offered.standing is not Standing.OPEN:
        return
    offered = facts.offered
    news = _("{title} is open for you now.").format(title=bold(offered.title))
    if offered.closes_at is not None:
        until = _("It is open until {time}.").format(time=when(offered.closes_at, talk.zone))
    else:
        until = _("There is no last day, but sooner is easier.")
    await offer(talk, offered, f"{news} {until}", _("Begin now"))


async def closing(talk: Talk, facts: Assessment | None) -> None:
    """Say until when it can still be answered."""
    if facts is None or facts.offered.closes_at is None:
        return
    offered = facts.offered
    title, time = bold(offered.title), when(facts.offered.closes_at, talk.zone)
    if offered.standing is Standing.UNDER_WAY:
        news = _("{title} is waiting for the rest of your answers. It closes on {time}.").format(
            title=title, time=time
        )
        await offer(talk, offered, news, _("Go on now"))
    elif offered.standing is Standing.OPEN:
        news = _("{title} closes on {time}, and I have no answers from you yet.").format(
            title=title, time=time
        )
        await offer(talk, offered, news, _("Begin now"))
    elif offered.standing is Standing.CLOSED:
        talk.say(_("{title} has closed.").format(title=title))


async def offer(talk: Talk, offered: Offered, news: str, label: str) -> None:
    """Let the person go straight to it, or later."""
    choice = await talk.ask("now", news, one_of([("now", label), ("later", _("Later"))]))
    if choice == "now":
        talk.then(SCRIPT, offered.subject)
    else:
        talk.say(_("All right. You will find it under /menu."))
