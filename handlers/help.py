"""How to get about (/bantuan), and who to turn to."""

from bot.i18n import _
from bot.talk import Talk
from models.facilitators import Guide


async def help_out(talk: Talk, guide: Guide) -> None:
    """Name the few commands, and the person's facilitators."""
    talk.say(
        _(
            "I ask one question at a time. Tap a button, or type the answer or its number.\n\n"
            "/menu – what you can do\n"
            "/back – the question before\n"
            "/later – stop here and go on later\n"
            "/resume – go on\n"
            "/cancel – leave this\n"
            "/language – language\n"
            "/mydata – everything I keep about you\n"
            "/erase – ask to be erased"
        )
    )
    if guide.facilitators:
        talk.say(_("A person helps you too: {names}.").format(names=", ".join(guide.facilitators)))
