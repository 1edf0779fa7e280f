"""What can be done now (/menu): go on, answer, or look after one's own things."""

from collections.abc import Sequence

from bot.i18n import _
from bot.questions import one_of
from bot.talk import Talk
from handlers.assessments import label_of
from models.assessments import Offered, Standing
from models.instruments.windows import SCRIPT

OWN_THINGS = ("language", "my_data", "help")


async def menu(talk: Talk, offered: Sequence[Offered]) -> None:
    """Offer what is open first, then what is always there."""
    ready = {f"window:{o.window_id}": o for o in offered if o.standing in (Standing.OPEN, Standing.UNDER_WAY)}
    choices = [(code, f"📝 {label_of(o)}") for code, o in ready.items()]
    choices += [("language", _("Language")), ("my_data", _("My data")), ("help", _("Help"))]
    chosen = await talk.ask("what", _("What would you like to do?"), one_of(choices))
    if chosen in ready:
        talk.then(SCRIPT, ready[chosen].subject)
    elif chosen in OWN_THINGS:
        talk.then(chosen)
