"""Every conversation the bot can hold, with where its facts come from and who keeps what it returns."""

from collections.abc import Collection
from functools import partial
from typing import Any

from bot.conversation import Conversation, no_facts
from bot.i18n import N_
from bot.repertoire import Repertoire
from handlers.assess import assess
from handlers.assessments import assessments
from handlers.desk.batch import batch
from handlers.desk.member import batch_member
from handlers.desk.push import push_towards
from handlers.erase import erase
from handlers.erasure_requested import erasure_requested
from handlers.errands import errands
from handlers.help import help_out
from handlers.join import join
from handlers.language import language
from handlers.menu import menu
from handlers.my_data import my_data
from handlers.opened import closing, opened
from handlers.past_programmes.add import add
from handlers.past_programmes.judge import judge
from handlers.past_programmes.look_back import look_back
from handlers.past_programmes.sent_list import send_list
from handlers.past_programmes.tally import tally
from handlers.quickwins.card import card
from handlers.quickwins.change import change
from handlers.quickwins.draft import draft
from handlers.quickwins.join import join_answered, join_quickwin, join_requested, others
from handlers.quickwins.let_through import let_through, let_through_told
from handlers.quickwins.mine import mine
from handlers.reviews.asked import asked, due, ended, late, tasks
from handlers.reviews.decide import decide, decided, stuck
from handlers.reviews.offers import offer, offers
from handlers.reviews.results import results
from handlers.reviews.review import review
from handlers.reviews.send import send
from handlers.stranger import stranger
from models.arrivals import load_arrivals
from models.assessments import announced, keep_response, offered_to
from models.assessments import assessments as load_assessments
from models.desk.overview import load_desks
from models.desk.pushes import keep_push, load_pushings
from models.dossier import load_dossiers
from models.erasures import keep_wish, load_requests, load_standings
from models.facilitators import guides
from models.joining import keep_arrival
from models.menu import load_menus
from models.past_programmes.adding import keep_added, load_adding
from models.past_programmes.looking_back import keep_verdicts, load_looking_back
from models.past_programmes.tally import load_tallies
from models.people import keep_language
from models.quickwins.cards import keep_act, keep_change, load_cards
from models.quickwins.drafts import keep_draft, load_drafts
from models.quickwins.joining import keep_answer, load_invitations, load_others
from models.quickwins.joining import keep_wish as keep_wish_to_join
from models.quickwins.joining import load_requests as load_requests_to_join
from models.quickwins.letting_through import keep_let_through, load_letters
from models.quickwins.overview import load_overviews
from models.quickwins.rules import Rules
from models.reminders import plan_reminders
from models.reviews.announced import load_announced
from models.reviews.deciding import keep_decision, load_decidables, load_outcomes
from models.reviews.reviewing import keep_review, load_reviewings
from models.reviews.sending import keep_sent, load_sendables
from models.reviews.telling import ASKED, DECIDED, ENDED, HELP, LATE, REMINDED, RESULT, STUCK
from models.reviews.threads import keep_help_turn, load_thread, load_threads
from models.reviews.upkeep import see_to_reviews
from models.reviews.waiting import load_tasks


def repertoire(rules: Rules = Rules()) -> Repertoire:  # noqa: B008  frozen
    """All conversations, by the rules of the programme."""
    parts = (*quickwins(rules), *reviews(rules), *past_programmes(rules))
    held = {conversation.name for conversation in parts}
    return Repertoire(
        (home(held | {"batch"}), *ALWAYS, own_data(rules), *parts, *desk(rules, held)),
        invitation="join",
        stranger="stranger",
        home="menu",
        chores=(plan_reminders, partial(see_to_reviews, rules=rules)),
        errands=errands(rules),
    )


def own_data(rules: Rules) -> Conversation[Any]:
    """Everything that is kept on oneself."""
    return Conversation(
        "my_data", partial(my_data, rules=rules), load_dossiers,
        words=("dataku", "mydata"), description=N_("Everything I keep about you"), rests=False,
    )  # fmt: skip


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
        Conversation("quickwin", card, cards, partial(keep_act, rules=rules), rests=False),
        Conversation("other_quickwins", others, load_others, rests=False),
        Conversation("join_quickwin", join_quickwin, load_invitations, keep_wish_to_join, rests=False),
        Conversation(
            "join_requested", join_requested, partial(load_requests_to_join, rules=rules), keep_answer,
        ),
        Conversation(
            "join_answered", join_answered, partial(load_requests_to_join, rules=rules), rests=False
        ),
        Conversation(
            "let_through", let_through, cards, keep_let_through, title=N_("letting a quick win through"),
        ),
        Conversation("quickwin_let_through", let_through_told, load_letters, rests=False),
        Conversation("quickwin_change", change, cards, keep_change, title=N_("your quick win")),
    )  # fmt: skip


def reviews(rules: Rules) -> tuple[Conversation[Any], ...]:
    """Those around peer review and the help that comes of it."""
    reviewings = partial(load_reviewings, rules=rules)
    keep = partial(keep_review, rules=rules)
    decidables = partial(load_decidables, rules=rules)
    return (
        Conversation(
            "send_quickwin", send, partial(load_sendables, rules=rules), partial(keep_sent, rules=rules),
            rests=False,
        ),
        Conversation(
            "reviews", tasks, load_tasks,
            words=("tinjauan", "reviews"), description=N_("Reviews that wait for you"), rests=False,
        ),
        Conversation("review", review, reviewings, keep, title=N_("your review")),
        Conversation(ASKED, asked, reviewings, keep, rests=False),
        Conversation(REMINDED, due, reviewings, rests=False),
        Conversation(LATE, late, reviewings, rests=False),
        Conversation(ENDED, ended, reviewings, rests=False),
        Conversation(RESULT, results, partial(load_announced, rules=rules), rests=False),
        Conversation("decide_quickwin", decide, decidables, keep_decision, rests=False),
        Conversation(STUCK, stuck, decidables, rests=False),
        Conversation(DECIDED, decided, load_outcomes, rests=False),
        Conversation(
            "help_offers", offers, load_threads,
            words=("tawaran", "offers"), description=N_("Help that was offered"), rests=False,
        ),
        Conversation(HELP, offer, load_thread, keep_help_turn, rests=False),
    )  # fmt: skip


def past_programmes(rules: Rules) -> tuple[Conversation[Any], ...]:
    """Those in which a batch looks back."""
    looking_back, adding = partial(load_looking_back, rules=rules), partial(load_adding, rules=rules)
    return (
        Conversation(
            "lookback", look_back, looking_back,
            words=("kilasbalik", "lookback"), description=N_("What ran before, and what to make of it"), rests=False,
        ),
        Conversation("judge_past_programmes", judge, looking_back, keep_verdicts, title=N_("looking back")),
        Conversation("lookback_tally", tally, load_tallies, rests=False),
        Conversation(
            "add_past_programme", add, adding, keep_added,
            title=N_("the past programme you are adding"),
        ),
        Conversation("send_past_programmes", send_list, adding, title=N_("the list of past programmes")),
    )  # fmt: skip


def desk(rules: Rules, held: Collection[str]) -> tuple[Conversation[Any], ...]:
    """Those of a facilitator's desk, and the pushes that come from it; `held` are the conversations that these lead to."""
    desks = partial(load_desks, rules=rules)
    return (
        Conversation(
            "batch", batch, desks,
            words=("angkatan", "batch"), description=N_("Your batch at a glance (facilitators)"), rests=False,
        ),
        Conversation("batch_member", batch_member, desks, keep_push, rests=False),
        Conversation("push", push_towards(held), partial(load_pushings, rules=rules), rests=False),
    )  # fmt: skip


def home(held: Collection[str]) -> Conversation[Any]:
    """The menu, which leads to what is `held`."""
    return Conversation(
        "menu", menu, partial(load_menus, held=frozenset(held)),
        words=("menu",), description=N_("What you can do"), rests=False,
    )  # fmt: skip


ALWAYS: tuple[Conversation[Any], ...] = (
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
