"""Every conversation the bot can hold, with where its facts come from and who keeps what it returns."""

from functools import partial
from typing import Any

from bot.conversation import Conversation, no_facts
from bot.i18n import N_
from bot.repertoire import Repertoire
from handlers.assess import assess
from handlers.assessments import assessments
from handlers.availability.conversations import conversations as availability
from handlers.broadcasts.conversations import conversations as broadcasts
from handlers.checkins.conversations import conversations as checkins
from handlers.desk.conversations import conversations as desk
from handlers.digests.conversations import conversations as digests
from handlers.erase import erase
from handlers.erasure_requested import erasure_requested
from handlers.errands import errands
from handlers.gathered import gathered
from handlers.help import help_out
from handlers.join import join
from handlers.language import language
from handlers.meetings.conversations import conversations as meetings
from handlers.menu import menu
from handlers.my_data import my_data
from handlers.opened import closing, opened
from handlers.past_programmes.conversations import conversations as past_programmes
from handlers.plans.conversations import CONVERSATIONS as PLANS
from handlers.quickwins.conversations import conversations as quickwins
from handlers.reviews.conversations import conversations as reviews
from handlers.stranger import stranger
from models.arrivals import load_arrivals
from models.assessments import announced, keep_response, offered_to
from models.assessments import assessments as load_assessments
from models.broadcasts.upkeep import see_to_broadcasts
from models.checkins.blockers import escalate_blockers
from models.checkins.upkeep import see_to_checkins
from models.digests.upkeep import see_to_digests
from models.dossier import load_dossiers
from models.erasures import keep_wish, load_requests, load_standings
from models.facilitators import guides
from models.joining import keep_arrival
from models.meetings.codes import LINK
from models.meetings.upkeep import see_to_meetings
from models.menu import load_menus
from models.people import keep_language
from models.quickwins.rules import Rules
from models.reminders import plan_reminders
from models.reviews.upkeep import see_to_reviews


def repertoire(rules: Rules = Rules()) -> Repertoire:  # noqa: B008  frozen
    """All conversations, by the rules of the programme."""
    parts = (
        *quickwins(rules),
        *reviews(rules),
        *PLANS,
        *meetings(rules),
        *checkins(rules),
        *past_programmes(rules),
        *desk(rules),
        *digests(rules),
        *broadcasts(rules.quiet),
        *availability(rules),
    )
    return Repertoire(
        (*ALWAYS, own_data(rules), *parts),
        invitation="join",
        stranger="stranger",
        home="menu",
        gathering="gathered",
        chores=(
            plan_reminders,
            partial(see_to_reviews, rules=rules),
            partial(see_to_checkins, working=rules.working, rules=rules.checkins),
            partial(escalate_blockers, rules=rules),
            partial(see_to_digests, rules=rules.digest),
            partial(see_to_meetings, rules=rules.meetings),
            see_to_broadcasts,
        ),
        links={LINK: "attend"},
        errands=errands(rules),
        working=rules.working,
    )


def own_data(rules: Rules) -> Conversation[Any]:
    """Everything that is kept on oneself."""
    return Conversation(
        "my_data", partial(my_data, rules=rules), load_dossiers,
        words=("dataku", "mydata"), description=N_("Everything I keep about you"), rests=False,
    )  # fmt: skip


ALWAYS: tuple[Conversation[Any], ...] = (
        Conversation(
            "menu", menu, load_menus,
            words=("menu",), description=N_("What you can do"), rests=False,
        ),
        Conversation(
            "assessments", assessments, offered_to,
            words=("asesmen", "assessments"), description=N_("Answer an assessment"), rests=False,
        ),
        Conversation("assess", assess, load_assessments, keep_response, title=N_("your assessment")),
        Conversation("gathered", gathered, no_facts, title=N_("what else waits for you")),
        Conversation("opened", opened, announced, rests=False),
        Conversation("closing", closing, announced, rests=False),
        Conversation(
            "language", language, no_facts, keep_language,
            words=("bahasa", "language"), description=N_("Change the language"), rests=False,
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
)  # fmt: skip
"""Those that every programme has."""

REPERTOIRE = repertoire()
"""All of them, by the usual rules."""
