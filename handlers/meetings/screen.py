"""The page with the QR code, for the computer in the room."""

from bot.i18n import _, hour
from bot.talk import Talk
from models.meetings.attendance import CLOSES_AFTER, OPENS_BEFORE
from models.meetings.cards import MeetingCard
from models.meetings.pages import Pages


async def screen(talk: Talk, facts: MeetingCard | None, *, pages: Pages) -> None:
    """Give the link to who holds the meeting."""
    told = screen_link(facts, pages) if facts else ""
    if facts is None or not told:
        talk.say(
            _("There is no page for a screen here. The figures are on the meeting’s card when it is on.")
        )
        return
    talk.then("meeting", str(facts.id))
    details = facts.details
    when = _("The code is on it from {first} to {last}, and changes every half minute.").format(
        first=hour(details.starts_at - OPENS_BEFORE, talk.zone),
        last=hour(details.ends_at + CLOSES_AFTER, talk.zone),
    )
    own = _("Do not pass the link on: with it people could come without being there.")
    talk.say("\n\n".join([told, f"{when} {own}"]))


def screen_link(card: MeetingCard, pages: Pages) -> str:
    """What to open on the computer in the room; "" where there is no such page, or it is not the viewer's to show."""
    if not (pages.are_served and card.hosts and card.is_planned):
        return ""
    link = pages.screen(card.secret, card.id)
    return "\n".join([_("🖥 The QR code for the screen in the room; open this there:"), link])
