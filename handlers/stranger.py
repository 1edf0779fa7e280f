"""Somebody unknown writes: who we are, and how to come in. Nothing is asked and nothing is kept."""

from bot.i18n import _
from bot.talk import Talk


async def stranger(talk: Talk, _facts: None) -> None:
    """Name the two ways in."""
    talk.say(
        _(
            "Hello, I am Penggerak. I accompany change agents through their programme, and I only talk with "
            "those who are invited.\n\n"
            "There are two ways in:\n"
            "1. Open the link on your invitation, or scan its code.\n"
            "2. Share your own contact with the button below, if your number is in the roster.\n\n"
            "Until then I keep nothing about you."
        ),
        contact_button=_("Share my contact"),
    )
