"""What can be done now (/menu): answer, go on with one's part of the programme, or look after one's own things."""

from bot.i18n import _
from bot.questions import one_of
from bot.talk import Talk
from handlers.assessments import label_of
from models.assessments import Standing
from models.instruments.windows import SCRIPT
from models.menu import AGENDA, BATCH, CHECKINS, LOOKBACK, PLANS, QUICKWINS, REVIEWS, Menu

OWN_THINGS = ("language", "my_data", "help")
MORE = "more"
MOST = 7  # buttons that are taken in at a glance; where there are more, one's own things stand behind one


async def menu(talk: Talk, facts: Menu) -> None:
    """Offer what is open first, then the programme, then what is always there."""
    ready = {
        f"window:{o.window_id}": o for o in facts.offered if o.standing in (Standing.OPEN, Standing.UNDER_WAY)
    }
    choices = [(code, f"📝 {label_of(o)}") for code, o in ready.items()]
    choices += [(part, part_label(part, facts)) for part in facts.parts]
    own = [("language", _("Language")), ("my_data", _("My data")), ("help", _("Help"))]
    choices += own if len(choices) + len(own) <= MOST else [(MORE, _("More …"))]
    chosen = await talk.ask("what", _("What would you like to do?"), one_of(choices))
    if chosen == MORE:
        chosen = await talk.ask("more", _("What would you like to see?"), one_of(own))
    if chosen in ready:
        talk.then(SCRIPT, ready[chosen].subject)
    elif chosen in OWN_THINGS or chosen in facts.parts:
        talk.then(chosen)


def part_label(part: str, facts: Menu) -> str:
    """What a part of the programme is called, with how much of it waits."""
    labels = {
        QUICKWINS: _("⚡ My quick wins"),
        REVIEWS: _("👥 Reviews ({n})").format(n=facts.reviews),
        PLANS: _("🗓 Action plans ({n})").format(n=facts.plans),
        CHECKINS: _("📋 Weekly report"),
        AGENDA: _("📆 Agenda"),
        LOOKBACK: _("🔎 Looking back"),
        BATCH: _("📊 The batch"),
    }
    return labels[part]
