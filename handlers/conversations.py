"""Every conversation the bot can hold, with where its facts come from and who keeps what it returns."""

from bot.conversation import Conversation, no_facts
from bot.i18n import N_
from bot.repertoire import Repertoire
from handlers.assess import assess
from handlers.assessments import assessments
from handlers.erase import erase
from handlers.erasure_requested import erasure_requested
from handlers.help import help_out
from handlers.join import join
from handlers.language import language
from handlers.menu import menu
from handlers.my_data import my_data
from handlers.opened import closing, opened
from handlers.stranger import stranger
from models.arrivals import load_arrivals
from models.assessments import announced, keep_response, offered_to
from models.assessments import assessments as load_assessments
from models.dossier import load_dossiers
from models.erasures import keep_wish, load_requests, load_standings
from models.facilitators import guides
from models.joining import keep_arrival
from models.people import keep_language

REPERTOIRE = Repertoire(
    (
        Conversation(
            "menu", menu, offered_to,
            words=("menu",), description=N_("What you can do"), rests=False,
        ),
        Conversation(
            "assessments", assessments, offered_to,
            words=("asesmen", "assessments"), description=N_("Answer an assessment"), rests=False,
        ),
        Conversation("assess", assess, load_assessments, keep_response, title=N_("your assessment")),
        Conversation("opened", opened, announced, rests=False),
        Conversation("closing", closing, announced, rests=False),
        Conversation(
            "language", language, no_facts, keep_language,
            words=("bahasa", "language"), description=N_("Change the language"), rests=False,
        ),
        Conversation(
            "my_data", my_data, load_dossiers,
            words=("dataku", "mydata"), description=N_("Everything I keep about you"), rests=False,
        ),
        Conversation(
            "erase", erase, load_standings, keep_wish,
            words=("hapus", "erase"), description=N_("Ask to be erased"), rests=False,
        ),
        Conversation("erasure_requested", erasure_requested, load_requests, rests=False),
        Conversation(
            "help", help_out, guides,
            words=("bantuan", "help"), description=N_("How this works"), rests=False,
        ),
        Conversation("join", join, load_arrivals, keep_arrival, title=N_("your invitation"), strangers=True),
        Conversation("stranger", stranger, no_facts, strangers=True, rests=False),
    ),
    invitation="join",
    stranger="stranger",
    home="menu",
)  # fmt: skip
