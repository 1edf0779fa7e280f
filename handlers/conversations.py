"""Every conversation the bot can hold, with where its facts come from and who keeps what it returns."""

from functools import partial
from typing import Any

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
from handlers.plans.card import plan
from handlers.plans.change import change_plan
from handlers.plans.decision import decide
from handlers.plans.mine import my_plans
from handlers.plans.stage import write_stage
from handlers.plans.told import changed, decided
from handlers.quickwins.card import card
from handlers.quickwins.change import change
from handlers.quickwins.draft import draft
from handlers.quickwins.join import join_answered, join_quickwin, join_requested, others
from handlers.quickwins.mine import mine
from handlers.stranger import stranger
from models.arrivals import load_arrivals
from models.assessments import announced, keep_response, offered_to
from models.assessments import assessments as load_assessments
from models.dossier import load_dossiers
from models.erasures import keep_wish, load_requests, load_standings
from models.facilitators import guides
from models.joining import keep_arrival
from models.people import keep_language
from models.plans.approving import keep_decision, keep_plan
from models.plans.cards import load_plans
from models.plans.overview import load_plan_overviews
from models.quickwins.cards import keep_act, keep_change, load_cards
from models.quickwins.drafts import keep_draft, load_drafts
from models.quickwins.joining import keep_answer, load_invitations, load_others
from models.quickwins.joining import keep_wish as keep_wish_to_join
from models.quickwins.joining import load_requests as load_requests_to_join
from models.quickwins.overview import load_overviews
from models.quickwins.rules import Rules
from models.reminders import plan_reminders


def repertoire(rules: Rules = Rules()) -> Repertoire:  # noqa: B008  frozen
    """All conversations, by the rules of the programme."""
    return Repertoire(
        (*ALWAYS, *quickwins(rules), *PLANS),
        invitation="join",
        stranger="stranger",
        home="menu",
        chores=(plan_reminders,),
    )


def quickwins(rules: Rules) -> tuple[Conversation[Any], ...]:
    """Those around quick wins."""
    cards = partial(load_cards, rules=rules)
    return (
        Conversation(
            "quickwins", mine, load_overviews,
            words=("quickwin", "quickwins"), description=N_("Your quick wins"), rests=False,
        ),
        Conversation(
            "quickwin_draft", draft, partial(load_drafts, rules=rules), keep_draft, title=N_("your quick win"),
        ),
        Conversation("quickwin", card, cards, keep_act, rests=False),
        Conversation("other_quickwins", others, load_others, rests=False),
        Conversation("join_quickwin", join_quickwin, load_invitations, keep_wish_to_join, rests=False),
        Conversation(
            "join_requested", join_requested, partial(load_requests_to_join, rules=rules), keep_answer,
        ),
        Conversation(
            "join_answered", join_answered, partial(load_requests_to_join, rules=rules), rests=False
        ),
        Conversation("quickwin_change", change, cards, keep_change, title=N_("your quick win")),
    )  # fmt: skip


ALWAYS: tuple[Conversation[Any], ...] = (
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
)  # fmt: skip
"""Those that every programme has."""

PLANS: tuple[Conversation[Any], ...] = (
        Conversation(
            "plans", my_plans, load_plan_overviews,
            words=("rencana", "plan"), description=N_("Your action plans"), rests=False,
        ),
        Conversation("plan", plan, load_plans, keep_plan, rests=False),
        Conversation("plan_stage", write_stage, load_plans, keep_plan, title=N_("your action plan")),
        Conversation("plan_change", change_plan, load_plans, keep_plan, title=N_("your action plan")),
        Conversation("plan_decision", decide, load_plans, keep_decision, title=N_("an action plan to decide on")),
        Conversation("plan_changed", changed, load_plans, rests=False),
        Conversation("plan_decided", decided, load_plans, rests=False),
)  # fmt: skip
"""Those around action plans."""

REPERTOIRE = repertoire()
"""All of them, by the usual rules."""
