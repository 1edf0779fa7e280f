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
            "/kembali – the question before\n"
            "/nanti – stop here and go on later\n"
            "/lanjut – go on\n"
            "/batal – leave this\n"
            "/bahasa – language\n"
            "/dataku – everything I keep about you\n"
            "/hapus – ask to be erased"
        )
    )
    if guide.facilitators:
        talk.say(_("A person helps you too: {names}.").format(names=", ".join(guide.facilitators)))
