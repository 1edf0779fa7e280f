"""Every conversation the bot can hold, with where its facts come from and who keeps what it returns."""

from bot.conversation import Conversation, no_facts
from bot.i18n import N_
from bot.repertoire import Repertoire
from handlers.assess import assess
from handlers.assessments import assessments
from handlers.help import help_out
from handlers.menu import menu
from handlers.opened import opened
from models import assessments as stored
from models import facilitators

REPERTOIRE = Repertoire(
    (
        Conversation("menu", menu, stored.offered_to, words=("menu", "menu"), description=N_("What you can do"), rests=False),
        Conversation(
            "assessments", assessments, stored.offered_to,
            words=("asesmen", "assessments"), description=N_("Answer an assessment"), rests=False,
        ),
        Conversation("assess", assess, stored.assessments, stored.keep_response, title=N_("your assessment")),
        Conversation("opened", opened, stored.assessments, rests=False),
        Conversation("help", help_out, facilitators.guides, words=("bantuan", "help"), description=N_("How this works"), rests=False),
    ),
    invitation="join",
    stranger="stranger",
    home="menu",
)  # fmt: skip
