"""The link to which one's calendar program subscribes: making it, showing it, taking it back."""

from bot.i18n import _
from bot.markup import bold
from bot.questions import one_of
from bot.talk import Talk
from models.meetings.calendar_link import LinkWish, Subscription
from models.meetings.pages import Pages

MAKE, TAKE_BACK, BACK = "make", "take_back", "back"


async def subscription(talk: Talk, facts: Subscription | None, *, pages: Pages) -> LinkWish | None:
    """Show it with what can be done with it; who has none is told what it is good for."""
    talk.then("agenda")
    if facts is None or not pages.are_served:
        talk.say(
            _("There are no calendar links here. Each meeting has a calendar file: open it from /agenda.")
        )
        return None
    if not facts.secret:
        return await first(talk)
    chosen = await talk.ask(
        "what",
        shown(pages.calendar(facts.secret)),
        one_of(
            [
                (MAKE, _("🔄 Make a new link")),
                (TAKE_BACK, _("🚫 Take the link back")),
                (BACK, _("‹ The agenda")),
            ]
        ),
    )
    if chosen == MAKE:
        talk.say(_("The link before leads nowhere any more. Please subscribe to the new one."))
        talk.then("calendar_link")
        return LinkWish.MAKE
    if chosen == TAKE_BACK:
        talk.say(_("Done: the link leads nowhere any more. You can remove it from your calendar."))
        return LinkWish.TAKE_BACK
    return None


async def first(talk: Talk) -> LinkWish | None:
    """Say what a link is good for, and make it for who would like one."""
    chosen = await talk.ask(
        "first",
        _(
            "With a link of your own your calendar shows all your meetings by itself, also what is moved or called off. Shall I make one?"
        ),
        one_of([(MAKE, _("Make the link")), (BACK, _("‹ The agenda"))]),
    )
    if chosen == BACK:
        return None
    talk.then("calendar_link")
    return LinkWish.MAKE


def shown(link: str) -> str:
    """The link, where it belongs, and that it is for nobody else."""
    how = _(
        "Copy it, and in your calendar choose to subscribe by URL. Google Calendar, on a computer: Other calendars, From URL. Outlook: Add calendar, Subscribe from web."
    )
    when = _("Changes appear there by themselves, in most calendars within hours.")
    own = _("Keep it to yourself: whoever has it can read your agenda.")
    return "\n\n".join([f"{bold(_('Your calendar link'))}\n{link}", how, f"{when} {own}"])
