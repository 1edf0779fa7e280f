"""What comes (/agenda): every meeting that concerns one, to be looked at; a facilitator plans from here."""

from bot.i18n import _
from bot.questions import one_of
from bot.talk import Talk
from handlers.meetings.wording import label
from models.meetings.agenda import Agenda
from models.meetings.pages import NO_PAGES, Pages

HERE, PAST, ADD, SEND, LINK, BACK, CLOSE = "here", "past", "add", "send", "link", "back", "close"
LEADS = {HERE: "attend", ADD: "meeting_add", SEND: "send_meetings", LINK: "calendar_link"}


async def agenda(talk: Talk, facts: Agenda | None, *, pages: Pages = NO_PAGES) -> None:
    """Show what comes, or with PAST as subject what has been, and let one be chosen."""
    if facts is None:
        talk.say(_("You are in no batch, so there is no agenda."))
        return
    past = talk.subject == PAST
    listed = facts.behind if past else facts.ahead
    options = [(f"{one.id}", label(one, talk.zone, facts.now)) for one in listed]
    more = others(facts, pages, past=past)
    chosen = await talk.ask("which", heading(facts, past=past), one_of([*options, *more]))
    if chosen == PAST:
        talk.then("agenda", PAST)
    elif chosen == BACK:
        talk.then("agenda")
    elif chosen in LEADS:
        talk.then(LEADS[chosen])
    elif chosen != CLOSE:
        talk.then("meeting", chosen)


def heading(facts: Agenda, *, past: bool) -> str:
    """What is listed."""
    if past:
        return _("What has been, the newest first. Which one would you like to see?")
    if facts.ahead:
        return _("What comes. Times are those where you are. Which one would you like to see?")
    if facts.plans:
        return _("There is nothing in the agenda yet. Add the first meeting, or send a list.")
    return _("Nothing is planned at the moment. I tell you as soon as there is something.")


def others(facts: Agenda, pages: Pages, *, past: bool) -> list[tuple[str, str]]:
    """What else can be done."""
    if past:
        return [(BACK, _("‹ What comes")), (CLOSE, _("Nothing now"))]
    found = [(HERE, _("📲 I am here"))] if facts.on and not facts.plans else []
    if facts.behind:
        found.append((PAST, _("What has been")))
    if facts.plans:
        found += [(ADD, _("+ Add a meeting")), (SEND, _("📄 Send a list"))]
    if pages.are_served:
        found.append((LINK, _("🔗 In my calendar")))
    return [*found, (CLOSE, _("Nothing now"))]
