"""Which language we speak (/bahasa)."""

from bot.i18n import _
from bot.questions import one_of
from bot.talk import Talk

LANGUAGES = (("id", "Bahasa Indonesia"), ("en", "English"))
WHICH = "Bahasa apa yang Anda pilih?\nWhich language do you choose?"  # for whoever speaks only one of them


async def language(talk: Talk, _facts: None) -> str:
    """Ask, and answer in what was chosen."""
    chosen = await talk.ask("language", WHICH, one_of(LANGUAGES))
    talk.speak(chosen)
    # Translators: say that you speak your own language from now on.
    talk.say(_("All right, we speak English from now on."))
    return chosen
