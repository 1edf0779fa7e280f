"""A nudge: an assessment has opened, or is about to close."""

from bot.i18n import _, when
from bot.markup import bold
from bot.questions import one_of
from bot.talk import Talk
from models.assessments import SCRIPT, Assessment, Standing


async def opened(talk: Talk, facts: Assessment | None) -> None:
    """Say that it is open and offer to begin."""
    if facts is None or facts.offered.standing not in (Standing.OPEN, Standing.UNDER_WAY):
        return
    offered = facts.offered
    if offered.closes_at is not None:
        until = _("It is open until {time}.").format(time=when(offered.closes_at, talk.zone))
    else:
        until = _("There is no last day, but sooner is easier.")
    title = bold(offered.title)
    if offered.standing is Standing.UNDER_WAY:
        invitation = _("{title} is waiting for the rest of your answers.").format(title=title)
    else:
        invitation = _("{title} is open for you now.").format(title=title)
    choice = await talk.ask(
        "now", f"{invitation} {until}", one_of([("now", _("Begin now")), ("later", _("Later"))])
    )
    if choice == "now":
        talk.then(SCRIPT, offered.subject)
    else:
        talk.say(_("All right. You will find it under /menu."))
