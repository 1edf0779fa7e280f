"""Facilitators and leaders hear whose reports are missing, once a week and all in one message."""

from bot.i18n import _, long_day, ngettext
from bot.markup import bold
from bot.questions import one_of
from bot.talk import Talk
from models.checkins.missed_by import Absentee, MissingReports

OPEN, CLOSE = "open", "close"
AT_MOST = 12
"""So many names stand in the message; the batch has the rest."""


async def missing(talk: Talk, facts: MissingReports | None) -> None:
    """Name them, and lead to the batch, where each can be called or pushed; nothing where all have reported."""
    if facts is None or not facts.absentees:
        if talk.has("what"):
            talk.say(_("Nothing is missing any more."))
        return
    count = len(facts.absentees)
    heading = ngettext(
        "{batch}, week of {day}: {n} report is missing.",
        "{batch}, week of {day}: {n} reports are missing.",
        count,
    ).format(batch=bold(facts.batch), day=long_day(facts.week), n=count)
    names = [absentee_text(one) for one in facts.absentees[:AT_MOST]]
    if count > AT_MOST:
        more = count - AT_MOST
        names.append(ngettext("… and {n} more", "… and {n} more", more).format(n=more))
    parts = [heading, "\n".join(names)]
    if any(not one.is_reachable for one in facts.absentees):
        parts.append(_("📵 I cannot write to them; the batch shows how else to reach them."))
    choice = await talk.ask(
        "what", "\n\n".join(parts), one_of([(OPEN, _("Open the batch")), (CLOSE, _("Nothing now"))])
    )
    if choice == OPEN:
        talk.then("batch")


def absentee_text(one: Absentee) -> str:
    """Somebody in the list: who they are, where they work, and why they may have been silent."""
    sign = "📵 " if not one.is_reachable else "⏸ " if one.is_paused else ""
    return f"• {sign}" + " · ".join(part for part in (one.name, one.agency) if part)
