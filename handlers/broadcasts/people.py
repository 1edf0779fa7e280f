"""Who got a message to many, or who did not and why; a tap leads to them at the desk."""

from bot.i18n import _, ngettext
from bot.questions import one_of
from bot.talk import Talk
from handlers.broadcasts.progress import MISSED, NOT
from handlers.broadcasts.wording import SIGNS, WHY
from models.broadcasts.broadcast import RecipientState
from models.broadcasts.progress import Progress, Told

BACK = "back"


async def broadcast_people(talk: Talk, facts: Progress | None) -> None:
    """List them; the subject is the broadcast's id and which of them, such as "7:not"."""
    if facts is None:
        talk.say(_("I do not find that message. /batch shows your batch."))
        return
    wanted = MISSED if talk.subject.partition(":")[2] == NOT else (RecipientState.SENT,)
    found = [one for one in facts.told if one.state in wanted]
    if wanted is MISSED:
        heading = ngettext("{n} does not get it:", "{n} do not get it:", len(found)).format(n=len(found))
    else:
        heading = ngettext("{n} got it:", "{n} got it:", len(found)).format(n=len(found))
    options = [(str(one.member_id), label(one)) for one in found]
    chosen = await talk.ask("who", heading, one_of([*options, (BACK, _("‹ The message"))]))
    if chosen == BACK:
        talk.then("broadcast_progress", str(facts.id))
    else:
        talk.then("batch_member", chosen)


def label(one: Told) -> str:
    """Somebody on a button: who they are, and where they work or why they did not get it."""
    more = _(WHY[one.why]) if one.why else one.agency
    return " · ".join(part for part in (f"{SIGNS[one.state]} {one.name}", more) if part)
